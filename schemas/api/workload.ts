// The api's pods: image, size, probes, shutdown, rollout and where they may run.
import { z } from 'zod';
import {
  ByteQuantity,
  CpuQuantity,
  ImageDigest,
  ImageRegistryOrEmpty,
  ImageRepository,
  ImageTag,
  LabelKey,
  LabelValue,
  UrlPath,
} from '../scalars.ts';

/** An image of the platform's registry. */
export const image = (repository: string, tag: string) =>
  z.strictObject({
    registry: ImageRegistryOrEmpty.default('').meta({
      description: 'The registry of this image; empty for `global.imageRegistry`.',
      examples: ['docker.io/library'],
    }),
    repository: ImageRepository.default(repository).meta({
      description: 'The image, without registry, tag or digest.',
    }),
    tag: ImageTag.default(tag).meta({
      description: 'The version of the image; for people, since the digest decides.',
    }),
    digest: ImageDigest.default('').meta({
      description:
        'What exactly is run. Empty, the tag decides, and a node may run something else than its neighbour.',
      examples: [`sha256:${'0123456789abcdef'.repeat(4)}`],
    }),
    pullPolicy: z.enum(['Always', 'IfNotPresent', 'Never']).default('Always').meta({
      description:
        'When a node asks the registry. `Always` costs a request, and checks that the node may have the image.',
    }),
  });

const sizes = (cpu: string, memory: string, ephemeralStorage: string) =>
  z.strictObject({
    cpu: CpuQuantity.default(cpu).meta({ description: 'Processor time.' }),
    memory: ByteQuantity.default(memory).meta({ description: 'Memory.' }),
    ephemeralStorage: ByteQuantity.default(ephemeralStorage).meta({
      description: 'Room for logs and temporary files.',
    }),
  });

export const Resources = z.strictObject({
  requests: sizes('250m', '512Mi', '128Mi')
    .prefault({})
    .meta({ description: 'What the scheduler sets aside for each pod.' }),
  limits: sizes('500m', '1Gi', '512Mi').prefault({}).meta({
    description: 'What a pod may use at most: more processor time is withheld, more memory ends the pod.',
  }),
});

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
  revisionHistoryLimit: z
    .int()
    .min(1)
    .max(20)
    .default(5)
    .meta({ description: 'How many old versions a rollback can reach.', unit: 'versions' }),
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

const Toleration = z.strictObject({
  key: LabelKey.meta({ description: 'The key of the taint.', examples: ['workload'] }),
  value: LabelValue.meta({ description: 'The value of the taint; empty accepts any.', examples: ['api'] }),
  effect: z
    .enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])
    .meta({ description: 'The effect of the taint.', examples: ['NoSchedule'] }),
});

export const Placement = {
  nodeSelector: z
    .record(LabelKey, LabelValue)
    .default({})
    .meta({
      description: 'Labels that a node must have to run a pod.',
      examples: [{ 'kubernetes.azure.com/mode': 'user' }],
    }),
  tolerations: z
    .array(Toleration)
    .max(20)
    .default([])
    .meta({
      description: 'Taints that the pods accept.',
      examples: [[{ key: 'workload', value: 'api', effect: 'NoSchedule' }]],
    }),
  priorityClassName: z
    .string()
    .max(253)
    .regex(/^([a-z0-9]([-.a-z0-9]*[a-z0-9])?)?$/)
    .default('')
    .meta({
      description: 'The PriorityClass of the pods; empty for the cluster’s default.',
      examples: ['platform-critical'],
      cure: 'Name a PriorityClass that exists.',
    }),
};
