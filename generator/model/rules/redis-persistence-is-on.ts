// Without volumes, a restart of all pods at once forgets the data and who was master.
import { and, not, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isHighlyAvailable, key, redis } from './redis-values.ts';

const { enabled } = redis.persistence;

export const rule = codedRule('REDIS-PERSISTENCE', {
  about: [enabled],
  check: (say) =>
    when(
      and(isHighlyAvailable, not(enabled)),
      say`${key}.persistence.enabled is false while global.availability is high, so everything is lost when all pods stop at once.`,
    ),
});
