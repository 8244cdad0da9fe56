// What must stand beside what: logs, locks, alerts, backups and endpoints of the resources that need them.
import { type Estate, idsIn, isSameId, ofType, type Resource, titleOf, valueAt } from './estate.ts';
import type { AuditRule, Offence } from './rule.ts';

const clusters = 'Microsoft.ContainerService/managedClusters';
const networks = 'Microsoft.Network/virtualNetworks';
const accounts = 'Microsoft.Storage/storageAccounts';
const vaults = 'Microsoft.KeyVault/vaults';
const registries = 'Microsoft.ContainerRegistry/registries';
const stores = 'Microsoft.AppConfiguration/configurationStores';

interface Demand {
  readonly code: Offence['code'];
  readonly source: string;
  readonly about: string;
  /** The resources that need something. */
  readonly of: (estate: Estate) => readonly Resource[];
  /** Whether this one has it. */
  readonly isMet: (resource: Resource, estate: Estate) => boolean;
  /** The end of the sentence that begins with the resource. */
  readonly lacks: string;
  readonly whenHigh?: true;
}

const ruleOf = ({ code, source, about, of, isMet, lacks, whenHigh }: Demand): AuditRule => ({
  code,
  source,
  check: (estate) =>
    whenHigh === true && !estate.highlyAvailable
      ? []
      : of(estate)
          .filter((resource) => !isMet(resource, estate))
          .map((resource) => ({ code, resource, about, message: `${titleOf(estate, resource)} ${lacks}.` })),
});

const ofTypes =
  (...types: readonly string[]) =>
  (estate: Estate): readonly Resource[] =>
    types.flatMap((type) => ofType(estate, type));

/** Whether a resource of the type refers to this one. */
const isNamedBy =
  (type: string) =>
  (resource: Resource, estate: Estate): boolean =>
    ofType(estate, type).some((one) => idsIn(one.properties).some((id) => isSameId(id, resource.id)));

const hasBelow = (resource: Resource, estate: Estate, suffix: string): boolean =>
  estate.resources.some(({ id }) => id.toLowerCase().startsWith(`${resource.id}/${suffix}`.toLowerCase()));

const isOfFlows = (account: Resource, estate: Estate): boolean =>
  ofType(estate, 'Microsoft.Network/networkWatchers/flowLogs').some((one) =>
    isSameId(valueAt(one, 'properties.storageId'), account.id),
  );

const demands: readonly Demand[] = [
  {
    code: 'AZURE-AUDIT-DIAGNOSTICS',
    source:
      'APRL 5d035919 and neighbours, PSRule Azure.AKS.AuditLogs, Azure.KeyVault.Logs, Azure.AppConfig.AuditLogs',
    about: 'azure.observability.retentionDays',
    of: ofTypes(
      clusters,
      'Microsoft.Network/applicationGateways',
      'Microsoft.Cdn/profiles',
      vaults,
      registries,
      stores,
      `${accounts}/blobServices`,
    ),
    isMet: (resource, estate) =>
      hasBelow(resource, estate, 'providers/Microsoft.Insights/diagnosticSettings/'),
    lacks: 'tells nobody what happens: it has no diagnostic settings',
  },
  {
    code: 'AZURE-AUDIT-FLOW-LOG-MISSING',
    source: 'APRL: flow logs of networks',
    about: 'azure.network.flowLogs',
    of: ofTypes(networks),
    isMet: isNamedBy('Microsoft.Network/networkWatchers/flowLogs'),
    lacks: 'has no flow log: nobody could tell who spoke to whom',
    whenHigh: true,
  },
  {
    code: 'AZURE-AUDIT-LOCK-MISSING',
    source: 'Microsoft: lock resources to prevent changes',
    about: 'azure.locks',
    of: (estate) =>
      ofTypes(
        vaults,
        accounts,
        registries,
        stores,
        'Microsoft.Network/dnsZones',
      )(estate).filter((resource) => !isOfFlows(resource, estate)),
    isMet: (resource, estate) => hasBelow(resource, estate, 'providers/Microsoft.Authorization/locks/'),
    lacks: 'can be deleted by one wrong command: it has no lock',
    whenHigh: true,
  },
  {
    code: 'AZURE-AUDIT-HEALTH-ALERT',
    source: 'APRL: alerts on the health of resources',
    about: 'azure.alerts.emails',
    of: (estate) =>
      ofTypes('Microsoft.Resources/resourceGroups')(estate).filter(
        ({ name }) => !name.endsWith('-snapshots'),
      ),
    isMet: isNamedBy('Microsoft.Insights/activityLogAlerts'),
    lacks: 'has no alert on the health of its resources',
  },
  {
    code: 'AZURE-AUDIT-MAINTENANCE',
    source: 'PSRule Azure.AKS.MaintenanceWindow',
    about: 'azure.cluster.upgrades.day',
    of: ofTypes(clusters),
    isMet: (resource, estate) =>
      ['aksManagedAutoUpgradeSchedule', 'aksManagedNodeOSUpgradeSchedule'].every((name) =>
        hasBelow(resource, estate, `maintenanceConfigurations/${name}`),
      ),
    lacks: 'may be upgraded at any hour',
  },
  {
    code: 'AZURE-AUDIT-CLUSTER-BACKUP',
    source: 'APRL 269a9f1a',
    about: 'azure.cluster.backup.enabled',
    of: ofTypes(clusters),
    isMet: isNamedBy('Microsoft.DataProtection/backupVaults/backupInstances'),
    lacks: 'is not backed up: objects that somebody deletes are gone',
    whenHigh: true,
  },
  {
    code: 'AZURE-AUDIT-PEERING',
    source: 'Microsoft: a peering connects when both sides have it',
    about: 'regions',
    of: ofTypes(networks),
    isMet: (resource, estate) =>
      ofType(estate, networks)
        .filter((other) => other.id !== resource.id)
        .every((other) =>
          ofType(estate, `${networks}/virtualNetworkPeerings`).some(
            (one) =>
              one.id.startsWith(`${resource.id}/`) &&
              isSameId(valueAt(one, 'properties.remoteVirtualNetwork.id'), other.id),
          ),
        ),
    lacks: 'does not see every other region, so copies of the database cannot follow',
  },
  {
    code: 'AZURE-AUDIT-PRIVATE-ENDPOINT',
    source: 'Microsoft: private endpoints for Azure services',
    about: 'azure.network.endpointsSubnet',
    of: (estate) =>
      ofTypes(
        vaults,
        accounts,
        registries,
      )(estate).filter(
        (resource) =>
          valueAt(resource, 'properties.publicNetworkAccess') === 'Disabled' && !isOfFlows(resource, estate),
      ),
    isMet: isNamedBy('Microsoft.Network/privateEndpoints'),
    lacks: 'is closed to the internet, and has no endpoint in the network either: nothing reaches it',
  },
  {
    code: 'AZURE-AUDIT-ENDPOINT-NAME',
    source: 'Microsoft: DNS of private endpoints',
    about: 'azure.network.endpointsSubnet',
    of: ofTypes('Microsoft.Network/privateEndpoints'),
    isMet: (resource, estate) => {
      const group = ofType(estate, 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups').find(({ id }) =>
        id.startsWith(`${resource.id}/`),
      );
      const zone = idsIn(group?.properties)[0];
      const network = String(valueAt(resource, 'properties.subnet.id')).replace(/\/subnets\/[^/]+$/, '');
      return ofType(estate, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks').some(
        (link) =>
          zone !== undefined &&
          link.id.startsWith(`${zone}/`) &&
          isSameId(valueAt(link, 'properties.virtualNetwork.id'), network),
      );
    },
    lacks: 'has no name in its network, so the service is still sought on the internet',
  },
  {
    code: 'AZURE-AUDIT-SETTINGS-UNREACHABLE',
    source: 'Microsoft: App Configuration, deployment behind private networks',
    about: 'azure.appConfiguration.settings',
    of: (estate) => ofType(estate, stores).filter((store) => hasBelow(store, estate, 'keyValues/')),
    isMet: (resource) =>
      valueAt(resource, 'properties.publicNetworkAccess') === 'Enabled' &&
      valueAt(resource, 'properties.dataPlaneProxy.authenticationMode') === 'Pass-through',
    lacks: 'is closed to the deployment that writes its settings',
  },
  {
    code: 'AZURE-AUDIT-STORAGE-VERSIONS',
    source: 'APRL 1b965cb9; Microsoft: prerequisites of restore and of object replication',
    about: 'azure.storage.versionDays',
    of: (estate) =>
      ofType(estate, `${accounts}/blobServices`).filter(
        ({ id }) =>
          !ofType(estate, accounts).some((one) => id.startsWith(`${one.id}/`) && isOfFlows(one, estate)),
      ),
    isMet: (resource) => valueAt(resource, 'properties.isVersioningEnabled') === true,
    lacks: 'keeps no versions: what is overwritten is gone, and nothing can be copied from it',
  },
  {
    code: 'AZURE-AUDIT-STORAGE-RESTORE',
    source: 'APRL 1b965cb9',
    about: 'azure.storage.restoreDays',
    of: (estate) =>
      ofType(estate, `${accounts}/blobServices`).filter(
        (blobs) => valueAt(blobs, 'properties.restorePolicy.enabled') === true,
      ),
    isMet: (resource) =>
      Number(valueAt(resource, 'properties.restorePolicy.days')) <
      Number(valueAt(resource, 'properties.deleteRetentionPolicy.days')),
    lacks: 'would restore further back than deleted files are kept; the deployment is refused',
  },
  {
    code: 'AZURE-AUDIT-BACKUP-IMMUTABLE',
    source: 'Microsoft: immutable storage for backups',
    about: 'azure.backup.retentionDays',
    of: (estate) =>
      ofType(estate, accounts).filter(
        (account) => valueAt(account, 'properties.allowSharedKeyAccess') === true,
      ),
    isMet: (resource) =>
      Number(
        valueAt(
          resource,
          'properties.immutableStorageWithVersioning.immutabilityPolicy.immutabilityPeriodSinceCreationInDays',
        ),
      ) >= 1,
    lacks: 'lets who has its key delete every backup',
  },
];

export const coverageRules: readonly AuditRule[] = demands.map(ruleOf);
