// What the api is told about Redis: the cache, and the sessions in a Redis of their own or in the cache.
import {
  and,
  type Expr,
  type Fragment,
  fragment,
  gt,
  include,
  isPresent,
  not,
  pick,
  t,
  when,
} from '../../engine/index.ts';
import { redisSentinels, redisServerName, sessionSentinels, sessionServerName } from './fragments.ts';
import { certificatePaths, type Setting, secretPaths } from './setting.ts';
import { values as v } from './values.ts';

const { redis, redisSessions } = v.global;

/** StackExchange.Redis: abortConnect off, so that a start during a failover goes on. */
export const redisOptions = fragment(
  'api.redisOptions',
  'What follows the Sentinels and the master in a connection string of StackExchange.Redis.',
  t`abortConnect=false,connectTimeout=${v.redis.connectTimeoutMilliseconds},asyncTimeout=${v.redis.commandTimeoutMilliseconds},keepAlive=${v.redis.keepAliveSeconds}`,
);

interface RedisFacts {
  readonly masterName: Expr<string>;
  readonly tls: { readonly enabled: Expr<boolean> };
}

/** Whether the cache is the platform's own: only then the name in its certificates is known. */
const isPlatforms = not(isPresent(v.redis.sentinels));

const inSsl = (name: Expr<string>): Expr<string> => t`,ssl=true,sslHost=${name}`;
const cacheSsl = t`,ssl=true${when(isPlatforms, t`,sslHost=${include(redisServerName)}`)}`;

interface Encrypted {
  readonly facts: RedisFacts;
  /** What follows where TLS is on. */
  readonly ssl: Expr<string>;
}

const redisString = (sentinels: Fragment<string>, { facts, ssl }: Encrypted): Expr<string> =>
  t`${include(sentinels)},serviceName=${facts.masterName},${include(redisOptions)}${when(facts.tls.enabled, ssl)}`;

const ofCache: Encrypted = { facts: redis, ssl: cacheSsl };
const ofSessions: Encrypted = { facts: redisSessions, ssl: inSsl(include(sessionServerName)) };

const own = redisSessions.enabled;

export const redisSettings: readonly Setting[] = [
  ['REDIS_SENTINELS', include(redisSentinels), 'Every Sentinel of the cache.'],
  ['REDIS_MASTER_NAME', redis.masterName, 'The name to ask them for.'],
  ['REDIS_PASSWORD_FILE', `${secretPaths.redis}/password`, 'The file that holds the password.'],
  [
    'REDIS_SERVER_NAME',
    when(and(redis.tls.enabled, isPlatforms), include(redisServerName)),
    'The name to verify in the certificate: the Sentinels give addresses.',
  ],
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
    redisString(redisSentinels, ofCache),
    'All of the above for StackExchange.Redis, without the password.',
  ],
];

export const cacheSettings: readonly Setting[] = [
  [
    'CACHE_MAX_TTL_MINUTES',
    when(gt(v.redis.cacheTtlMinutes, 0), t`${v.redis.cacheTtlMinutes}`),
    'The longest that an entry of the cache may live.',
  ],
];

export const sessionSettings: readonly Setting[] = [
  ['SESSION_SENTINELS', include(sessionSentinels), 'Every Sentinel of the sessions.'],
  ['SESSION_MASTER_NAME', pick(own, redisSessions.masterName, redis.masterName), 'The name to ask them for.'],
  [
    'SESSION_SERVER_NAME',
    pick<Setting[1]>(
      own,
      when(redisSessions.tls.enabled, include(sessionServerName)),
      when(and(redis.tls.enabled, isPlatforms), include(redisServerName)),
    ) as Setting[1],
    'The name to verify in the certificate.',
  ],
  [
    'ConnectionStrings__Sessions',
    pick(own, redisString(sessionSentinels, ofSessions), redisString(sessionSentinels, ofCache)),
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
