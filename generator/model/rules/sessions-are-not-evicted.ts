// The cache evicts what it likes; a session that is evicted logs a person out. One that evicts what ends soonest can
// be told apart from sessions by a rule of its own.
import { and, ne, not, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isHighlyAvailable, values } from './values.ts';

const { api, global, redis } = values;

export const rule = codedRule('HA-SESSIONS-EVICTED', {
  about: [global.redisSessions.enabled, global.availability],
  check: (say) =>
    when(
      and(
        isHighlyAvailable,
        api.enabled,
        api.redis.enabled,
        not(global.redisSessions.enabled),
        ne(redis.memory.policy, 'volatile-ttl'),
      ),
      say`global.redisSessions.enabled is false while global.availability is high, so sessions share the cache, whose eviction can log people out.`,
    ),
});
