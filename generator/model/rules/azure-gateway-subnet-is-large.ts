// An Application Gateway of version 2 takes an address an instance, and more while it is updated.
import { gt, when } from '../../engine/index.ts';
import { azure, facts } from './azure-values.ts';
import { codedRule } from './coded-rule.ts';

const { gatewaySubnet } = azure.network;

export const rule = codedRule('AZURE-GATEWAY-SUBNET', {
  about: [gatewaySubnet],
  check: (say) =>
    when(
      gt(facts.gatewayPrefix, 24),
      say`azure.network.gatewaySubnet is ${gatewaySubnet}, smaller than a /24, so the gateway can run out of addresses when it scales or is updated.`,
    ),
});
