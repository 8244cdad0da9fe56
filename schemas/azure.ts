// What a person decides about Azure. What the charts know already (regions, zones, addresses, names of accounts)
// stands there, and ids that only Azure knows are in no file but the layer that is made of its answer.
import { z } from 'zod';
import { Cluster } from './azure/cluster.ts';
import { ApplicationGateway, Domain, FrontDoor } from './azure/edge.ts';
import { DdosProtection, Network } from './azure/network.ts';
import { Alerts, Budget, Observability } from './azure/operations.ts';
import { AppConfigurationStore, Backup, KeyVault, Registry, Storage } from './azure/stores.ts';

export const AzureSettings = z.strictObject({
  enabled: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether the environment runs on Azure, and its templates are written.' }),
  tags: z
    .record(
      z
        .string()
        .max(128)
        .regex(/^[A-Za-z][-._A-Za-z0-9]*$/)
        .meta({ cure: 'Use letters, digits, ".", "_" and "-".' }),
      z.string().max(256),
    )
    .default({})
    .meta({
      description: 'Labels of every resource, for bills and searches, beside `environment` and `release`.',
      examples: [{ costCenter: 'platform' }],
    }),
  locks: z
    .boolean()
    .default(true)
    .meta({ description: 'Whether nobody can delete what holds data before its lock is taken off.' }),
  network: Network.prefault({}).meta({ description: 'The network of a region.' }),
  cluster: Cluster.prefault({}).meta({ description: 'The Kubernetes cluster of a region.' }),
  gateway: ApplicationGateway.prefault({}).meta({ description: 'The Application Gateway of a region.' }),
  domain: Domain.prefault({}).meta({ description: 'The name of the platform.' }),
  frontDoor: FrontDoor.prefault({}).meta({ description: 'Azure Front Door, before all regions.' }),
  ddosProtection: DdosProtection.prefault({}).meta({
    description: 'Protection of the public addresses against floods, beyond what Front Door does.',
  }),
  registry: Registry.prefault({}).meta({ description: 'The registry of images.' }),
  storage: Storage.prefault({}).meta({ description: 'The storage account of files in a region.' }),
  backup: Backup.prefault({}).meta({ description: 'The storage account of backups in a region.' }),
  appConfiguration: AppConfigurationStore.prefault({}).meta({ description: 'The App Configuration store.' }),
  keyVault: KeyVault.prefault({}).meta({ description: 'The Key Vault of a region.' }),
  observability: Observability.prefault({}).meta({ description: 'Logs and metrics.' }),
  alerts: Alerts.prefault({}).meta({ description: 'Whom alerts reach.' }),
  budget: Budget.prefault({}).meta({ description: 'What a month should cost.' }),
});

export type AzureSettings = z.output<typeof AzureSettings>;

/** What every region shares: only the rest can differ in one. */
const shared = {
  enabled: true,
  tags: true,
  locks: true,
  domain: true,
  frontDoor: true,
  ddosProtection: true,
  registry: true,
  appConfiguration: true,
  observability: true,
  alerts: true,
  budget: true,
} as const;

/** What may differ in a region. */
export const RegionalAzureSettings = AzureSettings.omit(shared);
