// A master hands over, then writes its data to the disk; then it may be killed.
import { add, lt, t, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { key, redis } from './redis-values.ts';

const { catchUpSeconds, gracePeriodSeconds, handoverSeconds } = redis.shutdown;

// Up to 5 seconds until the own server answers, 11 until a replica can be promoted at all, and 15 for the last save.
const more = 31;
const needed = add(handoverSeconds, catchUpSeconds, more);

export const rule = codedRule('REDIS-GRACE', {
  about: [gracePeriodSeconds, handoverSeconds, catchUpSeconds],
  check: (say) =>
    when(
      lt(gracePeriodSeconds, needed),
      say`${key}.shutdown.gracePeriodSeconds is ${gracePeriodSeconds}, less than ${key}.shutdown.handoverSeconds (${handoverSeconds}), catchUpSeconds (${catchUpSeconds}) and ${more} together, so a master is killed in the midst of its handover.`,
    ),
  hint: t`at least ${needed}`,
});
