// What is set aside for a pod must not be more than it may use: temporary storage.
import { gt, quantity, t, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { values } from './values.ts';

const { limits, requests } = values.api.resources;

export const rule = codedRule('HA-API-REQUESTS-STORAGE', {
  about: [requests.ephemeralStorage, limits.ephemeralStorage],
  check: (say) =>
    when(
      gt(quantity(requests.ephemeralStorage), quantity(limits.ephemeralStorage)),
      say`api.resources.requests.ephemeralStorage is ${requests.ephemeralStorage}, more than api.resources.limits.ephemeralStorage, which is ${limits.ephemeralStorage}, so Kubernetes refuses every pod.`,
    ),
  hint: t`at most ${limits.ephemeralStorage}`,
});
