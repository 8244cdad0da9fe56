// What keeps data beside the cluster: registry, storage, backups, App Configuration, Key Vault. Must not know
// which resource is made of what.
import { z } from 'zod';
import { Cidr } from '../scalars.ts';

const accountName = /^([a-z0-9]{3,24})?$/;

const days = (least: number, most: number, standard: number, description: string) =>
  z.int().min(least).max(most).default(standard).meta({ description, unit: 'days' });

export const redundancies = ['LRS', 'ZRS', 'GRS', 'RAGRS', 'GZRS', 'RAGZRS'] as const;

export const Registry = z.strictObject({
  create: z.boolean().default(true).meta({
    description:
      'Whether this environment makes the registry of `global.imageRegistry`; else another one has, and pulling from it is allowed here.',
  }),
  resourceGroup: z
    .string()
    .max(90)
    .regex(/^([-._()A-Za-z0-9]*[-_()A-Za-z0-9])?$/)
    .default('')
    .meta({
      description: 'The resource group of the registry; empty for the shared group of this environment.',
      examples: ['aiagent-prod-shared-rg'],
      cure: 'Name a resource group.',
    }),
  tier: z.enum(['Basic', 'Standard', 'Premium']).default('Premium').meta({
    description: '`Premium` alone has copies in other regions and private endpoints.',
  }),
  allowedRanges: z
    .array(Cidr)
    .max(100)
    .default([])
    .meta({
      description: 'From where images may be pushed over the internet; empty, from inside the networks only.',
      examples: [['203.0.113.0/24']],
    }),
  untaggedDays: days(1, 365, 30, 'How long images that no tag names any more are kept.'),
});

export const Storage = z.strictObject({
  redundancy: z.enum(redundancies).default('RAGZRS').meta({
    description:
      'How many copies there are: LRS in one zone, ZRS in three, the others also in the region that Azure pairs with this one.',
  }),
  softDeleteDays: days(1, 365, 30, 'How long deleted files can be brought back.'),
  restoreDays: days(
    1,
    364,
    29,
    'How far back all files can be restored to a moment; less than `softDeleteDays`.',
  ),
  coolDays: days(1, 3650, 30, 'After how long unchanged files move to the cool tier.'),
  versionDays: days(1, 3650, 90, 'How long earlier versions of files are kept.'),
  replicateToStandby: z.boolean().default(true).meta({
    description:
      'Whether files are copied to the account of the standby region: redundancy reaches only the region that Azure pairs.',
  }),
});

export const Backup = z.strictObject({
  account: z
    .string()
    .regex(accountName)
    .default('')
    .meta({
      description:
        'The storage account of the backups in a region, unique in all of Azure; empty for a name made of release, environment and region.',
      examples: ['aiagentprodbackup'],
      cure: 'Use 3 to 24 lower-case letters and digits, nothing else.',
    }),
  redundancy: z.enum(redundancies).default('ZRS').meta({
    description:
      'How many copies of the backups there are; the second repository stands in the standby region.',
  }),
  retentionDays: days(1, 3650, 35, 'How long a backup can be read; nobody can delete it earlier.'),
});

export const AppConfigurationStore = z.strictObject({
  tier: z.enum(['Free', 'Standard', 'Premium']).default('Standard').meta({
    description: '`Free` has no copies in other regions, and few requests a day.',
  }),
  softDeleteDays: days(1, 7, 7, 'How long a deleted store can be brought back.'),
  settings: z
    .record(
      z
        .string()
        .max(200)
        .regex(/^[A-Za-z][-._:A-Za-z0-9]*$/)
        .meta({ cure: 'Write a key such as "Settings:MaxTokens".' }),
      z.string().max(4000),
    )
    .default({})
    .meta({
      description:
        'Settings that the api reads, by their keys; no secrets. A change of any also changes the key on which the api refreshes.',
      examples: [{ 'Settings:MaxTokens': '4096' }],
    }),
});

export const KeyVault = z.strictObject({
  name: z
    .string()
    .regex(/^([A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*)?$/)
    .max(24)
    .default('')
    .meta({
      description:
        'The vault of a region, unique in all of Azure; empty for a name made of release, environment and region.',
      examples: ['aiagent-prod-eastus'],
      cure: 'Use letters, digits and single hyphens, at most 24; start with a letter.',
    }),
  tier: z.enum(['standard', 'premium']).default('standard').meta({
    description: '`premium` keeps keys in hardware.',
  }),
  softDeleteDays: days(
    7,
    90,
    90,
    'How long a deleted secret, or vault, can be brought back; nobody can shorten it.',
  ),
});
