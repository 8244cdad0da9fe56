// The names of resources that a person, the charts or all of Azure know; what lives only inside a resource group is
// named in Bicep. Must not know any resource's properties.
import type { Environment } from '../../../schemas/environment.ts';
import type { UmbrellaValues } from '../../../schemas/umbrella.ts';
import type { Region } from '../derive-region.ts';
import type { RegionalSettings } from './settings.ts';

type Named = Pick<Environment, 'release' | 'environment' | 'regions'>;

/** The first label of an address: `aiagentprod` of https://aiagentprod.blob.core.windows.net. */
const firstLabel = (address: string): string => address.replace(/^https:\/\//, '').split('.')[0] as string;

/** Nothing for the active region, `-dr` for the one that waits; a second one has its name as well. */
function suffixOf({ regions }: Named, region: Region): string {
  if (region.role === 'active') return '';
  const [first] = regions.filter(({ role }) => role === 'standby');
  return first?.name === region.name ? '-dr' : `-dr-${region.name}`;
}

const lettersAndDigits = (text: string): string => text.replaceAll('-', '');

/** The names of what all regions share. @param values of the active region. */
export function sharedNames({ release, environment }: Named, { api, global }: UmbrellaValues) {
  const { endpoint } = api.appConfiguration;
  return {
    resourceGroup: `${release}-${environment}-shared-rg`,
    identity: `${release}-${environment}-api`,
    serviceAccount: `${release}-${api.component}`,
    registry: firstLabel(global.imageRegistry),
    appConfiguration: endpoint === '' ? `${release}-${environment}` : firstLabel(endpoint),
    frontDoor: `${release}-${environment}-front-door`,
    frontDoorEndpoint: `${release}-${environment}`,
    frontDoorPolicy: lettersAndDigits(`${release}${environment}waf`),
    ddosPlan: `${release}-ddos-plan`,
    workspace: `${release}-${environment}-logs`,
    monitor: `${release}-${environment}-metrics`,
    grafana: `${release}-${environment}`,
    actionGroup: `${release}-${environment}-alerts`,
    budget: `${release}-${environment}-budget`,
    privateZone: `internal.${release}`,
  };
}

export type SharedNames = ReturnType<typeof sharedNames>;

interface OfRegion {
  readonly region: Region;
  readonly values: UmbrellaValues;
  readonly settings: RegionalSettings;
}

/** The names of a region. */
export function regionNames(named: Named, { region, values: { api }, settings }: OfRegion) {
  const { release, environment } = named;
  const suffix = suffixOf(named, region);
  const short = lettersAndDigits(`${release}${environment}${suffix}`);
  return {
    resourceGroup: `${release}-${environment}${suffix}-rg`,
    cluster: `${release}-aks-${environment}${suffix}`,
    network: `${release}-vnet`,
    gateway: `${release}-appgw`,
    gatewayAddress: `${release}-appgw-ip`,
    gatewaySubnet: 'appgw-subnet',
    nodesSubnet: api.gateway.subnet,
    endpointsSubnet: 'endpoints-subnet',
    probe: `${api.component}-health-probe`,
    record: `${api.component}.${region.name}`,
    keyVault: settings.keyVault.name || `${release}-${environment}-${region.name}`,
    storage: api.blob.endpoint === '' ? short : firstLabel(api.blob.endpoint),
    backup: settings.backup.account || `${short}backup`,
  };
}

export type RegionNames = ReturnType<typeof regionNames>;
