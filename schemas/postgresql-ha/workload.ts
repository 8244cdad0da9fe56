// The pods of PostgreSQL: volumes, probes, the handover at their end, updates and spread.
import { z } from 'zod';
import { ByteQuantity } from '../scalars.ts';
import { StorageClassName } from '../storage-classes.ts';

export const Storage = z.strictObject({
  size: ByteQuantity.default('256Gi').meta({
    description:
      'The size of the volume of each node. A node is copied beside its old data: half of it counts.',
  }),
  storageClass: StorageClassName.default('managed-premium-retain').meta({
    description: 'The StorageClass of the volumes; empty for the cluster’s default.',
    examples: ['managed-premium-retain'],
  }),
  expectedData: ByteQuantity.default('80Gi').meta({
    description: 'How much data is expected; the volume must hold it twice, and WAL besides.',
  }),
});

const probe = (periodSeconds: number, timeoutSeconds: number, failureThreshold: number) =>
  z.strictObject({
    periodSeconds: z
      .int()
      .min(1)
      .max(300)
      .default(periodSeconds)
      .meta({ description: 'How often it is asked.', unit: 'seconds' }),
    timeoutSeconds: z.int().min(1).max(60).default(timeoutSeconds).meta({
      description: 'How long an answer may take before it counts as a failure.',
      unit: 'seconds',
    }),
    failureThreshold: z
      .int()
      .min(1)
      .max(10_000)
      .default(failureThreshold)
      .meta({ description: 'How many failures in a row count.', unit: 'failures' }),
  });

export const Probes = z.strictObject({
  startup: probe(5, 4, 1440).prefault({}).meta({
    description: 'How long a start may take: as long as the copy of a whole database.',
  }),
  readiness: probe(5, 4, 6).prefault({}).meta({
    description: 'Finds a node that neither takes writes nor follows; a drain then spares the others.',
  }),
});

export const Shutdown = z.strictObject({
  gracePeriodSeconds: z.int().min(60).max(3600).default(300).meta({
    description: 'When a stopping pod is killed; must cover the handover and the last checkpoint.',
    unit: 'seconds',
  }),
  handoverSeconds: z.int().min(10).max(3000).default(240).meta({
    description: 'How long a primary that ends tries to hand over before it stops all the same.',
    unit: 'seconds',
  }),
});

export const Spread = z.enum(['zone', 'node', 'none']).default('zone').meta({
  description:
    'What binds the nodes: each to its own zone, no two to one machine, or nothing. A pod that finds no place of its own waits.',
});

export const PodDisruptionBudget = z.strictObject({
  enabled: z
    .boolean()
    .default(true)
    .meta({ description: 'Whether drains and upgrades may take only one node of the database at a time.' }),
});
