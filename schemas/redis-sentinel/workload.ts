// The pods of Redis: probes, the handover at their end, updates and spread.
import { z } from 'zod';

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
      .max(1000)
      .default(failureThreshold)
      .meta({ description: 'How many failures in a row count.', unit: 'failures' }),
  });

export const Probes = z.strictObject({
  startup: probe(2, 3, 300).prefault({}).meta({
    description: 'How long a start may take: as long as a pod waits to learn from the others who is master.',
  }),
  liveness: probe(10, 5, 6).prefault({}).meta({
    description:
      'Finds a process that hangs. It must be slower than Sentinel: a restart mends less than a failover.',
  }),
  readiness: probe(5, 3, 2).prefault({}).meta({
    description: 'Finds a replica that does not follow; a drain then spares the others.',
  }),
});

export const Shutdown = z.strictObject({
  gracePeriodSeconds: z.int().min(30).max(3600).default(60).meta({
    description: 'When a stopping pod is killed; must cover the handover and the last write to the disk.',
    unit: 'seconds',
  }),
  handoverSeconds: z.int().min(5).max(300).default(15).meta({
    description: 'How long a master may pause writes at most while it hands over to a replica.',
    unit: 'seconds',
  }),
  catchUpSeconds: z.int().min(1).max(120).default(5).meta({
    description: 'How much of that it waits for a replica to have everything.',
    unit: 'seconds',
  }),
});

export const Spread = z.enum(['zone', 'node', 'none']).default('zone').meta({
  description:
    'What no two pods may share: a zone, a node, or nothing. A pod that finds no place of its own waits.',
});

export const PodDisruptionBudget = z.strictObject({
  enabled: z
    .boolean()
    .default(true)
    .meta({ description: 'Whether drains and upgrades may take only one pod at a time.' }),
});
