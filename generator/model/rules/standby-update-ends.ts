// Pods that wait for their database to take writes are never ready: an update that keeps any of them never
// ends.
import { and, eq, lt, t, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { fewestPods, fewestPodsPath, values } from './values.ts';

const { api, global } = values;

export const rule = codedRule('HA-API-UPDATE-STANDBY', {
  about: [api.rollout.maxUnavailable, api.hpa.minReplicas, api.replicas],
  check: (say) =>
    when(
      and(eq(global.role, 'standby'), api.postgresql.enabled, lt(api.rollout.maxUnavailable, fewestPods)),
      say`api.rollout.maxUnavailable is ${api.rollout.maxUnavailable} while global.role is standby and ${fewestPodsPath} is ${fewestPods}, so an update stops half-way, since none of these pods is ready.`,
    ),
  hint: t`at least ${fewestPods}`,
});
