// How the loss of a node is found and mended, and the monitor that decides it.
import { z } from 'zod';
import { resources } from '../pods.ts';
import { ByteQuantity } from '../scalars.ts';
import { StorageClassName } from '../storage-classes.ts';

const counted =
  (unit: string) =>
  (value: number, [least, most]: readonly [least: number, most: number], description: string) =>
    z.int().min(least).max(most).default(value).meta({ description, unit });

const seconds = counted('seconds');

export const Durability = z.enum(['standard', 'strict']).default('standard').meta({
  description:
    'What happens without a standby: `standard` goes on alone after about ten seconds, `strict` waits, and needs three nodes.',
});

export const Failover = z.strictObject({
  unhealthySeconds: seconds(10, [5, 600], 'After how long a silence the monitor takes a node for lost.'),
  demoteSeconds: seconds(
    10,
    [5, 600],
    'How long the monitor then gives the old primary to stop by itself, before another takes its place.',
  ),
  partitionSeconds: seconds(
    8,
    [4, 600],
    'After how long a primary that sees neither the monitor nor a standby stops itself.',
  ),
  healthCheckSeconds: seconds(2, [1, 60], 'How often the monitor asks each node.'),
  healthCheckTimeoutSeconds: seconds(2, [1, 60], 'How long such an answer may take.'),
  healthCheckRetries: counted('questions')(2, [0, 10], 'How often it asks once more.'),
  healthCheckRetryMilliseconds: counted('milliseconds')(500, [100, 10_000], 'The pause before it does.'),
  startupGraceSeconds: seconds(
    10,
    [1, 600],
    'How long the monitor takes nobody for lost after it started itself.',
  ),
  promoteThresholdMebibytes: counted('MiB')(
    16,
    [1, 1024],
    'How far a standby may be behind what the primary reported last and still take its place.',
  ),
  cloneMebibytesPerSecond: counted('MiB/s')(400, [10, 1024], 'How fast a node is copied for a new one.'),
});

export const Monitor = z.strictObject({
  zone: z
    .string()
    .max(63)
    .regex(/^([a-z]([-a-z0-9]*[a-z0-9])?)?$/)
    .default('eastus-3')
    .meta({
      description:
        'The zone label of the nodes that may run the monitor: other than those of both database nodes. Empty leaves it open.',
      examples: ['eastus-3'],
      cure: 'Write one of the zones, such as "eastus-3".',
    }),
  size: ByteQuantity.default('8Gi').meta({ description: 'The size of its volume.' }),
  storageClass: StorageClassName.default('managed-premium').meta({
    description: 'The StorageClass of its volume; empty for the cluster’s default.',
    examples: ['managed-premium'],
  }),
  evictAfterSeconds: seconds(
    30,
    [0, 3600],
    'How long a monitor on a lost node is waited for before another is started.',
  ),
  resources: resources(['100m', '256Mi', '128Mi'], ['500m', '512Mi', '256Mi'])
    .prefault({})
    .meta({ description: 'The size of the container of the monitor.' }),
});
