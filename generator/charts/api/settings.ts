// What the api is told: every setting is an environment variable, every password a mounted file.

import { type Expr, fragment, include, type Omissible, t, when } from '../../engine/index.ts';
import { postgresqlHosts } from './fragments.ts';
import { cacheSettings, redisSettings, sessionSettings } from './redis-settings.ts';
import { certificatePaths, type Setting, secretPaths } from './setting.ts';
import { values as v } from './values.ts';

const { postgresql } = v.global;

/** Npgsql: the timeouts are those without which a lost node is not noticed. */
export const postgresqlOptions = fragment(
  'api.postgresqlOptions',
  'What follows the hosts in a connection string of Npgsql.',
  t`Database=${postgresql.database};Username=${postgresql.username};Timeout=${v.postgresql.connectTimeoutSeconds};Command Timeout=${v.postgresql.commandTimeoutSeconds};Keepalive=${v.postgresql.keepAliveSeconds};Host Recheck Seconds=0;Maximum Pool Size=${v.postgresql.maxPoolSize}${when(postgresql.tls.enabled, `;SSL Mode=VerifyFull;Root Certificate=${certificatePaths.postgresql}/ca.crt`)}`,
);

const postgresqlString = (target: string): Expr<string> =>
  t`Host=${include(postgresqlHosts)};Target Session Attributes=${target};${include(postgresqlOptions)}`;

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
  ['POSTGRESQL_USERNAME', postgresql.username, 'The role to log in as.'],
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
  ...where(v.redis.enabled, [...redisSettings, ...cacheSettings, ...sessionSettings]),
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
