// What a master waits for a replica is a part of its handover, which needs some seconds more.
import { ge, subtract, t, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { key, redis } from './redis-values.ts';

const { catchUpSeconds, handoverSeconds } = redis.shutdown;

export const rule = codedRule('REDIS-HANDOVER', {
  about: [catchUpSeconds, handoverSeconds],
  check: (say) =>
    when(
      ge(catchUpSeconds, handoverSeconds),
      say`${key}.shutdown.catchUpSeconds is ${catchUpSeconds} while ${key}.shutdown.handoverSeconds is ${handoverSeconds}, so no time is left to hand over, and writes are lost.`,
    ),
  hint: t`at most ${subtract(handoverSeconds, 1)}`,
});
