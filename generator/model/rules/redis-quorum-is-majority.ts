// Fewer than half of the Sentinels could find a master lost that only they cannot see; more than all, never.
import { gt, le, multiply, or, t, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { key, redis, replicas, writtenReplicas } from './redis-values.ts';

const { quorum } = redis.sentinel;

export const rule = codedRule('REDIS-QUORUM', {
  about: [quorum, writtenReplicas],
  check: (say) =>
    when(
      or(le(multiply(2, quorum), replicas), gt(quorum, replicas)),
      say`${key}.sentinel.quorum is ${quorum} of ${replicas} Sentinels, which is no majority that can be reached, so a failover comes when it should not, or never.`,
    ),
  hint: t`more than half of ${replicas}`,
});
