// The internal load balancer of the api gets its fixed address from the subnet of the nodes, of which Azure keeps the
// first four and the last for itself.
import { add, and, ge, gt, lt, or, when } from '../../engine/index.ts';
import { api, azure, facts } from './azure-values.ts';
import { codedRule } from './coded-rule.ts';

const { gatewayAddress, nodes } = facts;
const { nodesSubnet } = azure.network;

export const rule = codedRule('AZURE-ADDRESS-OUTSIDE', {
  about: [api.gateway.address, nodesSubnet],
  check: (say) =>
    when(
      and(gt(gatewayAddress, 0), or(lt(gatewayAddress, add(nodes.first, 4)), ge(gatewayAddress, nodes.last))),
      say`api.gateway.address is ${api.gateway.address}, not a free address of azure.network.nodesSubnet (${nodesSubnet}), so the load balancer never gets it.`,
    ),
});
