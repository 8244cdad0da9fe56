// What the api is told: every setting is an environment variable, every password a mounted file.
import {
  and,
  type Expr,
  type Fragment,
  fragment,
  include,
  multiply,
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

const postgresqlSettings = {
  POSTGRESQL_HOSTS: include(postgresqlHosts),
  POSTGRESQL_DATABASE: postgresql.database,
  POSTGRESQL_USERNAME: v.postgresql.username,
  POSTGRESQL_PASSWORD_FILE: `${secretPaths.postgresql}/password`,
  POSTGRESQL_TARGET_SESSION_ATTRIBUTES: 'read-write',
  POSTGRESQL_CONNECT_TIMEOUT_SECONDS: t`${v.postgresql.connectTimeoutSeconds}`,
  POSTGRESQL_COMMAND_TIMEOUT_SECONDS: t`${v.postgresql.commandTimeoutSeconds}`,
  POSTGRESQL_MAX_POOL_SIZE: t`${v.postgresql.maxPoolSize}`,
  POSTGRESQL_ROOT_CERTIFICATE_FILE: when(postgresql.tls.enabled, `${certificatePaths.postgresql}/ca.crt`),
  ConnectionStrings__PostgreSQL: postgresqlString('read-write'),
  ConnectionStrings__PostgreSQLReadOnly: when(
    v.postgresql.readOnly.enabled,
    postgresqlString('prefer-standby'),
  ),
};

const redisSettings = {
  REDIS_SENTINELS: include(redisSentinels),
  REDIS_MASTER_NAME: redis.masterName,
  REDIS_PASSWORD_FILE: `${secretPaths.redis}/password`,
  REDIS_CONNECT_TIMEOUT_MILLISECONDS: t`${v.redis.connectTimeoutMilliseconds}`,
  REDIS_COMMAND_TIMEOUT_MILLISECONDS: t`${v.redis.commandTimeoutMilliseconds}`,
  REDIS_ROOT_CERTIFICATE_FILE: when(redis.tls.enabled, `${certificatePaths.redis}/ca.crt`),
  ConnectionStrings__Redis: redisString(redisSentinels, redis),
};

const sessionSettings = {
  SESSION_SENTINELS: include(sessionSentinels),
  SESSION_MASTER_NAME: pick(own, redisSessions.masterName, redis.masterName),
  ConnectionStrings__Sessions: pick(
    own,
    redisString(sessionSentinels, redisSessions),
    redisString(sessionSentinels, redis),
  ),
  SESSION_PASSWORD_FILE: pick(own, `${secretPaths.sessions}/password`, `${secretPaths.redis}/password`),
  SESSION_ROOT_CERTIFICATE_FILE: when(
    and(own, redisSessions.tls.enabled),
    `${certificatePaths.sessions}/ca.crt`,
  ),
  SESSION_PREFIX: v.sessions.prefix,
  SESSION_IDLE_TIMEOUT_SECONDS: t`${multiply(v.sessions.idleTimeoutMinutes, 60)}`,
  SESSION_COOKIE_NAME: v.sessions.cookieName,
  SESSION_COOKIE_HTTP_ONLY: 'true',
  SESSION_COOKIE_IS_ESSENTIAL: 'true',
  SESSION_COOKIE_SECURE_POLICY: 'Always',
  DATA_PROTECTION_REDIS_KEY: v.sessions.dataProtectionKey,
};

const azureSettings = {
  APP_CONFIGURATION_ENDPOINT: when(v.appConfiguration.enabled, v.appConfiguration.endpoint),
  APP_CONFIGURATION_SENTINEL_KEY: when(v.appConfiguration.enabled, v.appConfiguration.sentinelKey),
  APP_CONFIGURATION_REFRESH_SECONDS: when(
    v.appConfiguration.enabled,
    t`${multiply(v.appConfiguration.refreshMinutes, 60)}`,
  ),
  BLOB_ENDPOINT: when(v.blob.enabled, v.blob.endpoint),
  BLOB_CONTAINER: when(v.blob.enabled, v.blob.container),
};

const { resilience } = v;

const resilienceSettings = {
  REQUEST_TIMEOUT_SECONDS: t`${resilience.requestTimeoutSeconds}`,
  SHUTDOWN_DRAIN_SECONDS: t`${v.shutdown.preStopSeconds}`,
  RETRY_MAX_ATTEMPTS: t`${resilience.retry.maxAttempts}`,
  RETRY_BASE_DELAY_MILLISECONDS: t`${resilience.retry.baseDelayMilliseconds}`,
  RETRY_MAX_DELAY_MILLISECONDS: t`${resilience.retry.maxDelayMilliseconds}`,
  CIRCUIT_BREAKER_FAILURE_PERCENT: t`${resilience.circuitBreaker.failurePercent}`,
  CIRCUIT_BREAKER_MINIMUM_REQUESTS: t`${resilience.circuitBreaker.minimumRequests}`,
  CIRCUIT_BREAKER_SAMPLING_SECONDS: t`${resilience.circuitBreaker.samplingSeconds}`,
  CIRCUIT_BREAKER_BREAK_SECONDS: t`${resilience.circuitBreaker.breakSeconds}`,
};

/** The data of the ConfigMap. */
export const settings = fragment('api.settings', 'What the api is told; a change of it replaces the pods.', {
  HTTP_PORT: t`${v.port}`,
  ...postgresqlSettings,
  ...redisSettings,
  ...sessionSettings,
  ...azureSettings,
  ...resilienceSettings,
});
