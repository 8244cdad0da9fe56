// From an environment on Azure to what its rules are asked about in a region: the settings there, and the facts that
// follow from them. Pure; must not know Bicep, nor any rule.
import type { AzureSettings } from '../../../schemas/azure.ts';
import type { Environment } from '../../../schemas/environment.ts';
import type { UmbrellaValues } from '../../../schemas/umbrella.ts';
import type { Region } from '../derive-region.ts';
import { checkNames } from './check-names.ts';
import { demandOf } from './demand.ts';
import type { AzureFacts } from './facts.ts';
import { machineOf, type Room, roomOf } from './machines.ts';
import { regionNames, sharedNames } from './names.ts';
import { addressNumber, prefixOf, spanOf } from './ranges.ts';
import { regionFacts } from './regions.ts';
import { settingsOf } from './settings.ts';

/** The keys that rules of Azure find beside the umbrella's. */
export interface AzureView {
  readonly region: { readonly name: string };
  readonly azure: AzureSettings;
  readonly azureFacts: AzureFacts;
}

export type AzureEnvironment = Pick<Environment, 'release' | 'environment' | 'regions' | 'azure'>;

type RangeFact = AzureFacts['subnets'][number];

const rangeFact = (path: string, range: string): RangeFact => ({ path, range, ...spanOf(range) });

function ranges({ network }: AzureSettings): Pick<AzureFacts, 'subnets' | 'pairs'> & { network: RangeFact } {
  const fact = (key: keyof typeof network): RangeFact =>
    rangeFact(`azure.network.${key}`, network[key] as string);
  const whole = fact('range');
  const subnets = (['gatewaySubnet', 'nodesSubnet', 'endpointsSubnet'] as const).map(fact);
  const inside = (['podRange', 'serviceRange'] as const).map(fact);
  const apart = (list: readonly RangeFact[]) =>
    list.flatMap((one, index) => list.slice(0, index).map((other) => ({ one, other })));
  return { network: whole, subnets, pairs: [...apart(subnets), ...apart([whole, ...inside])] };
}

/** The networks of the other regions, which are peered with this one. */
const peers = (environment: AzureEnvironment, region: Region): readonly RangeFact[] =>
  environment.regions
    .filter(({ name }) => name !== region.name)
    .map((other) => rangeFact(`the network of ${other.name}`, settingsOf(environment, other).network.range));

const mebibyte = 1024 ** 2 * 1000;

// A tenth of each node is left to the DaemonSets of AKS: an allowance, not measured.
const share = 0.9;

function capacity({ cluster: { nodes } }: AzureSettings, region: Region, values: UmbrellaValues) {
  const machine = machineOf(nodes.size);
  const one: Room = machine === undefined ? { cpu: 0, memory: 0 } : roomOf(machine, nodes.maximumPods);
  const of = (zones: number): Room => {
    const amount = zones * nodes.maximumPerZone * share;
    return { cpu: Math.floor(one.cpu * amount), memory: Math.floor((one.memory * amount) / mebibyte) };
  };
  const { cpu, memory } = demandOf(values);
  const zones = Math.max(region.zones.length, 1);
  return {
    isMeasured: machine !== undefined,
    demand: { cpu, memory: Math.ceil(memory / mebibyte) },
    room: of(zones),
    roomWithoutZone: of(Math.max(zones - 1, 1)),
  };
}

const scale = (
  path: string,
  [least, most]: readonly [string, string],
  group: object,
): AzureFacts['scales'][number] => ({
  minimumPath: `${path}.${least}`,
  minimum: (group as Record<string, number>)[least] as number,
  maximumPath: `${path}.${most}`,
  maximum: (group as Record<string, number>)[most] as number,
});

/** What the rules of Azure are asked about in one region. @param values of that region. */
export function deriveAzure(
  environment: AzureEnvironment,
  region: Region,
  values: UmbrellaValues,
): AzureView {
  const azure = settingsOf(environment, region);
  const { network, subnets, pairs } = ranges(azure);
  const known = regionFacts(region.name);
  const { gateway } = values.api;
  const { cluster } = azure;
  const facts: AzureFacts = {
    isKnown: known !== undefined,
    hasZones: known?.zones === true,
    pair: known?.pair ?? '',
    standby: environment.regions.find(({ role }) => role === 'standby')?.name ?? '',
    gatewayAddress: gateway.enabled && gateway.address !== '' ? addressNumber(gateway.address) : 0,
    nodes: spanOf(azure.network.nodesSubnet),
    network: { first: network.first, last: network.last },
    gatewayPrefix: prefixOf(azure.network.gatewaySubnet),
    subnets,
    pairs: [...pairs, ...peers(environment, region).map((other) => ({ one: network, other }))],
    names: checkNames(
      regionNames(environment, { region, values, settings: azure }),
      sharedNames(environment, values),
    ),
    machines: (['nodes', 'system'] as const).map((key) => ({
      path: `azure.cluster.${key}.size`,
      size: cluster[key].size,
      fits: machineOf(cluster[key].size)?.premiumDisks === true,
    })),
    scales: [
      scale('azure.gateway', ['minimum', 'maximum'], azure.gateway),
      scale('azure.cluster.system', ['minimum', 'maximum'], cluster.system),
      scale('azure.cluster.nodes', ['minimumPerZone', 'maximumPerZone'], cluster.nodes),
    ],
    ...capacity(azure, region, values),
  };
  return { region: { name: region.name }, azure, azureFacts: facts };
}
