// The StorageClasses that the stores' volumes name.
import { z } from 'zod';

/** Empty, or the name of a StorageClass. */
export const StorageClassName = z
  .string()
  .max(253)
  .regex(/^([a-z0-9]([-.a-z0-9]*[a-z0-9])?)?$/)
  .meta({ cure: 'Name a StorageClass that exists.' });

export const StorageClasses = z.strictObject({
  create: z.boolean().default(false).meta({
    description:
      'Whether managed-premium and managed-premium-retain are made. Off, since one release of a cluster at most may own them.',
  }),
});
