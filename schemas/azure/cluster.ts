// The cluster of a region: its nodes, its network, its upgrades. Must not know which resource is made of what.
import { z } from 'zod';
import { Cidr } from '../scalars.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A size of virtual machines; the rule AZURE-VM-SIZE knows the families. */
export const VirtualMachineSize = z
  .string()
  .max(40)
  .regex(/^Standard_[A-Z]{1,2}[0-9]{1,3}(-[0-9]{1,3})?[a-z]{0,5}(_v[0-9]{1,2})?$/)
  .meta({ cure: 'Write the size as Azure does, such as "Standard_D4s_v3".' });

const disk = (standard: number) =>
  z.int().min(30).max(2048).default(standard).meta({
    description: 'The disk of a node, for images and logs.',
    unit: 'GiB',
  });

const SystemNodes = z.strictObject({
  size: VirtualMachineSize.default('Standard_D4s_v3').meta({ description: 'The size of a node.' }),
  minimum: z.int().min(1).max(30).default(3).meta({ description: 'The fewest nodes.', unit: 'nodes' }),
  maximum: z.int().min(1).max(30).default(5).meta({ description: 'The most nodes.', unit: 'nodes' }),
  diskGibibytes: disk(128),
});

const UserNodes = z.strictObject({
  pools: z.enum(['perZone', 'spanning']).default('perZone').meta({
    description:
      '`perZone`: a pool for each zone, so that each has its nodes for certain and disks find theirs; `spanning`: one pool over all zones, whose balance is best effort.',
  }),
  size: VirtualMachineSize.default('Standard_D4s_v3').meta({ description: 'The size of a node.' }),
  minimumPerZone: z
    .int()
    .min(0)
    .max(300)
    .default(2)
    .meta({ description: 'The fewest nodes of a zone.', unit: 'nodes' }),
  maximumPerZone: z
    .int()
    .min(1)
    .max(300)
    .default(6)
    .meta({ description: 'The most nodes of a zone.', unit: 'nodes' }),
  diskGibibytes: disk(128),
  maximumPods: z
    .int()
    .min(30)
    .max(250)
    .default(110)
    .meta({ description: 'The most pods of a node.', unit: 'pods' }),
});

const Upgrades = z.strictObject({
  kubernetes: z.enum(['none', 'patch', 'stable', 'rapid']).default('patch').meta({
    description: 'Which versions of Kubernetes are installed without being asked for.',
  }),
  nodeImage: z.enum(['None', 'SecurityPatch', 'NodeImage']).default('NodeImage').meta({
    description: 'How nodes get the fixes of their operating system.',
  }),
  day: z
    .enum(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])
    .default('Sunday')
    .meta({ description: 'The day on which upgrades may start.' }),
  startHour: z
    .int()
    .min(0)
    .max(23)
    .default(2)
    .meta({ description: 'The hour, in universal time, at which upgrades may start.', unit: 'hours' }),
  durationHours: z
    .int()
    .min(4)
    .max(24)
    .default(6)
    .meta({ description: 'How long upgrades may go on.', unit: 'hours' }),
  surgePercent: z.int().min(1).max(100).default(33).meta({
    description: 'How many nodes more there are during an upgrade: more is faster, and needs more addresses.',
    unit: 'percent',
  }),
  drainMinutes: z.int().min(1).max(1440).default(30).meta({
    description: 'How long a node waits for its pods to leave.',
    unit: 'minutes',
  }),
});

export const Cluster = z.strictObject({
  version: z
    .string()
    .regex(/^1\.[0-9]{2}$/)
    .default('1.34')
    .meta({
      description: 'The version of Kubernetes; patches follow by `upgrades.kubernetes`.',
      cure: 'Write the minor version in quotes, such as "1.34".',
    }),
  tier: z.enum(['Free', 'Standard', 'Premium']).default('Standard').meta({
    description: 'What Azure promises of the API server: `Free` promises nothing.',
  }),
  networkMode: z.enum(['overlay', 'flat']).default('overlay').meta({
    description:
      'Whether pods have addresses of an overlay, or of the nodes’ subnet, which must then be large.',
  }),
  networkPolicy: z.enum(['azure', 'cilium', 'calico', 'none']).default('azure').meta({
    description: 'What enforces NetworkPolicies; `none` leaves them without effect.',
  }),
  authorizedRanges: z
    .array(Cidr)
    .max(200)
    .default([])
    .meta({
      description: 'From where the API server may be reached; empty, from everywhere.',
      examples: [['203.0.113.0/24']],
    }),
  administrators: z
    .array(z.string().regex(uuid).meta({ cure: 'Copy the object id of the group, in lower case.' }))
    .max(10)
    .default([])
    .meta({
      description: 'The groups of Microsoft Entra ID that administer the cluster, by their object ids.',
      examples: [['11111111-2222-3333-4444-555555555555']],
    }),
  system: SystemNodes.prefault({}).meta({ description: 'The nodes of the cluster’s own pods.' }),
  nodes: UserNodes.prefault({}).meta({ description: 'The nodes of the platform’s pods.' }),
  upgrades: Upgrades.prefault({}).meta({ description: 'When and how nodes and cluster are upgraded.' }),
  backup: z
    .strictObject({
      enabled: z
        .boolean()
        .default(true)
        .meta({ description: 'Whether objects and volumes of the cluster are backed up every day.' }),
      retentionDays: z
        .int()
        .min(1)
        .max(360)
        .default(30)
        .meta({ description: 'How long such a backup is kept.', unit: 'days' }),
    })
    .prefault({})
    .meta({ description: 'Backups of the cluster.' }),
});
