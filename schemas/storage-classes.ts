// The StorageClasses that the stores' volumes name.
import { z } from 'zod';

export const StorageClasses = z.strictObject({
  create: z.boolean().default(false).meta({
    description:
      'Whether managed-premium and managed-premium-retain are made. Off, since one release of a cluster at most may own them.',
  }),
});
