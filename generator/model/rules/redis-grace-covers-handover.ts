// A master hands over, then writes its data to the disk; then it may be killed.
import { add, lt, t, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { key, redis } from './redis-values.ts';

const { gracePeriodSeconds, handoverSeconds } = redis.shutdown;

const lastSave = 20;
const needed = add(handoverSeconds, lastSave);

export const rule = codedRule('REDIS-GRACE', {
  about: [gracePeriodSeconds, handoverSeconds],
  check: (say) =>
    when(
      lt(gracePeriodSeconds, needed),
      say`${key}.shutdown.gracePeriodSeconds is ${gracePeriodSeconds}, less than ${key}.shutdown.handoverSeconds (${handoverSeconds}) and ${lastSave} for the last save together, so a master is killed in the midst of its handover.`,
    ),
  hint: t`at least ${needed}`,
});
