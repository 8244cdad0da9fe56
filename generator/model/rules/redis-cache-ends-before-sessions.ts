// Where one Redis serves both and evicts what ends soonest, entries of the cache must end before sessions do.
import { and, eq, ge, not, or, t, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { values } from './values.ts';

const { api, global, redis } = values;
const { cacheTtlMinutes } = api.redis;
const { idleTimeoutMinutes } = api.sessions;

export const rule = codedRule('REDIS-CACHE-TTL', {
  about: [cacheTtlMinutes, redis.memory.policy, idleTimeoutMinutes],
  check: (say) =>
    when(
      and(
        api.enabled,
        api.redis.enabled,
        redis.enabled,
        not(global.redisSessions.enabled),
        eq(redis.memory.policy, 'volatile-ttl'),
        or(eq(cacheTtlMinutes, 0), ge(cacheTtlMinutes, idleTimeoutMinutes)),
      ),
      say`api.redis.cacheTtlMinutes is ${cacheTtlMinutes} while sessions share the cache and end after api.sessions.idleTimeoutMinutes (${idleTimeoutMinutes}), so sessions are thrown away before entries of the cache.`,
    ),
  hint: t`from 1 to less than ${idleTimeoutMinutes}`,
});
