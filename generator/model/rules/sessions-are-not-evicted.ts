// The cache evicts what it likes; a session that is evicted logs a person out.
import { and, not, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isHighlyAvailable, values } from './values.ts';

const { api, global } = values;

export const rule = codedRule('HA-SESSIONS-EVICTED', {
  about: [global.redisSessions.enabled, global.availability],
  check: (say) =>
    when(
      and(isHighlyAvailable, api.redis.enabled, not(global.redisSessions.enabled)),
      say`global.redisSessions.enabled is false while global.availability is high, so sessions share the cache, whose eviction can log people out.`,
    ),
});
