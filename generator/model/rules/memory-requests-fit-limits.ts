// What is set aside for a pod must not be more than it may use: memory.
import { gt, quantity, t, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { values } from './values.ts';

const { limits, requests } = values.api.resources;

export const rule = codedRule('HA-API-REQUESTS-MEMORY', {
  about: [requests.memory, limits.memory],
  check: (say) =>
    when(
      gt(quantity(requests.memory), quantity(limits.memory)),
      say`api.resources.requests.memory is ${requests.memory}, more than api.resources.limits.memory, which is ${limits.memory}, so Kubernetes refuses every pod.`,
    ),
  hint: t`at most ${limits.memory}`,
});
