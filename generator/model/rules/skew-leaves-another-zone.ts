// A skew as large as the number of pods lets one zone hold them all.
import { and, ge, gt, subtract, t, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { fewestPods, fewestPodsPath, isHighlyAvailable, values, zoneCount } from './values.ts';

const { api } = values;

export const rule = codedRule('HA-API-SKEW', {
  about: [api.spread.maxSkew, api.hpa.minReplicas, api.replicas],
  check: (say) =>
    when(
      and(isHighlyAvailable, api.spread.enabled, gt(zoneCount, 1), ge(api.spread.maxSkew, fewestPods)),
      say`api.spread.maxSkew is ${api.spread.maxSkew} while ${fewestPodsPath} is ${fewestPods}, so one zone may hold every pod and its loss stops the api.`,
    ),
  hint: t`at most ${subtract(fewestPods, 1)}`,
});
