// How Sentinels find that the master is lost, and when they replace it.
import { z } from 'zod';
import { resources } from '../pods.ts';

export const Profile = z.enum(['fast', 'conservative']).default('fast').meta({
  description:
    'How long a silent master is waited for: `fast` 5 seconds, and 10 for a failover that got stuck; `conservative` 30 and 180, as the requirements have it.',
});

const ofProfile = (description: string) =>
  z.int().min(0).max(600_000).default(0).meta({ description, unit: 'milliseconds' });

export const Sentinel = z.strictObject({
  quorum: z.int().min(1).max(7).default(2).meta({
    description: 'How many Sentinels must find the master lost; more than half of them.',
    unit: 'Sentinels',
  }),
  downAfterMilliseconds: ofProfile(
    'How long the master must be silent to count as lost; at least 3000. 0 takes the figure of the profile.',
  ),
  failoverTimeoutMilliseconds: ofProfile(
    'After how long a failover that got stuck is tried anew, twice over. 0 takes the figure of the profile.',
  ),
  parallelSyncs: z.int().min(1).max(6).default(1).meta({
    description: 'How many replicas turn to the new master at once; while they do, they answer nobody.',
    unit: 'replicas',
  }),
  resources: resources(['50m', '64Mi', '32Mi'], ['250m', '128Mi', '64Mi'])
    .prefault({})
    .meta({ description: 'The size of the container of Sentinel.' }),
});

export const Bootstrap = z.strictObject({
  primaryOrdinal: z.int().min(-1).max(6).default(-1).meta({
    description:
      'Which pod becomes the master where no Sentinel remembers any: the one whose volume was restored. -1 takes the one with the newest data.',
  }),
});
