// A fork of a large heap, a slow disk or a busy node stops Redis for a second or two: that is no loss.
import { and, gt, lt, t, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { key, redis } from './redis-values.ts';

const { downAfterMilliseconds } = redis.sentinel;
const floor = 3000;

export const rule = codedRule('REDIS-DOWN-AFTER', {
  about: [downAfterMilliseconds],
  check: (say) =>
    when(
      and(gt(downAfterMilliseconds, 0), lt(downAfterMilliseconds, floor)),
      say`${key}.sentinel.downAfterMilliseconds is ${downAfterMilliseconds}, less than ${floor}, so a busy moment of the master is taken for its loss.`,
    ),
  hint: t`at least ${floor}`,
});
