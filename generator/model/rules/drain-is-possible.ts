// The budget must leave a drain at least one pod to take.
import { and, ge, subtract, t, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { fewestPods, fewestPodsPath, values } from './values.ts';

const { api } = values;

export const rule = codedRule('HA-API-DRAIN', {
  about: [api.pdb.minAvailable, api.hpa.minReplicas, api.replicas],
  check: (say) =>
    when(
      and(api.pdb.enabled, ge(api.pdb.minAvailable, fewestPods)),
      say`api.pdb.minAvailable is ${api.pdb.minAvailable} while ${fewestPodsPath} is ${fewestPods}, so no node with such a pod can ever be drained.`,
    ),
  hint: t`at most ${subtract(fewestPods, 1)}`,
});
