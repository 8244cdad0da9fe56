// What bicep/main.bicep takes: settings, names and the facts of the charts, complete and without defaults. From
// these objects bicep/types.bicep is printed, so what is said here is checked by Bicep's compiler once more.
import { z } from 'zod';
import { AzureSettings } from '../azure.ts';
import { HelmOutputs } from './outputs.ts';

const inside = <Shape extends z.ZodRawShape>(
  group: z.ZodPrefault<z.ZodObject<Shape, z.core.$strict>>,
): Shape => group.unwrap().shape;

const settings = AzureSettings.shape;
const network = inside(settings.network);
const cluster = inside(settings.cluster);
const gateway = inside(settings.gateway);
const frontDoor = inside(settings.frontDoor);
const registry = inside(settings.registry);
const storage = inside(settings.storage);
const backup = inside(settings.backup);
const appConfiguration = inside(settings.appConfiguration);
const keyVault = inside(settings.keyVault);
const observability = inside(settings.observability);
const alerts = inside(settings.alerts);
const budget = inside(settings.budget);
const userNodes = inside(cluster.nodes);

const name = (description: string, most = 80) => z.string().min(1).max(most).meta({ description });
const seconds = (most: number, description: string) =>
  z.int().min(1).max(most).meta({ description, unit: 'seconds' });
const port = z.int().min(1).max(65_535);

const Subnet = z.strictObject({
  name: name('The name of the subnet.'),
  range: network.range.meta({ description: 'Its addresses.' }),
});

export const NetworkParameters = z.strictObject({
  name: name('The virtual network.'),
  range: network.range,
  gatewaySubnet: Subnet.meta({ description: 'The subnet of the Application Gateway, and of nothing else.' }),
  nodesSubnet: Subnet.meta({ description: 'The subnet of the nodes and of the internal load balancers.' }),
  endpointsSubnet: Subnet.meta({ description: 'The subnet of the private endpoints.' }),
  natGateway: network.natGateway,
  flowLogs: network.flowLogs,
});

export const PoolParameters = z.strictObject({
  name: name('The pool of nodes.', 12),
  zones: z
    .array(z.enum(['1', '2', '3']))
    .max(3)
    .meta({ description: 'The zones of its nodes; one, where each zone has a pool of its own.' }),
  size: userNodes.size,
  minimum: z.int().min(0).max(900).meta({ description: 'The fewest nodes.' }),
  maximum: z.int().min(1).max(900).meta({ description: 'The most nodes.' }),
  diskGibibytes: userNodes.diskGibibytes,
  maximumPods: userNodes.maximumPods,
});

export const ClusterParameters = z.strictObject({
  name: name('The cluster.', 63),
  version: cluster.version,
  tier: cluster.tier,
  networkMode: cluster.networkMode,
  networkPolicy: cluster.networkPolicy,
  podRange: network.podRange,
  serviceRange: network.serviceRange,
  dnsAddress: name('The address of the cluster’s DNS: the tenth of `serviceRange`.', 15),
  authorizedRanges: cluster.authorizedRanges,
  administrators: cluster.administrators,
  system: cluster.system.unwrap().meta({ description: 'The nodes of the cluster’s own pods.' }),
  pools: z.array(PoolParameters).min(1).max(3).meta({ description: 'The nodes of the platform’s pods.' }),
  upgrades: cluster.upgrades.unwrap().meta({ description: 'When and how nodes and cluster are upgraded.' }),
  backup: cluster.backup.unwrap().meta({ description: 'Backups of the cluster.' }),
});

const GatewayBackend = z.strictObject({
  host: name('The private name of the internal load balancer that offers the api.', 253),
  port: port.meta({ description: 'The port of the api’s Service.' }),
  requestSeconds: seconds(86_400, 'How long an answer of the api is waited for.'),
  probeName: name('The name of the probe.'),
  probePath: name('The path that says whether the api is ready.', 200),
});

export const GatewayParameters = z.strictObject({
  name: name('The Application Gateway.'),
  addressName: name('Its public address.'),
  originHost: name('The public name of this gateway, which Front Door calls and the certificate bears.', 253),
  minimum: gateway.minimum,
  maximum: gateway.maximum,
  wafMode: gateway.wafMode,
  drainSeconds: gateway.drainSeconds,
  certificate: gateway.certificate,
  probe: gateway.probe.unwrap().meta({ description: 'How the gateway asks whether the api is well.' }),
  backend: GatewayBackend.meta({ description: 'Where the api is, as its chart offers it.' }),
});

export const RecordParameters = z.strictObject({
  name: name('The name in the private zone.', 63),
  address: name('The fixed address of an internal load balancer.', 15),
});

export const StorageParameters = z.strictObject({
  account: name('The storage account.', 24).min(3),
  containers: z
    .array(z.string().min(3).max(63))
    .min(1)
    .max(20)
    .meta({ description: 'The containers of the files.' }),
  redundancy: storage.redundancy,
  softDeleteDays: storage.softDeleteDays,
  restoreDays: storage.restoreDays,
  coolDays: storage.coolDays,
  versionDays: storage.versionDays,
  replicateTo: name('The account of the standby region to which files are copied.', 24).optional(),
});

export const BackupParameters = z.strictObject({
  account: name('The storage account of the backups.', 24).min(3),
  redundancy: backup.redundancy,
  retentionDays: backup.retentionDays,
});

export const KeyVaultParameters = z.strictObject({
  name: name('The Key Vault.', 24).min(3),
  tier: keyVault.tier,
  softDeleteDays: keyVault.softDeleteDays,
});

export const RegionParameters = z.strictObject({
  name: name('The region, as Azure writes it.', 30),
  role: z.enum(['active', 'standby']).meta({
    description: 'Whether the region serves, or waits for the loss of the active one.',
  }),
  zones: z
    .array(z.enum(['1', '2', '3']))
    .max(3)
    .meta({ description: 'The availability zones in use.' }),
  resourceGroup: name('The resource group of the region.', 90),
  network: NetworkParameters.meta({ description: 'The network.' }),
  cluster: ClusterParameters.meta({ description: 'The cluster.' }),
  gateway: GatewayParameters.meta({ description: 'The Application Gateway.' }),
  records: z
    .array(RecordParameters)
    .min(1)
    .max(50)
    .meta({ description: 'Private names of the charts’ internal load balancers.' }),
  storage: StorageParameters.meta({ description: 'The storage account of files.' }),
  backup: BackupParameters.meta({ description: 'The storage account of backups.' }),
  keyVault: KeyVaultParameters.meta({ description: 'The Key Vault.' }),
});

export const EnvironmentParameters = z.strictObject({
  name: name('The environment.', 20),
  release: name('The Helm release, and the first part of every name.', 24),
  location: name('The active region, where what is shared stands.', 30),
  tags: settings.tags,
  locks: settings.locks,
});

export const IdentityParameters = z.strictObject({
  name: name('The identity of the api’s pods.', 128),
  namespace: name('The namespace of their service account.', 63),
  serviceAccount: name('Their service account.', 63),
});

export const RegistryParameters = z.strictObject({
  create: registry.create,
  name: name('The registry, without its domain.', 50).min(5),
  resourceGroup: name('The resource group of the registry.', 90),
  tier: registry.tier,
  allowedRanges: registry.allowedRanges,
  untaggedDays: registry.untaggedDays,
  replicas: z
    .array(z.string())
    .max(5)
    .meta({ description: 'The regions that have a copy besides the active one.' }),
});

export const DomainParameters = z.strictObject({
  zone: name('The public DNS zone.', 253),
  host: name('The label of the api in it.', 63),
  privateZone: name('The private DNS zone of `records`, linked to every region.', 253),
});

export const FrontDoorParameters = z.strictObject({
  name: name('The profile.', 90),
  endpoint: name('The endpoint, the first part of its name in azurefd.net.', 46),
  policy: name('The firewall policy: letters and digits alone.', 128),
  tier: frontDoor.tier,
  wafMode: frontDoor.wafMode,
  probePath: name('The path that says whether a region is ready.', 200),
  probeSeconds: frontDoor.probeSeconds,
  requestsPerMinute: frontDoor.requestsPerMinute,
  responseSeconds: frontDoor.responseSeconds,
});

export const DdosParameters = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('ip') }),
    z.strictObject({ kind: z.literal('plan'), name: name('The plan that is made.') }),
    z.strictObject({ kind: z.literal('sharedPlan'), id: name('The resource id of the plan.', 300) }),
  ])
  .meta({ description: 'Protection of the public addresses against floods.' });

export const AppConfigurationParameters = z.strictObject({
  name: name('The store.', 50).min(5),
  tier: appConfiguration.tier,
  softDeleteDays: appConfiguration.softDeleteDays,
  replicas: z
    .array(
      z.strictObject({
        name: name('The replica, the end of its name in azconfig.io.', 50),
        location: name('Its region.', 30),
      }),
    )
    .max(5)
    .meta({ description: 'Copies in other regions.' }),
  keys: appConfiguration.settings.meta({
    description: 'Settings by their keys, and the key on which the api refreshes: the digest of all others.',
  }),
});

export const ObservabilityParameters = z.strictObject({
  workspace: name('The Log Analytics workspace.', 63).min(4),
  monitor: name('The Azure Monitor workspace of the metrics.', 63).min(4),
  grafana: name('The Grafana.', 23).min(2).optional(),
  retentionDays: observability.retentionDays,
  dailyGigabytes: observability.dailyGigabytes,
});

export const AlertsParameters = z.strictObject({
  actionGroup: name('The group of receivers.'),
  emails: alerts.emails,
});

export const BudgetParameters = z.strictObject({
  name: name('The budget.', 63),
  monthlyAmount: budget.monthlyAmount,
  startDate: budget.startDate,
  percents: budget.percents,
});

export const SharedParameters = z.strictObject({
  resourceGroup: name('The resource group of what all regions share.', 90),
  identity: IdentityParameters.meta({ description: 'Who the api is to Azure, in every region.' }),
  registry: RegistryParameters.meta({ description: 'The registry of images.' }),
  domain: DomainParameters.meta({ description: 'Names.' }),
  frontDoor: FrontDoorParameters.meta({ description: 'Azure Front Door.' }),
  ddosProtection: DdosParameters,
  appConfiguration: AppConfigurationParameters.meta({ description: 'The App Configuration store.' }),
  observability: ObservabilityParameters.meta({ description: 'Logs and metrics.' }),
  alerts: AlertsParameters.meta({ description: 'Whom alerts reach.' }),
  budget: BudgetParameters.meta({ description: 'What a month should cost.' }),
});

/** The parameters of main.bicep, by their names. */
export const AzureParameters = z.strictObject({
  environment: EnvironmentParameters.meta({ description: 'What the deployment is for.' }),
  shared: SharedParameters.meta({ description: 'What all regions share.' }),
  regions: z
    .array(RegionParameters)
    .min(1)
    .max(5)
    .meta({ description: 'A stamp of everything for each region.' }),
});

export type AzureParameters = z.output<typeof AzureParameters>;

/** The types that Bicep files import by name. */
export const parameterTypes = {
  environmentType: EnvironmentParameters,
  sharedType: SharedParameters,
  identityType: IdentityParameters,
  registryType: RegistryParameters,
  domainType: DomainParameters,
  frontDoorType: FrontDoorParameters,
  ddosType: DdosParameters,
  appConfigurationType: AppConfigurationParameters,
  observabilityType: ObservabilityParameters,
  alertsType: AlertsParameters,
  budgetType: BudgetParameters,
  regionType: RegionParameters,
  subnetType: Subnet,
  networkType: NetworkParameters,
  poolType: PoolParameters,
  clusterType: ClusterParameters,
  gatewayType: GatewayParameters,
  recordType: RecordParameters,
  storageType: StorageParameters,
  backupType: BackupParameters,
  keyVaultType: KeyVaultParameters,
  helmOutputType: HelmOutputs,
} as const;
