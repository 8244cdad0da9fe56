// How many api pods run, and how few may remain.
import { z } from 'zod';
import { AmountQuantity } from '../scalars.ts';

export const HorizontalPodAutoscaler = z.strictObject({
  enabled: z
    .boolean()
    .default(true)
    .meta({ description: 'Whether the number of pods follows the load. Off, it is `replicas`.' }),
  minReplicas: z.int().min(1).max(500).default(6).meta({
    description: 'Never fewer pods than this: two in each of three zones.',
    unit: 'pods',
  }),
  maxReplicas: z.int().min(1).max(500).default(24).meta({
    description: 'Never more pods than this; the nodes must be able to hold them.',
    unit: 'pods',
  }),
  cpuUtilization: z.int().min(1).max(100).default(60).meta({
    description:
      'The processor time, in percent of the request, at which pods are added; low enough that the rest carries the load of a lost zone.',
    unit: 'percent',
  }),
  memoryUtilization: z.int().min(1).max(100).default(80).meta({
    description: 'The memory, in percent of the request, at which pods are added.',
    unit: 'percent',
  }),
  requestsPerSecond: z
    .strictObject({
      enabled: z.boolean().default(false).meta({
        description:
          'Whether the request rate counts too. Something must serve the metric `http_requests_per_second`: without it, pods are never removed.',
      }),
      averageValue: AmountQuantity.default('100').meta({
        description: 'How many requests a second one pod should serve.',
        unit: 'requests per second',
      }),
    })
    .prefault({})
    .meta({ description: 'Scaling by request rate.' }),
  scaleDown: z
    .strictObject({
      stabilizationWindowSeconds: z.int().min(0).max(3600).default(300).meta({
        description: 'How long the load must stay low before pods are removed.',
        unit: 'seconds',
      }),
      percent: z
        .int()
        .min(1)
        .max(100)
        .default(50)
        .meta({ description: 'How much of the pods one step may remove.', unit: 'percent' }),
      periodSeconds: z
        .int()
        .min(1)
        .max(1800)
        .default(60)
        .meta({ description: 'How far apart steps are.', unit: 'seconds' }),
    })
    .prefault({})
    .meta({ description: 'How fast pods are removed.' }),
  scaleUp: z
    .strictObject({
      stabilizationWindowSeconds: z.int().min(0).max(3600).default(0).meta({
        description: 'How long the load must stay high before pods are added.',
        unit: 'seconds',
      }),
      percent: z
        .int()
        .min(1)
        .max(900)
        .default(100)
        .meta({ description: 'How much one step may add, in percent of the pods.', unit: 'percent' }),
      pods: z
        .int()
        .min(1)
        .max(100)
        .default(4)
        .meta({ description: 'How many pods one step may add, when that is more.', unit: 'pods' }),
      periodSeconds: z
        .int()
        .min(1)
        .max(1800)
        .default(15)
        .meta({ description: 'How far apart steps are.', unit: 'seconds' }),
    })
    .prefault({})
    .meta({ description: 'How fast pods are added.' }),
});

export const PodDisruptionBudget = z.strictObject({
  enabled: z
    .boolean()
    .default(true)
    .meta({ description: 'Whether drains and upgrades must leave enough pods running.' }),
  minAvailable: z.int().min(1).max(500).default(4).meta({
    description: 'How many pods a drain must leave; fewer than there are, or no node can ever be drained.',
    unit: 'pods',
  }),
});
