// What stands in redis.conf: memory, persistence, replication, connections, and what a person adds.
import { z } from 'zod';
import { ByteQuantity, DnsName } from '../scalars.ts';
import { StorageClassName } from '../storage-classes.ts';
import { directiveFault, directiveLine, forbiddenLine } from './directives.ts';

const policies = [
  'noeviction',
  'allkeys-lru',
  'allkeys-lfu',
  'allkeys-random',
  'volatile-lru',
  'volatile-lfu',
  'volatile-random',
  'volatile-ttl',
] as const;

/** @param defaults by what is held: a cache may forget, sessions may not. */
export const memory = (defaults: { maxMebibytes: number; policy: (typeof policies)[number] }) =>
  z.strictObject({
    maxMebibytes: z.int().min(16).max(524_288).default(defaults.maxMebibytes).meta({
      description: 'How much data Redis may hold. The container needs twice as much: a fork copies pages.',
      unit: 'MiB',
    }),
    policy: z.enum(policies).default(defaults.policy).meta({
      description:
        'What goes when memory is full: `noeviction` refuses writes instead; `volatile-…` takes only keys that expire.',
    }),
  });

const Snapshot = z.strictObject({
  seconds: z
    .int()
    .min(1)
    .max(86_400)
    .meta({ description: 'How often at most.', unit: 'seconds', examples: [300] }),
  changes: z
    .int()
    .min(1)
    .max(1_000_000_000)
    .meta({ description: 'After how many changes.', unit: 'changes', examples: [10] }),
});

export const Persistence = z.strictObject({
  enabled: z.boolean().default(true).meta({
    description:
      'Whether each pod has a volume. Off, data and the memory of the Sentinels go with the pods: only for a first try.',
  }),
  size: ByteQuantity.default('20Gi').meta({ description: 'The size of the volume of each pod.' }),
  storageClass: StorageClassName.default('managed-premium').meta({
    description: 'The StorageClass of the volumes; empty for the cluster’s default.',
    examples: ['managed-premium'],
  }),
  appendOnly: z.boolean().default(true).meta({
    description: 'Whether each write is also appended to a file, so that a restart loses a second at most.',
  }),
  appendFsync: z.enum(['everysec', 'always', 'no']).default('everysec').meta({
    description: 'How often that file is forced onto the disk.',
  }),
  snapshots: z
    .array(Snapshot)
    .max(5)
    .default([
      { seconds: 900, changes: 1 },
      { seconds: 300, changes: 10 },
      { seconds: 60, changes: 10_000 },
    ])
    .meta({ description: 'When a snapshot of everything is written.' }),
});

export const Replication = z.strictObject({
  durability: z.enum(['safe', 'available']).default('safe').meta({
    description:
      '`safe` takes writes only while a replica follows, so that a master that was cut off loses little; `available` takes them always.',
  }),
  maxLagSeconds: z.int().min(1).max(60).default(3).meta({
    description:
      'How far behind a replica may be and still count; with two seconds added it may be no longer than the time after which a master is lost.',
    unit: 'seconds',
  }),
  backlogMebibytes: z.int().min(1).max(16_384).default(64).meta({
    description: 'How much a replica may miss and still catch up without a full copy.',
    unit: 'MiB',
  }),
});

export const Connections = z.strictObject({
  backlog: z.int().min(128).max(65_535).default(511).meta({
    description: 'How many connections may wait to be accepted.',
    unit: 'connections',
  }),
  timeoutSeconds: z.int().min(0).max(86_400).default(300).meta({
    description: 'After how long an idle connection is closed; 0 never.',
    unit: 'seconds',
  }),
  keepAliveSeconds: z.int().min(10).max(7200).default(300).meta({
    description: 'How often TCP asks whether a silent client is still there.',
    unit: 'seconds',
  }),
  maxClients: z.int().min(100).max(100_000).default(10_000).meta({
    description: 'How many connections there may be.',
    unit: 'connections',
  }),
});

const Directive = z
  .string()
  .max(500)
  .regex(directiveLine)
  .refine((line) => directiveFault(line) === undefined, {
    error: (issue) => directiveFault(issue.input as string) ?? '',
  })
  .meta({
    not: { pattern: forbiddenLine },
    cure: 'Write one directive of redis.conf and its arguments in lower case, such as "maxmemory-samples 10": as many, and of the kind, as Redis takes; no quotes.',
  });

export const Configuration = z
  .array(Directive)
  .max(50)
  .default([])
  .meta({
    description:
      'More directives of redis.conf, one a line. Those that the chart sets, or that would undo its safety, are refused.',
    examples: [['maxmemory-samples 10', 'lazyfree-lazy-eviction yes']],
  });

export const ServerTls = z.strictObject({
  existingSecret: DnsName.default('redis-tls').meta({
    description:
      'The Secret with the keys `tls.crt`, `tls.key` and `ca.crt`; the certificate names every pod’s Service.',
    cure: 'Name a Secret that exists in the namespace.',
  }),
});
