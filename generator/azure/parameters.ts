// From an environment to the parameters of main.bicep: settings, names, and the facts of the charts. Must not know how
// they are written, nor what Bicep makes of them.
import { hash } from 'node:crypto';
import type { AzureParameters } from '../../schemas/azure/parameters.ts';
import type { Environment } from '../../schemas/environment.ts';
import type { UmbrellaValues } from '../../schemas/umbrella.ts';
import { regionNames, type SharedNames, sharedNames } from '../model/azure/names.ts';
import { addressText, spanOf } from '../model/azure/ranges.ts';
import { type RegionalSettings, settingsOf } from '../model/azure/settings.ts';
import type { Region } from '../model/derive-region.ts';

/** A region with the values of its charts. */
export interface RegionOfCharts {
  readonly region: Region;
  readonly values: UmbrellaValues;
}

type RegionParameters = AzureParameters['regions'][number];
type Zone = RegionParameters['zones'][number];

const zonesOf = ({ zones }: Region): Zone[] => zones.map((zone) => String(zone) as Zone);

// The address that AKS expects for the DNS of a cluster: the tenth of its Services.
const dnsOffset = 10;

function poolsOf(
  { cluster: { nodes } }: RegionalSettings,
  region: Region,
): RegionParameters['cluster']['pools'] {
  const { pools, minimumPerZone, maximumPerZone, size, diskGibibytes, maximumPods } = nodes;
  const zones = zonesOf(region);
  const pool = (name: string, of: Zone[]) => ({
    name,
    zones: of,
    size,
    minimum: minimumPerZone * Math.max(of.length, 1),
    maximum: maximumPerZone * Math.max(of.length, 1),
    diskGibibytes,
    maximumPods,
  });
  if (pools === 'spanning' || zones.length === 0) return [pool('user', zones)];
  return zones.map((zone) => pool(`zone${zone}`, [zone]));
}

interface Whole {
  readonly environment: Environment;
  readonly charts: readonly RegionOfCharts[];
  readonly shared: SharedNames;
}

function clusterOf(settings: RegionalSettings, region: Region, name: string): RegionParameters['cluster'] {
  const { cluster, network } = settings;
  const { nodes: _, ...rest } = cluster;
  return {
    name,
    ...rest,
    podRange: network.podRange,
    serviceRange: network.serviceRange,
    dnsAddress: addressText(spanOf(network.serviceRange).first + dnsOffset),
    pools: poolsOf(settings, region),
  };
}

/** The account of the first region that waits, where files are copied there. */
function copyTarget({ environment, charts }: Whole, { region }: RegionOfCharts): string | undefined {
  const settings = settingsOf(environment, region);
  const standby = charts.find(({ region: { role } }) => role === 'standby');
  if (region.role !== 'active' || standby === undefined || !settings.storage.replicateToStandby)
    return undefined;
  return regionNames(environment, { ...standby, settings: settingsOf(environment, standby.region) }).storage;
}

function regionParameters(whole: Whole, ofCharts: RegionOfCharts): RegionParameters {
  const { environment, shared } = whole;
  const { region, values } = ofCharts;
  const settings = settingsOf(environment, region);
  const names = regionNames(environment, { ...ofCharts, settings });
  const { network, gateway, storage, backup, keyVault, domain } = settings;
  const { api } = values;
  const { probe, ...limits } = gateway;
  const { replicateToStandby: _, ...storageRest } = storage;
  const replicateTo = copyTarget(whole, ofCharts);
  return {
    name: region.name,
    role: region.role,
    zones: zonesOf(region),
    resourceGroup: names.resourceGroup,
    network: {
      name: names.network,
      range: network.range,
      gatewaySubnet: { name: names.gatewaySubnet, range: network.gatewaySubnet },
      nodesSubnet: { name: names.nodesSubnet, range: network.nodesSubnet },
      endpointsSubnet: { name: names.endpointsSubnet, range: network.endpointsSubnet },
      natGateway: network.natGateway,
      flowLogs: network.flowLogs,
    },
    cluster: clusterOf(settings, region, names.cluster),
    gateway: {
      name: names.gateway,
      addressName: names.gatewayAddress,
      originHost: `${domain.host}-${region.name}.${domain.zone}`,
      ...limits,
      probe,
      backend: {
        host: `${names.record}.${shared.privateZone}`,
        port: api.service.port,
        requestSeconds: api.resilience.clientTimeoutSeconds,
        probeName: names.probe,
        probePath: api.probes.readiness.path,
      },
    },
    records: [{ name: names.record, address: api.gateway.address }],
    storage: {
      account: names.storage,
      containers: [api.blob.container],
      ...storageRest,
      ...(replicateTo === undefined ? {} : { replicateTo }),
    },
    backup: { account: names.backup, redundancy: backup.redundancy, retentionDays: backup.retentionDays },
    keyVault: { name: names.keyVault, tier: keyVault.tier, softDeleteDays: keyVault.softDeleteDays },
  };
}

/** The settings, and the key on which the api refreshes: it changes when any of them does. */
function configurationKeys(
  settings: Readonly<Record<string, string>>,
  sentinelKey: string,
): Record<string, string> {
  const sorted = Object.keys(settings)
    .sort()
    .map((key) => [key, settings[key] as string] as const);
  return { ...Object.fromEntries(sorted), [sentinelKey]: hash('sha256', JSON.stringify(sorted)) };
}

function ddosProtection({ kind, planId }: RegionalSettings['ddosProtection'], name: string) {
  if (kind !== 'plan') return { kind };
  return planId === '' ? { kind, name } : { kind: 'sharedPlan' as const, id: planId };
}

/** The end of a replica's name: `westus2` of https://aiagent-prod-westus2.azconfig.io. */
function replicaOf(store: string, { region, values }: RegionOfCharts): { name: string; location: string } {
  const [label = ''] = values.api.appConfiguration.endpoint.replace(/^https:\/\//, '').split('.');
  const name = label.startsWith(`${store}-`) ? label.slice(store.length + 1) : region.name;
  return { name, location: region.name };
}

function sharedParameters(
  { environment, charts, shared }: Whole,
  { values }: RegionOfCharts,
): AzureParameters['shared'] {
  const { azure, namespace } = environment;
  const { domain, frontDoor, registry, observability, appConfiguration, alerts, budget } = azure;
  const standbys = charts.filter(({ region }) => region.role === 'standby');
  const { api } = values;
  return {
    resourceGroup: shared.resourceGroup,
    identity: { name: shared.identity, namespace, serviceAccount: shared.serviceAccount },
    registry: {
      create: registry.create,
      name: shared.registry,
      resourceGroup: registry.resourceGroup || shared.resourceGroup,
      tier: registry.tier,
      allowedRanges: registry.allowedRanges,
      untaggedDays: registry.untaggedDays,
      replicas: standbys.map(({ region }) => region.name),
    },
    domain: { zone: domain.zone, host: domain.host, privateZone: shared.privateZone },
    frontDoor: {
      name: shared.frontDoor,
      endpoint: shared.frontDoorEndpoint,
      policy: shared.frontDoorPolicy,
      probePath: api.probes.readiness.path,
      ...frontDoor,
    },
    ddosProtection: ddosProtection(azure.ddosProtection, shared.ddosPlan),
    appConfiguration: {
      name: shared.appConfiguration,
      tier: appConfiguration.tier,
      softDeleteDays: appConfiguration.softDeleteDays,
      replicas: standbys.map((standby) => replicaOf(shared.appConfiguration, standby)),
      keys: configurationKeys(appConfiguration.settings, api.appConfiguration.sentinelKey),
    },
    observability: {
      workspace: shared.workspace,
      monitor: shared.monitor,
      ...(observability.grafana ? { grafana: shared.grafana } : {}),
      retentionDays: observability.retentionDays,
      dailyGigabytes: observability.dailyGigabytes,
    },
    alerts: { actionGroup: shared.actionGroup, emails: alerts.emails },
    budget: { name: shared.budget, ...budget },
  };
}

/** @param charts each region with its charts' values, in the order of the environment. */
export function azureParameters(
  environment: Environment,
  charts: readonly RegionOfCharts[],
): AzureParameters {
  const active = charts.find(({ region }) => region.role === 'active') as RegionOfCharts;
  const whole = { environment, charts, shared: sharedNames(environment, active.values) };
  const { azure, release } = environment;
  return {
    environment: {
      name: environment.environment,
      release,
      location: active.region.name,
      tags: { environment: environment.environment, release, ...azure.tags },
      locks: azure.locks,
    },
    shared: sharedParameters(whole, active),
    regions: charts.map((ofCharts) => regionParameters(whole, ofCharts)),
  };
}
