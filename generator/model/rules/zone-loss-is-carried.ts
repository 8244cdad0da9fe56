// At its target, the load of all zones must fit into all zones but one: new pods come too late.
import { and, ge, gt, multiply, subtract, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isHighlyAvailable, values, zoneCount } from './values.ts';

const { api, global } = values;

// Both in percent of what one zone can do.
const load = multiply(api.hpa.cpuUtilization, zoneCount);
const room = multiply(100, subtract(zoneCount, 1));

export const rule = codedRule('HA-API-ZONE-LOSS', {
  about: [api.hpa.cpuUtilization, global.zones],
  check: (say) =>
    when(
      and(isHighlyAvailable, api.hpa.enabled, ge(zoneCount, 2), gt(load, room)),
      say`api.hpa.cpuUtilization is ${api.hpa.cpuUtilization} in ${zoneCount} zones, together ${load} percent of one zone, more than the ${room} that is left when a zone is lost, so the remaining pods are overloaded until new ones run.`,
    ),
});
