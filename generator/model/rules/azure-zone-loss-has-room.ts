// When a zone is lost, its pods must find room on the nodes of the others.
import { and, eq, gt, le, or, when } from '../../engine/index.ts';
import { api, azure, facts, global } from './azure-values.ts';
import { codedRule } from './coded-rule.ts';

const { demand, room, roomWithoutZone } = facts;
const { maximumPerZone } = azure.cluster.nodes;

export const rule = codedRule('AZURE-ZONE-ROOM', {
  about: [maximumPerZone, api.hpa.maxReplicas],
  check: (say) =>
    when(
      and(
        eq(global.availability, 'high'),
        // Else the rule above has said it already.
        le(demand.cpu, room.cpu),
        le(demand.memory, room.memory),
        or(gt(demand.cpu, roomWithoutZone.cpu), gt(demand.memory, roomWithoutZone.memory)),
      ),
      say`azure.cluster.nodes.maximumPerZone is ${maximumPerZone}, and with one zone lost there is room for ${roomWithoutZone.cpu}m of processors and ${roomWithoutZone.memory} MiB, while all pods at their most ask for ${demand.cpu}m and ${demand.memory} MiB, so some wait until the zone is back.`,
    ),
});
