// The address plan of a region, and how its network is guarded. What pods' Services use stands with the charts.
// Must not know which resource is made of what.
import { z } from 'zod';
import { Cidr } from '../scalars.ts';

const range = (standard: string, description: string) => Cidr.default(standard).meta({ description });

export const Network = z.strictObject({
  range: range(
    '10.10.0.0/16',
    'The virtual network; no other region, and no network that is peered with it, may use a part of it.',
  ),
  gatewaySubnet: range(
    '10.10.0.0/24',
    'The subnet of the Application Gateway, and of nothing else; also the range from which the api is called through it.',
  ),
  nodesSubnet: range(
    '10.10.2.0/23',
    'The subnet of the nodes and of the internal load balancers: an address a node, three more while an upgrade runs.',
  ),
  endpointsSubnet: range(
    '10.10.4.0/24',
    'The subnet of the private endpoints of Azure’s services; the api may connect to it over HTTPS.',
  ),
  podRange: range('10.244.0.0/16', 'The addresses of pods; an overlay that no other network sees.'),
  serviceRange: range('10.245.0.0/16', 'The addresses of Services inside the cluster.'),
  natGateway: z.boolean().default(true).meta({
    description:
      'Whether outgoing connections leave by a NAT gateway of their own; else by the load balancer, whose ports can run out.',
  }),
  flowLogs: z.boolean().default(true).meta({
    description:
      'Whether the traffic of the network is logged, for the day on which somebody asks who spoke to whom.',
  }),
});

export const DdosProtection = z.strictObject({
  kind: z.enum(['none', 'ip', 'plan']).default('ip').meta({
    description:
      'Protection of the public address beyond what every address has: `ip` for the address alone, `plan` for the network, at a price for which an organisation shares one.',
  }),
  planId: z
    .string()
    .max(300)
    .regex(
      /^(\/subscriptions\/[-0-9a-f]{36}\/resourceGroups\/[-._()A-Za-z0-9]+\/providers\/Microsoft\.Network\/ddosProtectionPlans\/[-._A-Za-z0-9]+)?$/,
    )
    .default('')
    .meta({
      description: 'The shared protection plan; empty to make one.',
      examples: [
        '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network-rg/providers/Microsoft.Network/ddosProtectionPlans/shared',
      ],
      cure: 'Copy the id as `az network ddos-protection show --query id` prints it.',
    }),
});
