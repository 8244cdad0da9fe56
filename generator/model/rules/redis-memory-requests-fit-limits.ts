// What is set aside for Redis must not be more than it may use.
import { gt, quantity, t, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { key, redis } from './redis-values.ts';

const { requests, limits } = redis.resources;

export const rule = codedRule('REDIS-REQUESTS-MEMORY', {
  about: [requests.memory, limits.memory],
  check: (say) =>
    when(
      gt(quantity(requests.memory), quantity(limits.memory)),
      say`${key}.resources.requests.memory is ${requests.memory}, more than ${key}.resources.limits.memory, which is ${limits.memory}, so Kubernetes refuses every pod.`,
    ),
  hint: t`at most ${limits.memory}`,
});
