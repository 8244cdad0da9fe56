// Facts that several charts share: they stand once, under `global`, and every chart reads them there.
// Must not know which chart reads what.
import { z } from 'zod';
import { DnsLabel, DnsName, ImageRegistry, Port } from './scalars.ts';

const SecretName = DnsName.meta({ cure: 'Name a Secret that exists in the namespace.' });

/** What else has a name in the place of a node's. */
const reservedNodes = ['monitor', 'rw', 'ro'];

const PostgresqlNode = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9]{0,15}$/)
    .refine((name) => !reservedNodes.includes(name), { error: 'is a name of the chart itself' })
    .meta({
      description:
        'The node, part of its address: `<release>-postgresql-<name>`. Never rename a living node.',
      examples: ['z1'],
      not: { enum: reservedNodes },
      cure: `Use lower-case letters and digits, and none of ${reservedNodes.join(', ')}.`,
    }),
  zone: DnsLabel.meta({
    description: 'The zone label of the nodes that may run it; must be one of `global.zones`.',
    examples: ['eastus-1'],
  }),
  candidatePriority: z
    .int()
    .min(0)
    .max(100)
    .meta({
      description: 'Which node is preferred as the next primary: the highest; 0 never becomes it.',
      examples: [50],
    }),
  replicationQuorum: z.boolean().meta({
    description: 'Whether a commit may wait for this node; off, it follows without a promise.',
    examples: [true],
  }),
});

/** Names that the system or the chart has for its own databases and roles. */
const systemNames =
  '^(postgres|template[0-9]*|pg_.*|pgautofailover_.*|autoctl_node|exporter|operations|replication|public|none|all|sameuser|samerole|samegroup)$';
const notOfSystem = new RegExp(systemNames);

const PostgresqlName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,62}$/)
  .refine((name) => !notOfSystem.test(name), { error: 'is a name of the system' })
  .meta({
    not: { pattern: systemNames },
    cure: 'Use lower-case letters, digits and "_", and no name of the system such as postgres.',
  });

const Tls = z.strictObject({
  enabled: z
    .boolean()
    .default(true)
    .meta({ description: 'Whether clients must encrypt and verify the server by its name.' }),
  existingSecret: SecretName.default('platform-ca').meta({
    description:
      'The Secret whose key `ca.crt` holds the certificate of the authority that signed the servers.',
  }),
});

const PostgresqlFacts = z.strictObject({
  nodes: z
    .array(PostgresqlNode)
    .min(1)
    .max(5)
    .default([
      { name: 'z1', zone: 'eastus-1', candidatePriority: 50, replicationQuorum: true },
      { name: 'z2', zone: 'eastus-2', candidatePriority: 50, replicationQuorum: true },
    ])
    .meta({ description: 'The database nodes, in the order in which clients try them.' }),
  port: Port.default(5432).meta({ description: 'The port on which every node listens.' }),
  database: PostgresqlName.default('aiagent').meta({ description: 'The database that the platform uses.' }),
  username: PostgresqlName.default('aiagent').meta({
    description: 'The role that the platform logs in as, and that owns the database.',
  }),
  existingSecret: SecretName.default('postgresql-credentials').meta({
    description:
      'The Secret whose key `password` holds the password of the application; it must exist beforehand.',
  }),
  tls: Tls.prefault({}).meta({ description: 'Encryption between clients and PostgreSQL.' }),
});

const redisFacts = (existingSecret: string) => ({
  replicas: z.int().min(1).max(7).default(3).meta({
    description:
      'How many pods, each with one Redis and one Sentinel; an odd number, so that a majority exists.',
    unit: 'pods',
  }),
  masterName: z
    .string()
    .regex(/^[a-z][-a-z0-9]{0,30}$/)
    .default('mymaster')
    .meta({
      description: 'The name under which the Sentinels know the group.',
      cure: 'Use lower-case letters, digits and "-".',
    }),
  port: Port.default(6379).meta({ description: 'The port of Redis.' }),
  sentinelPort: Port.default(26379).meta({ description: 'The port of Sentinel.' }),
  existingSecret: SecretName.default(existingSecret).meta({
    description:
      'The Secret whose key `password` holds the password of the application; it must exist beforehand.',
  }),
  tls: Tls.prefault({}).meta({ description: 'Encryption between clients and Redis.' }),
});

const RedisFacts = z.strictObject(redisFacts('redis-credentials'));

const RedisSessionsFacts = z.strictObject({
  enabled: z.boolean().default(false).meta({
    description:
      'Whether sessions live in a Redis of their own that evicts nothing. Off, they share the cache, whose eviction can log people out.',
  }),
  ...redisFacts('redis-sessions-credentials'),
});

export const GlobalValues = z.strictObject({
  availability: z.enum(['high', 'none']).default('high').meta({
    description:
      '`high` holds every value to the rules of a platform that survives the loss of a zone; `none` lets one pod of each be enough, for a first try.',
  }),
  zones: z
    .array(DnsLabel)
    .max(3)
    .default(['eastus-1', 'eastus-2', 'eastus-3'])
    .meta({ description: 'The zone labels (topology.kubernetes.io/zone) over which pods are spread.' }),
  role: z.enum(['active', 'standby']).default('active').meta({
    description:
      'Whether this region serves, or waits for the loss of the one that does: then its pods are not ready, and an update need not keep them.',
  }),
  clusterDomain: DnsName.default('cluster.local').meta({ description: 'The DNS domain of the cluster.' }),
  imageRegistry: ImageRegistry.default('aiagentplatform.azurecr.io').meta({
    description: 'The registry from which images are pulled.',
  }),
  secretsRevision: z
    .string()
    .max(63)
    .regex(/^[A-Za-z0-9]([-._A-Za-z0-9]*[A-Za-z0-9])?$/)
    .default('1')
    .meta({
      description:
        'Change it after a Secret was rotated: pods that read passwords at start are then replaced, a few at a time.',
      cure: 'Use letters, digits, ".", "_" and "-", such as "2026-11-23".',
    }),
  postgresql: PostgresqlFacts.prefault({}).meta({
    description: 'Where PostgreSQL is, for its chart and its clients.',
  }),
  redis: RedisFacts.prefault({}).meta({
    description: 'Where the Redis of the cache is, for its chart and its clients.',
  }),
  redisSessions: RedisSessionsFacts.prefault({}).meta({
    description: 'Where the Redis of the sessions is, for its chart and its clients.',
  }),
});
