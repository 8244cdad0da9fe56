// The most nodes must have room for the most pods, or the autoscaler of the api asks for what can never run.
import { and, gt, or, when } from '../../engine/index.ts';
import { api, azure, facts } from './azure-values.ts';
import { codedRule } from './coded-rule.ts';

const { demand, isMeasured, room } = facts;
const { maximumPerZone } = azure.cluster.nodes;

export const rule = codedRule('AZURE-AUTOSCALER-SHORT', {
  about: [maximumPerZone, api.hpa.maxReplicas],
  check: (say) =>
    when(
      and(isMeasured, or(gt(demand.cpu, room.cpu), gt(demand.memory, room.memory))),
      say`azure.cluster.nodes.maximumPerZone is ${maximumPerZone}, with room for ${room.cpu}m of processors and ${room.memory} MiB, while all pods at their most ask for ${demand.cpu}m and ${demand.memory} MiB, so some of them can never run.`,
    ),
});
