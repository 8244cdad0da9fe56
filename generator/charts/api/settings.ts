// What the api is told: every setting is an environment variable, every password a mounted file.

import type { ChartVariable } from '../../../schemas/api/variables.ts';
import {
  type Expr,
  type Fragment,
  fragment,
  include,
  type Omissible,
  pick,
  t,
  when,
} from '../../engine/index.ts';
import { postgresqlHosts, redisSentinels, sessionSentinels } from './fragments.ts';
import { values as v } from './values.ts';

const { postgresql, redis, redisSessions } = v.global;

/** Where Secrets are mounted: the password of each store, and the authority that signed its certificate. */
export const secretPaths = {
  postgresql: '/run/secrets/postgresql',
  redis: '/run/secrets/redis',
  sessions: '/run/secrets/redis-sessions',
} as const;

export const certificatePaths = {
  postgresql: '/etc/ssl/postgresql',
  redis: '/etc/ssl/redis',
  sessions: '/etc/ssl/redis-sessions',
} as const;

/** Npgsql: the timeouts are those without which a lost node is not noticed. */
export const postgresqlOptions = fragment(
  'api.postgresqlOptions',
  'What follows the hosts in a connection string of Npgsql.',
  t`Database=${postgresql.database};Username=${v.postgresql.username};Timeout=${v.postgresql.connectTimeoutSeconds};Command Timeout=${v.postgresql.commandTimeoutSeconds};Keepalive=${v.postgresql.keepAliveSeconds};Maximum Pool Size=${v.postgresql.maxPoolSize}${when(postgresql.tls.enabled, `;SSL Mode=VerifyFull;Root Certificate=${certificatePaths.postgresql}/ca.crt`)}`,
);

/** StackExchange.Redis: abortConnect off, so that a start during a failover goes on. */
export const redisOptions = fragment(
  'api.redisOptions',
  'What follows the Sentinels and the master in a connection string of StackExchange.Redis.',
  t`abortConnect=false,connectTimeout=${v.redis.connectTimeoutMilliseconds},asyncTimeout=${v.redis.commandTimeoutMilliseconds},keepAlive=${v.redis.keepAliveSeconds}`,
);

const postgresqlString = (target: string): Expr<string> =>
  t`Host=${include(postgresqlHosts)};Target Session Attributes=${target};${include(postgresqlOptions)}`;

interface RedisFacts {
  readonly masterName: Expr<string>;
  readonly tls: { readonly enabled: Expr<boolean> };
}

const redisString = (sentinels: Fragment<string>, { masterName, tls }: RedisFacts): Expr<string> =>
  t`${include(sentinels)},serviceName=${masterName},${include(redisOptions)}${when(tls.enabled, ',ssl=true')}`;

const own = redisSessions.enabled;

/** One environment variable: its name, its value, and what the api does with it. */
type Setting = readonly [
  name: ChartVariable,
  value: string | Expr<string> | Omissible<Expr<string>>,
  meaning: string,
];

/** Settings that are there only where a condition holds. */
const where = (condition: Expr<boolean>, all: readonly Setting[]): readonly Setting[] =>
  all.map(([variable, value, meaning]) => [
    variable,
    when<Setting[1]>(condition, value) as Omissible<Expr<string>>,
    meaning,
  ]);

const postgresqlSettings: readonly Setting[] = [
  ['POSTGRESQL_HOSTS', include(postgresqlHosts), 'Every node with its port; try them in turn.'],
  ['POSTGRESQL_DATABASE', postgresql.database, 'The database.'],
  ['POSTGRESQL_USERNAME', v.postgresql.username, 'The role to log in as.'],
  ['POSTGRESQL_PASSWORD_FILE', `${secretPaths.postgresql}/password`, 'The file that holds the password.'],
  ['POSTGRESQL_TARGET_SESSION_ATTRIBUTES', 'read-write', 'Stay only with the node that takes writes.'],
  [
    'POSTGRESQL_CONNECT_TIMEOUT_SECONDS',
    t`${v.postgresql.connectTimeoutSeconds}`,
    'How long one node is tried.',
  ],
  [
    'POSTGRESQL_COMMAND_TIMEOUT_SECONDS',
    t`${v.postgresql.commandTimeoutSeconds}`,
    'How long an answer may take. Never cancel a COMMIT that waits.',
  ],
  ['POSTGRESQL_MAX_POOL_SIZE', t`${v.postgresql.maxPoolSize}`, 'Connections a pod may hold.'],
  [
    'POSTGRESQL_ROOT_CERTIFICATE_FILE',
    when(postgresql.tls.enabled, `${certificatePaths.postgresql}/ca.crt`),
    'The authority that signed the servers; verify their names.',
  ],
  [
    'ConnectionStrings__PostgreSQL',
    postgresqlString('read-write'),
    'All of the above for Npgsql, without the password.',
  ],
  [
    'ConnectionStrings__PostgreSQLReadOnly',
    when(v.postgresql.readOnly.enabled, postgresqlString('prefer-standby')),
    'For queries that only read, and whose answer nothing is written from.',
  ],
];

const redisSettings: readonly Setting[] = [
  ['REDIS_SENTINELS', include(redisSentinels), 'Every Sentinel of the cache.'],
  ['REDIS_MASTER_NAME', redis.masterName, 'The name to ask them for.'],
  ['REDIS_PASSWORD_FILE', `${secretPaths.redis}/password`, 'The file that holds the password.'],
  [
    'REDIS_CONNECT_TIMEOUT_MILLISECONDS',
    t`${v.redis.connectTimeoutMilliseconds}`,
    'How long a connection may take.',
  ],
  [
    'REDIS_COMMAND_TIMEOUT_MILLISECONDS',
    t`${v.redis.commandTimeoutMilliseconds}`,
    'How long an answer may take.',
  ],
  [
    'REDIS_ROOT_CERTIFICATE_FILE',
    when(redis.tls.enabled, `${certificatePaths.redis}/ca.crt`),
    'The authority that signed the servers.',
  ],
  [
    'ConnectionStrings__Redis',
    redisString(redisSentinels, redis),
    'All of the above for StackExchange.Redis, without the password.',
  ],
];

const sessionSettings: readonly Setting[] = [
  ['SESSION_SENTINELS', include(sessionSentinels), 'Every Sentinel of the sessions.'],
  ['SESSION_MASTER_NAME', pick(own, redisSessions.masterName, redis.masterName), 'The name to ask them for.'],
  [
    'ConnectionStrings__Sessions',
    pick(own, redisString(sessionSentinels, redisSessions), redisString(sessionSentinels, redis)),
    'The same for StackExchange.Redis, without the password.',
  ],
  [
    'SESSION_PASSWORD_FILE',
    pick(own, `${secretPaths.sessions}/password`, `${secretPaths.redis}/password`),
    'The file that holds the password.',
  ],
  [
    'SESSION_ROOT_CERTIFICATE_FILE',
    pick<Setting[1]>(
      own,
      when(redisSessions.tls.enabled, `${certificatePaths.sessions}/ca.crt`),
      when(redis.tls.enabled, `${certificatePaths.redis}/ca.crt`),
    ) as Setting[1],
    'The authority that signed the servers.',
  ],
  ['SESSION_PREFIX', v.sessions.prefix, 'What the key of every session starts with.'],
  [
    'SESSION_IDLE_TIMEOUT_MINUTES',
    t`${v.sessions.idleTimeoutMinutes}`,
    'After how long without a request a session ends.',
  ],
  ['SESSION_COOKIE_NAME', v.sessions.cookieName, 'The name of the cookie.'],
  ['SESSION_COOKIE_HTTP_ONLY', 'true', 'Scripts of a page may not read it.'],
  ['SESSION_COOKIE_IS_ESSENTIAL', 'true', 'It is set without asking for consent.'],
  ['SESSION_COOKIE_SECURE_POLICY', 'Always', 'It travels over HTTPS only.'],
  [
    'DATA_PROTECTION_REDIS_KEY',
    v.sessions.dataProtectionKey,
    'Where all pods share the keys that encrypt cookies, in the Redis of the sessions.',
  ],
];

const appConfigurationSettings: readonly Setting[] = [
  [
    'APP_CONFIGURATION_ENDPOINT',
    v.appConfiguration.endpoint,
    'Azure App Configuration, by workload identity.',
  ],
  [
    'APP_CONFIGURATION_SENTINEL_KEY',
    v.appConfiguration.sentinelKey,
    'The key to watch; when it changes, read all settings again.',
  ],
  ['APP_CONFIGURATION_REFRESH_MINUTES', t`${v.appConfiguration.refreshMinutes}`, 'How often to look.'],
];

const blobSettings: readonly Setting[] = [
  ['BLOB_ENDPOINT', v.blob.endpoint, 'Azure Blob Storage, by workload identity.'],
  ['BLOB_CONTAINER', v.blob.container, 'The container of the files.'],
];

const { retry, circuitBreaker: breaker, requestTimeoutSeconds } = v.resilience;

const resilienceSettings: readonly Setting[] = [
  ['REQUEST_TIMEOUT_SECONDS', t`${requestTimeoutSeconds}`, 'How long one request may be worked on.'],
  [
    'SHUTDOWN_DRAIN_SECONDS',
    t`${v.shutdown.preStopSeconds}`,
    'How long a stopping pod has gone on serving when SIGTERM comes; then answer with Connection: close.',
  ],
  ['RETRY_MAX_ATTEMPTS', t`${retry.maxAttempts}`, 'How often a failed call to a store is tried again.'],
  [
    'RETRY_BASE_DELAY_MILLISECONDS',
    t`${retry.baseDelayMilliseconds}`,
    'The pause before the first new attempt; it doubles.',
  ],
  ['RETRY_MAX_DELAY_MILLISECONDS', t`${retry.maxDelayMilliseconds}`, 'The longest pause.'],
  [
    'CIRCUIT_BREAKER_FAILURE_PERCENT',
    t`${breaker.failurePercent}`,
    'The share of failures that opens the breaker of a store.',
  ],
  [
    'CIRCUIT_BREAKER_MINIMUM_REQUESTS',
    t`${breaker.minimumRequests}`,
    'How many calls there must be before the share counts.',
  ],
  ['CIRCUIT_BREAKER_SAMPLING_SECONDS', t`${breaker.samplingSeconds}`, 'Over how long failures are counted.'],
  ['CIRCUIT_BREAKER_BREAK_SECONDS', t`${breaker.breakSeconds}`, 'How long the store is left alone.'],
];

/** Every environment variable that the chart sets, for the ConfigMap and for the reference. */
export const allSettings: readonly Setting[] = [
  ['HTTP_PORT', t`${v.port}`, 'The port to listen on.'],
  ...where(v.postgresql.enabled, postgresqlSettings),
  ...where(v.redis.enabled, [...redisSettings, ...sessionSettings]),
  ...where(v.appConfiguration.enabled, appConfigurationSettings),
  ...where(v.blob.enabled, blobSettings),
  ...resilienceSettings,
];

/** The data of the ConfigMap. */
export const settings = fragment(
  'api.settings',
  'What the api is told; a change of it replaces the pods.',
  Object.fromEntries(allSettings.map(([variable, value]) => [variable, value])),
);
