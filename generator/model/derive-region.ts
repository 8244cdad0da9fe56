// From an environment and one of its regions to the values of the umbrella: the environment's settings,
// the region's overrides, and the facts that follow from both. Pure; must not know kinds nor YAML.
import type { AzureSettings } from '../../schemas/azure.ts';
import type { Environment } from '../../schemas/environment.ts';
import { type Alias, subcharts } from '../../schemas/subcharts.ts';
import type { UmbrellaValues } from '../../schemas/umbrella.ts';
import { type JsonMap, mergeLayers } from '../load/merge-layers.ts';
import { settingsOf } from './azure/settings.ts';

export type Region = Environment['regions'][number];

/** The label that a node of this zone carries: `eastus-1`. */
const zoneLabel = (region: Region, zone: number): string => `${region.name}-${zone}`;

/** The umbrella's values in one region; everything is filled in. */
export function deriveRegion(environment: Environment, region: Region): UmbrellaValues {
  const { overrides = {} } = region;
  const { network, enabled } = settingsOf(environment, region);
  const charts = subcharts.map(({ alias }) => [
    alias,
    override<object>(environment[alias], overrides[alias] as object | undefined),
  ]);
  const ofCharts = Object.fromEntries(charts) as Pick<UmbrellaValues, Alias>;
  return {
    global: {
      ...override(environment.global, overrides.global),
      availability: environment.availability,
      zones: region.zones.map((zone) => zoneLabel(region, zone)),
      clusterDomain: environment.clusterDomain,
      role: region.role,
    },
    storageClasses: environment.storageClasses,
    ...ofCharts,
    ...(enabled && { api: joinedTo(network, ofCharts.api) }),
  };
}

type Api = UmbrellaValues['api'];

const httpsPort = 443;

/** The api with the ways that the address plan opens: in from the gateway, out to the private endpoints. */
function joinedTo({ gatewaySubnet, endpointsSubnet }: AzureSettings['network'], api: Api): Api {
  const { gateway, networkPolicy } = api;
  const clients = gateway.clients.length === 0 ? [gatewaySubnet] : gateway.clients;
  const endpoints = { cidr: endpointsSubnet, port: httpsPort };
  const isListed = networkPolicy.destinations.some(
    ({ cidr, port }) => cidr === endpointsSubnet && port === httpsPort,
  );
  const destinations = isListed ? networkPolicy.destinations : [endpoints, ...networkPolicy.destinations];
  return { ...api, gateway: { ...gateway, clients }, networkPolicy: { ...networkPolicy, destinations } };
}

/** The whole with the part laid over it; a part has no null (VALUE-NULL), so it takes nothing away. */
const override = <T extends object>(below: T, above: object = {}): T =>
  mergeLayers([below as JsonMap, above as JsonMap]) as T;
