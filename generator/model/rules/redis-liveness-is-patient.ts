// A restart of a master that only hangs takes longer than a failover, and loses what a failover keeps.
import { le, multiply, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { key, redis, silence } from './redis-values.ts';

const { liveness } = redis.probes;

const patience = multiply(liveness.periodSeconds, liveness.failureThreshold);

export const rule = codedRule('REDIS-LIVENESS', {
  about: [liveness.periodSeconds, liveness.failureThreshold, redis.sentinel.downAfterMilliseconds],
  check: (say) =>
    when(
      le(multiply(1000, patience), silence),
      say`${key}.probes.liveness.periodSeconds (${liveness.periodSeconds}) times failureThreshold (${liveness.failureThreshold}) is ${patience} seconds while the Sentinels wait ${silence} milliseconds, so a master is restarted before another takes its place.`,
    ),
});
