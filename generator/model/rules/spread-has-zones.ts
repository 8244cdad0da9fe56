// Pods that must be spread over zones cannot start on nodes without zones. With zones, the spread can always
// be met: a new pod fits into the emptiest of them, whatever the numbers; a zone that is lost no longer
// counts (nodeTaintsPolicy Honor). Anti-affinity needs no rule: it is preferred, never required, so where
// every zone or node has a pod already, the scheduler puts the next one there all the same.
import { and, eq, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { values, zoneCount } from './values.ts';

const { api, global } = values;

export const rule = codedRule('HA-API-SPREAD', {
  about: [api.spread.enabled, global.zones],
  check: (say) =>
    when(
      and(api.spread.enabled, eq(zoneCount, 0)),
      say`api.spread.enabled is true while global.zones is empty, so no node carries the label to spread over and no pod can be scheduled.`,
    ),
});
