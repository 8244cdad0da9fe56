// What every pod of the platform has: an image, a size, and where it may run. Must not know which pods there are.
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
} from './scalars.ts';

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

type Size = readonly [cpu: string, memory: string, ephemeralStorage: string];

const sizes = ([cpu, memory, ephemeralStorage]: Size) =>
  z.strictObject({
    cpu: CpuQuantity.default(cpu).meta({ description: 'Processor time.' }),
    memory: ByteQuantity.default(memory).meta({ description: 'Memory.' }),
    ephemeralStorage: ByteQuantity.default(ephemeralStorage).meta({
      description: 'Room for logs and temporary files.',
    }),
  });

/** What a container asks for, and what it may use at most. */
export const resources = (requests: Size, limits: Size) =>
  z.strictObject({
    requests: sizes(requests)
      .prefault({})
      .meta({ description: 'What the scheduler sets aside for each pod.' }),
    limits: sizes(limits).prefault({}).meta({
      description: 'What a pod may use at most: more processor time is withheld, more memory ends the pod.',
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

export const revisionHistoryLimit = z
  .int()
  .min(1)
  .max(20)
  .default(5)
  .meta({ description: 'How many old versions a rollback can reach.', unit: 'versions' });

/** How pods of a StatefulSet are replaced. */
export const StatefulSetRollout = z.strictObject({
  minReadySeconds: z.int().min(0).max(600).default(10).meta({
    description: 'How long a new pod must stay ready before it counts as available.',
    unit: 'seconds',
  }),
  revisionHistoryLimit,
});
