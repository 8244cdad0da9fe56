// What the rules of Redis speak of: its values under the first alias, asked once more under the second, and its
// shared facts. Must not know any rule.
import { z } from 'zod';
import { GlobalValues } from '../../../schemas/global.ts';
import { RedisSentinelValues } from '../../../schemas/redis-sentinel.ts';
import { type Expr, eq, length, type Scalar, ternary, valuesOf } from '../../engine/index.ts';
import { downAfter } from '../redis-figures.ts';

const root = valuesOf(z.strictObject({ global: GlobalValues, redis: RedisSentinelValues }));

export const { redis } = root;
const { availability, zones, redis: cache, redisSessions: sessions } = root.global;

/** Whether this is the Redis of the sessions. */
export const isOfSessions = eq(redis.component, 'redis-sessions');

/** The key that holds the settings: `redis` or `redisSessions`. */
export const key = ternary<string>(isOfSessions, 'redisSessions', 'redis');

type Facts = Pick<typeof cache, 'replicas' | 'tls'>;

const fact = <T extends Scalar>(of: (facts: Facts) => Expr<T>): Expr<T> =>
  ternary<T>(isOfSessions, of(sessions), of(cache));

export const replicas = fact((facts) => facts.replicas);

/** For `about`: where the number of pods is written, whichever Redis it is. */
export const writtenReplicas = cache.replicas;

/** True where the platform must survive the loss of a zone. */
export const isHighlyAvailable = eq(availability, 'high');

export const redisZones = zones;
export const zoneCount = length(zones);

/** After how many milliseconds of silence the master counts as lost. */
export const silence = downAfter(redis);
