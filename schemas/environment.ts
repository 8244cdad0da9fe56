// The root of an environment file: where it runs, and the settings of the charts, from the same objects
// as the charts' own values.
import { z } from 'zod';
import { partialSchema } from '../generator/engine/index.ts';
import { AzureSettings, RegionalAzureSettings } from './azure.ts';
import { GlobalValues } from './global.ts';
import { DnsLabel, DnsName } from './scalars.ts';
import type { Alias } from './subcharts.ts';
import { ownSettings, subchartSettings } from './umbrella.ts';

/** Shared facts that follow from the environment and its regions, so nobody writes them. */
const derivedFacts = { zones: true, clusterDomain: true, availability: true, role: true } as const;

const GlobalSettings = GlobalValues.omit(derivedFacts);

const example = {
  api: { hpa: { minReplicas: 3 } },
  postgresql: { monitor: { zone: 'eastus-3' } },
  redis: { memory: { maxMebibytes: 1024 } },
  redisSessions: { memory: { maxMebibytes: 512 } },
} satisfies Readonly<Record<Alias, object>>;

const overrideOf = <A extends Alias>(alias: A) =>
  partialSchema(subchartSettings[alias])
    .optional()
    .meta({
      description: `Settings below \`${alias}\` that differ in this region.`,
      examples: [example[alias]],
    });

const overridesOfCharts = {
  api: overrideOf('api'),
  postgresql: overrideOf('postgresql'),
  redis: overrideOf('redis'),
  redisSessions: overrideOf('redisSessions'),
} satisfies Readonly<Record<Alias, z.ZodType>>;

const Region = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9]{1,29}$/)
    .meta({
      description: 'The region, as Azure writes it; the first part of its zone labels.',
      examples: ['eastus'],
      cure: 'Write the short name, such as "eastus" or "westus2".',
    }),
  role: z.enum(['active', 'standby']).meta({
    description: 'Whether the region serves, or waits for the loss of the active one.',
    examples: ['active'],
  }),
  zones: z
    .array(z.int().min(1).max(3))
    .max(3)
    .meta({
      description:
        'The availability zones in use; the label of zone 1 of eastus is eastus-1. Empty where nodes have no zones.',
      examples: [[1, 2, 3]],
    }),
  overrides: z
    .strictObject({
      global: partialSchema(GlobalSettings)
        .optional()
        .meta({
          description: 'Shared facts that differ in this region.',
          examples: [{ secretsRevision: '2' }],
        }),
      azure: partialSchema(RegionalAzureSettings)
        .optional()
        .meta({
          description: 'Settings of Azure that differ in this region.',
          examples: [{ network: { range: '10.20.0.0/16' } }],
        }),
      ...overridesOfCharts,
    })
    .optional()
    .meta({
      description:
        'What differs in this region; everything else is as below `global` and the keys of the charts.',
      examples: [{ api: { hpa: { minReplicas: 3 } } }],
    }),
});

export const EnvironmentSchema = z.strictObject({
  environment: DnsLabel.max(20).meta({
    description: 'The name of the environment, and of its folder in dist/.',
    examples: ['prod'],
  }),
  extends: z
    .array(
      z
        .string()
        .max(200)
        .regex(/^layers\/[-._A-Za-z0-9/]+\.ya?ml$/)
        .meta({ cure: 'Name a file below layers/, such as "layers/high-availability.yaml".' }),
    )
    .max(20)
    .optional()
    .meta({
      description:
        'Files with values that several environments share; later ones win, this file wins over all.',
      examples: [['layers/high-availability.yaml']],
    }),
  release: DnsLabel.max(24).default('aiagent').meta({
    description:
      'The Helm release, and the first part of every name. Under Argo CD, the name of the Application.',
  }),
  namespace: DnsLabel.meta({
    description: 'The namespace that everything runs in.',
    examples: ['aiagent-prod'],
  }),
  clusterDomain: DnsName.default('cluster.local').meta({ description: 'The DNS domain of the cluster.' }),
  availability: z.enum(['high', 'none']).default('high').meta({
    description:
      '`high` holds every value to the rules of a platform that survives the loss of a zone; `none` lets one pod of each be enough.',
  }),
  regions: z
    .array(Region)
    .min(1)
    .max(5)
    .meta({
      description: 'Where the environment runs.',
      examples: [[{ name: 'eastus', role: 'active', zones: [1, 2, 3] }]],
    }),
  azure: AzureSettings.prefault({}).meta({ description: 'What the platform runs on in Azure.' }),
  global: GlobalSettings.prefault({}).meta({ description: 'Facts that all charts of the platform share.' }),
  ...ownSettings,
  ...subchartSettings,
});

export type Environment = z.output<typeof EnvironmentSchema>;
