// What is set aside for Redis must not be more than it may use.
import { gt, quantity, t, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { key, redis } from './redis-values.ts';

const { requests, limits } = redis.resources;

export const rule = codedRule('REDIS-REQUESTS-CPU', {
  about: [requests.cpu, limits.cpu],
  check: (say) =>
    when(
      gt(quantity(requests.cpu), quantity(limits.cpu)),
      say`${key}.resources.requests.cpu is ${requests.cpu}, more than ${key}.resources.limits.cpu, which is ${limits.cpu}, so Kubernetes refuses every pod.`,
    ),
  hint: t`at most ${limits.cpu}`,
});
