// A majority of an even number bears no more losses than one of the odd number below it.
import { and, eq, or, subtract, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isHighlyAvailable, values } from './values.ts';

const { redisSessions } = values.global;

// The schema allows 1 to 7, and Helm has no remainder that prints as simply.
const isEven = or(
  eq(redisSessions.replicas, 2),
  eq(redisSessions.replicas, 4),
  eq(redisSessions.replicas, 6),
);

export const rule = codedRule('HA-REDIS-SESSIONS-ODD', {
  about: [redisSessions.replicas],
  check: (say) =>
    when(
      and(isHighlyAvailable, redisSessions.enabled, isEven),
      say`global.redisSessions.replicas is ${redisSessions.replicas}, an even number, so it survives no more lost pods than ${subtract(redisSessions.replicas, 1)} would.`,
    ),
});
