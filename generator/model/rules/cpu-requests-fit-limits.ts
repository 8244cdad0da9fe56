// What is set aside for a pod must not be more than it may use: processor time.
import { gt, quantity, t, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { values } from './values.ts';

const { limits, requests } = values.api.resources;

export const rule = codedRule('HA-API-REQUESTS-CPU', {
  about: [requests.cpu, limits.cpu],
  check: (say) =>
    when(
      gt(quantity(requests.cpu), quantity(limits.cpu)),
      say`api.resources.requests.cpu is ${requests.cpu}, more than api.resources.limits.cpu, which is ${limits.cpu}, so Kubernetes refuses every pod.`,
    ),
  hint: t`at most ${limits.cpu}`,
});
