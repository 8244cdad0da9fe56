// The autoscaler goes from a smaller number of pods to a larger one.
import { and, gt, t, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { values } from './values.ts';

const { api } = values;

export const rule = codedRule('HA-API-SCALE-ORDER', {
  about: [api.hpa.minReplicas, api.hpa.maxReplicas],
  check: (say) =>
    when(
      and(api.hpa.enabled, gt(api.hpa.minReplicas, api.hpa.maxReplicas)),
      say`api.hpa.minReplicas is ${api.hpa.minReplicas} while api.hpa.maxReplicas is ${api.hpa.maxReplicas}, so Kubernetes refuses the autoscaler.`,
    ),
  hint: t`at most ${api.hpa.maxReplicas}`,
});
