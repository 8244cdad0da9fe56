// A majority of an even number bears no more losses than one of the odd number below it.
import { and, eq, or, subtract, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isHighlyAvailable, values } from './values.ts';

const { redis } = values.global;

// The schema allows 1 to 7, and Helm has no remainder that prints as simply.
const isEven = or(eq(redis.replicas, 2), eq(redis.replicas, 4), eq(redis.replicas, 6));

export const rule = codedRule('HA-REDIS-ODD', {
  about: [redis.replicas],
  check: (say) =>
    when(
      and(isHighlyAvailable, isEven),
      say`global.redis.replicas is ${redis.replicas}, an even number, so it survives no more lost pods than ${subtract(redis.replicas, 1)} would.`,
    ),
});
