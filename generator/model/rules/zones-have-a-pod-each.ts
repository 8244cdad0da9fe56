// A zone without a pod has nothing that takes over when another is lost.
import { and, lt, t, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { fewestPods, fewestPodsPath, isHighlyAvailable, values, zoneCount } from './values.ts';

const { api, global } = values;

export const rule = codedRule('HA-API-ZONES', {
  about: [api.hpa.minReplicas, api.replicas, global.zones],
  check: (say) =>
    when(
      and(isHighlyAvailable, lt(fewestPods, zoneCount)),
      say`${fewestPodsPath} is ${fewestPods} while global.zones names ${zoneCount} zones, so not every zone has a pod that takes over when another is lost.`,
    ),
  hint: t`at least ${zoneCount}`,
});
