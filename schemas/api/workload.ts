// The api's pods: size, probes, shutdown, rollout and spread.
import { z } from 'zod';
import { resources, revisionHistoryLimit } from '../pods.ts';
import { UrlPath } from '../scalars.ts';

export const Resources = resources(['250m', '512Mi', '128Mi'], ['500m', '1Gi', '512Mi']);

const probe = (path: string, initialDelaySeconds: number, periodSeconds: number, timeoutSeconds: number) =>
  z.strictObject({
    path: UrlPath.default(path).meta({
      description: 'The path that is asked, by GET; load balancers outside may ask by HEAD.',
    }),
    initialDelaySeconds: z.int().min(0).max(600).default(initialDelaySeconds).meta({
      description: 'How long after its start a container is left alone.',
      unit: 'seconds',
    }),
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
      .max(20)
      .default(3)
      .meta({ description: 'How many failures in a row count.', unit: 'failures' }),
  });

export const Probes = z.strictObject({
  liveness: probe('/health/live', 30, 10, 5)
    .prefault({})
    .meta({ description: 'Finds a deadlock: the container is restarted. It must not ask any store.' }),
  readiness: probe('/health/ready', 10, 5, 3)
    .prefault({})
    .meta({ description: 'Finds a pod that cannot serve: it gets no requests until it answers again.' }),
});

export const Shutdown = z.strictObject({
  preStopSeconds: z.int().min(0).max(300).default(15).meta({
    description: 'How long a stopping pod goes on serving while load balancers learn that it leaves.',
    unit: 'seconds',
  }),
  gracePeriodSeconds: z.int().min(1).max(3600).default(30).meta({
    description: 'When a stopping pod is killed; must cover the pause before it and the longest request.',
    unit: 'seconds',
  }),
});

export const Rollout = z.strictObject({
  maxUnavailable: z.int().min(0).max(500).default(0).meta({
    description:
      'How many pods an update may stop before their successors are ready. 0 where the region serves; all of them where it waits, since its pods are never ready.',
    unit: 'pods',
  }),
  maxSurge: z.int().min(1).max(24).default(3).meta({
    description: 'How many new pods may start at once in an update.',
    unit: 'pods',
  }),
  minReadySeconds: z.int().min(0).max(600).default(5).meta({
    description: 'How long a new pod must stay ready before it counts.',
    unit: 'seconds',
  }),
  progressDeadlineSeconds: z.int().min(60).max(3600).default(600).meta({
    description: 'After how long without progress an update is reported as failed.',
    unit: 'seconds',
  }),
  revisionHistoryLimit,
});

export const Spread = z.strictObject({
  enabled: z.boolean().default(true).meta({
    description:
      'Whether the scheduler must spread the pods evenly over the zones. Off, one zone may hold them all.',
  }),
  evictAfterSeconds: z.int().min(0).max(3600).default(30).meta({
    description:
      'After how long on a lost node a pod is given up, so that another takes its place. Kubernetes alone waits 300.',
    unit: 'seconds',
  }),
  maxSkew: z.int().min(1).max(8).default(1).meta({
    description: 'How many pods more one zone may hold than another.',
    unit: 'pods',
  }),
  zoneWeight: z
    .int()
    .min(1)
    .max(100)
    .default(100)
    .meta({ description: 'How strongly a zone without a pod is preferred.' }),
  hostWeight: z.int().min(1).max(100).default(50).meta({
    description:
      'How strongly a node without a pod is preferred; a preference, since zones of two nodes may hold eight pods.',
  }),
});
