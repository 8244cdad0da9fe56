// Pods that must be spread over zones cannot start on nodes without zones.
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
