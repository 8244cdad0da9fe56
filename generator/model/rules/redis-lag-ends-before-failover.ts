// A master that was cut off must have stopped taking writes before another is made.
import { add, and, gt, multiply, when } from '../../engine/index.ts';
import { waitsForReplicas } from '../redis-figures.ts';
import { codedRule } from './coded-rule.ts';
import { key, redis, replicas, silence } from './redis-values.ts';

const { maxLagSeconds } = redis.replication;

// Redis counts the lag in whole seconds, and looks at it once a second: it may notice almost two seconds late.
const refusal = multiply(1000, add(maxLagSeconds, 2));

export const rule = codedRule('REDIS-LAG', {
  about: [maxLagSeconds, redis.sentinel.downAfterMilliseconds, redis.profile],
  check: (say) =>
    when(
      and(waitsForReplicas(redis, replicas), gt(refusal, silence)),
      say`${key}.replication.maxLagSeconds is ${maxLagSeconds}, with two seconds added more than the ${silence} milliseconds after which another master is made, so for a while two of them take writes, and those of one are lost.`,
    ),
});
