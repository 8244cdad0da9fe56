// What the api connects to, and how it behaves when that is slow or away. Every value reaches the
// api as an environment variable; passwords never do, they are mounted as files.
import { z } from 'zod';
import { HttpsUrlOrEmpty, UuidOrEmpty } from '../scalars.ts';

const HostAndPort = z
  .string()
  .max(260)
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*:[0-9]{1,5}$/)
  .meta({
    description: 'A host and its port.',
    examples: ['db1.example.com:5432'],
    cure: 'Write a host name and a port, such as "db1.example.com:5432".',
  });

const seconds = (value: number, description: string) =>
  z.int().min(1).max(600).default(value).meta({ description, unit: 'seconds' });

const milliseconds = (value: number, description: string) =>
  z.int().min(1).max(600_000).default(value).meta({ description, unit: 'milliseconds' });

export const Postgresql = z.strictObject({
  enabled: z.boolean().default(true).meta({
    description: 'Whether the api uses PostgreSQL. Off, it gets no settings, no password and no way there.',
  }),
  hosts: z
    .array(HostAndPort)
    .max(5)
    .default([])
    .meta({
      description: 'The database hosts; empty, they are the nodes of `global.postgresql`.',
      examples: [['db1.example.com:5432', 'db2.example.com:5432']],
    }),
  maxPoolSize: z.int().min(1).max(1000).default(6).meta({
    description: 'Connections a pod may hold; times the most pods it must stay below max_connections.',
    unit: 'connections',
  }),
  connectTimeoutSeconds: seconds(
    2,
    'How long one host is tried before the next one; a lost node answers nothing.',
  ),
  commandTimeoutSeconds: seconds(
    8,
    'How long an answer may take; without a limit a frozen server holds the request for ever.',
  ),
  keepAliveSeconds: seconds(5, 'How often an idle connection is checked.'),
  readOnly: z
    .strictObject({
      enabled: z.boolean().default(false).meta({
        description:
          'Whether the api also gets a string for read-only queries, which prefers standbys. Never read there what you are about to change.',
      }),
    })
    .prefault({})
    .meta({ description: 'Reading from standbys.' }),
});

export const Redis = z.strictObject({
  enabled: z.boolean().default(true).meta({
    description:
      'Whether the api uses Redis, for its cache and its sessions. Off, it gets no settings, no password and no way there.',
  }),
  sentinels: z
    .array(HostAndPort)
    .max(7)
    .default([])
    .meta({
      description: 'The Sentinels of the cache; empty, they are those of `global.redis`.',
      examples: [['sentinel1.example.com:26379']],
    }),
  cacheTtlMinutes: z.int().min(0).max(100_000).default(0).meta({
    description:
      'The longest that an entry of the cache may live; 0 sets no bound. Where sessions share the cache, they must outlive it.',
    unit: 'minutes',
  }),
  connectTimeoutMilliseconds: milliseconds(2000, 'How long a connection may take.'),
  commandTimeoutMilliseconds: milliseconds(2000, 'How long an answer may take.'),
  keepAliveSeconds: seconds(
    5,
    'How often an idle connection is checked; finds a dead one long before TCP does.',
  ),
});

export const Sessions = z.strictObject({
  prefix: z
    .string()
    .regex(/^[a-z][-a-z0-9]*(:[a-z][-a-z0-9]*)*:$/)
    .max(64)
    .default('aiagent:sessions:')
    .meta({
      description: 'What the key of every session starts with.',
      cure: 'Use lower-case words with ":" between them and at the end.',
    }),
  idleTimeoutMinutes: z.int().min(1).max(1440).default(30).meta({
    description: 'After how long without a request a session ends.',
    unit: 'minutes',
  }),
  cookieName: z
    .string()
    .regex(/^[A-Za-z][-._A-Za-z0-9]{0,63}$/)
    .default('aiagent.session')
    .meta({
      description: 'The name of the session cookie; it is always HttpOnly, essential and Secure.',
      cure: 'Use letters, digits, ".", "_" and "-".',
    }),
  dataProtectionKey: z
    .string()
    .regex(/^[a-z][-a-z0-9]*(:[a-z][-a-z0-9]*)*$/)
    .max(64)
    .default('aiagent:data-protection-keys')
    .meta({
      description:
        'The Redis key under which all pods share the keys that encrypt cookies; apart, each pod would log out the users of the others.',
      cure: 'Use lower-case words with ":" between them.',
      secret: false,
    }),
});

export const AppConfiguration = z.strictObject({
  enabled: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether settings come from Azure App Configuration, by workload identity.' }),
  endpoint: HttpsUrlOrEmpty.default('').meta({
    description: 'The address of the store; no connection string, since that is a secret.',
    examples: ['https://aiagent-prod.azconfig.io'],
  }),
  refreshMinutes: z
    .int()
    .min(1)
    .max(1440)
    .default(5)
    .meta({ description: 'How often the api looks for changes.', unit: 'minutes' }),
  sentinelKey: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9]*(:[A-Za-z][A-Za-z0-9]*)*$/)
    .default('Settings:Sentinel')
    .meta({
      description:
        'The one key that is watched: change it last, and all settings are read again. A wildcard is never noticed.',
      cure: 'Name one key, such as "Settings:Sentinel".',
      secret: false,
    }),
});

export const Blob = z.strictObject({
  enabled: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether files are kept in Azure Blob Storage, by workload identity.' }),
  endpoint: HttpsUrlOrEmpty.default('').meta({
    description: 'The address of the storage account.',
    examples: ['https://aiagentprod.blob.core.windows.net'],
  }),
  container: z
    .string()
    .regex(/^[a-z0-9][-a-z0-9]{1,61}[a-z0-9]$/)
    .default('files')
    .meta({
      description: 'The container of the files.',
      cure: 'Use lower-case letters, digits and hyphens, 3 to 63 characters.',
    }),
});

export const WorkloadIdentity = z.strictObject({
  enabled: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether the pods get an Azure identity through their service account.' }),
  clientId: UuidOrEmpty.default('').meta({
    description: 'The client id of the managed identity; known once Azure has made it.',
    examples: ['11111111-2222-3333-4444-555555555555'],
  }),
  tenantId: UuidOrEmpty.default('').meta({
    description: 'The tenant of the identity; empty for the cluster’s own.',
    examples: ['11111111-2222-3333-4444-555555555555'],
  }),
});

export const Resilience = z.strictObject({
  requestTimeoutSeconds: seconds(
    10,
    'How long the api may work on one request; it is answered with an error then.',
  ),
  clientTimeoutSeconds: seconds(
    30,
    'How long clients wait for an answer; an outage of a pod must be noticed before.',
  ),
  retry: z
    .strictObject({
      maxAttempts: z
        .int()
        .min(0)
        .max(10)
        .default(3)
        .meta({ description: 'How often a failed call to a store is tried again.', unit: 'attempts' }),
      baseDelayMilliseconds: milliseconds(
        200,
        'The pause before the first new attempt; it doubles, with some chance in it.',
      ),
      maxDelayMilliseconds: milliseconds(2000, 'The longest pause between attempts.'),
    })
    .prefault({})
    .meta({ description: 'Trying again.' }),
  circuitBreaker: z
    .strictObject({
      failurePercent: z
        .int()
        .min(1)
        .max(100)
        .default(50)
        .meta({ description: 'The share of failures that opens the breaker.', unit: 'percent' }),
      minimumRequests: z.int().min(1).max(10_000).default(20).meta({
        description: 'How many calls there must be before the share counts.',
        unit: 'calls',
      }),
      samplingSeconds: seconds(10, 'Over how long failures are counted.'),
      breakSeconds: seconds(
        2,
        'How long a store is then left alone; a failover is felt so much longer at most.',
      ),
    })
    .prefault({})
    .meta({ description: 'Leaving a failing store alone for a while.' }),
});
