// One pod is no replica, and two have no majority once one is lost.
import { and, lt, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isHighlyAvailable, key, replicas, writtenReplicas } from './redis-values.ts';

export const rule = codedRule('REDIS-REPLICAS', {
  about: [writtenReplicas],
  check: (say) =>
    when(
      and(isHighlyAvailable, lt(replicas, 3)),
      say`global.${key}.replicas is ${replicas} while global.availability is high, so the loss of one pod leaves no majority for a failover.`,
    ),
});
