// The pod that becomes the first master must be one of those that there are.
import { ge, subtract, t, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { key, redis, replicas, writtenReplicas } from './redis-values.ts';

const { primaryOrdinal } = redis.bootstrap;

export const rule = codedRule('REDIS-PRIMARY', {
  about: [primaryOrdinal, writtenReplicas],
  check: (say) =>
    when(
      ge(primaryOrdinal, replicas),
      say`${key}.bootstrap.primaryOrdinal is ${primaryOrdinal} while global.${key}.replicas is ${replicas}, so the first start waits for a pod that does not exist.`,
    ),
  hint: t`at most ${subtract(replicas, 1)}`,
});
