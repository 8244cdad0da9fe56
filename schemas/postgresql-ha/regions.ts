// The other region: how it reaches this one's nodes, and where its standby finds them.
import { z } from 'zod';
import { Cidr, Ipv4Address } from '../scalars.ts';

const nodeName = z
  .string()
  .regex(/^[a-z][a-z0-9]{0,15}$/)
  .meta({ cure: 'Name a node of global.postgresql.nodes.' });

const NodeAddress = z.strictObject({
  node: nodeName.meta({ description: 'The node.', examples: ['z1'] }),
  address: Ipv4Address.meta({
    description: 'A free address of the subnet, by which the other region reaches it.',
    examples: ['10.10.3.241'],
  }),
});

export const CrossRegion = z.strictObject({
  enabled: z.boolean().default(false).meta({
    description: 'Whether a standby in another region may follow the nodes of this one.',
  }),
  subnet: z
    .string()
    .regex(/^[A-Za-z0-9]([-._A-Za-z0-9]{0,78}[A-Za-z0-9_])?$/)
    .default('nodes-subnet')
    .meta({
      description: 'The subnet that the addresses belong to.',
      cure: 'Name a subnet of the cluster’s network.',
    }),
  nodes: z
    .array(NodeAddress)
    .max(5)
    .default([])
    .meta({
      description: 'The internal load balancer of each node.',
      examples: [
        [
          { node: 'z1', address: '10.10.3.241' },
          { node: 'z2', address: '10.10.3.242' },
        ],
      ],
    }),
  clients: z
    .array(Cidr)
    .max(10)
    .default([])
    .meta({
      description: 'Where its standby comes from: the range of the other region’s nodes.',
      examples: [['10.20.0.0/22']],
    }),
});

export const Standby = z.strictObject({
  primaries: z
    .array(NodeAddress)
    .max(5)
    .default([])
    .meta({
      description:
        'The nodes of the region that serves, by which this region’s standby follows whichever takes writes.',
      examples: [
        [
          { node: 'z1', address: '10.10.3.241' },
          { node: 'z2', address: '10.10.3.242' },
        ],
      ],
    }),
  senderTimeoutSeconds: z.int().min(5).max(600).default(30).meta({
    description: 'How long the link between the regions may be silent before it is made anew.',
    unit: 'seconds',
  }),
});
