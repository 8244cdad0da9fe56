// A subnet is a part of its network.
import { each, gt, lt, or, when } from '../../engine/index.ts';
import { azure, facts } from './azure-values.ts';
import { codedRule } from './coded-rule.ts';

const { network } = facts;
const { endpointsSubnet, gatewaySubnet, nodesSubnet, range } = azure.network;

export const rule = codedRule('AZURE-RANGE-OUTSIDE', {
  about: [gatewaySubnet, nodesSubnet, endpointsSubnet, range],
  check: (say) =>
    each(facts.subnets, (subnet) =>
      when(
        or(lt(subnet.first, network.first), gt(subnet.last, network.last)),
        say`${subnet.path} is ${subnet.range}, which is not inside azure.network.range (${range}), so Azure refuses the network.`,
      ),
    ),
});
