// A fault for each rule of the audit that is not about one property: what is done to a sound prediction.
import type { Resource } from '../../generator/azure/audit/estate.ts';
import type { Expectation } from '../../generator/azure/audit/rule.ts';

type Loose = Record<string, unknown>;

interface Plant {
  readonly change: (resources: Resource[]) => void;
  readonly highlyAvailable?: boolean;
}

/** The map around the last step of a path, and that step; lists are entered at their first. */
function around(resource: object, path: string): readonly [Loose, string] {
  const steps = path.split('.');
  const last = steps.pop() as string;
  let at: unknown = resource;
  for (const step of steps) {
    if (Array.isArray(at)) at = at[0];
    at = (at as Loose)[step];
  }
  if (Array.isArray(at) && last !== 'length') at = at[0];
  return [at as Loose, last];
}

const wrong = [undefined, 'wrong', 0, true, false] as const;

/** Gives a property a value that it must not have. */
export function plantAt(resource: Resource, path: string, must: Expectation): void {
  const [at, last] = around(resource, path);
  if (last === 'length') (at as unknown as unknown[]).splice(1);
  else at[last] = wrong.find((value) => !must.holds(value));
}

const set = (resource: Resource | undefined, path: string, value: unknown): void => {
  if (resource === undefined) throw new Error(`Nothing to plant a fault in: ${path}`);
  const [at, last] = around(resource, path);
  at[last] = value;
};

const find = (resources: readonly Resource[], type: string, name = ''): Resource => {
  const found = resources.find((one) => one.type === type && one.name.includes(name));
  if (found === undefined) throw new Error(`No ${type} ${name}`);
  return found;
};

/** Takes away what fits. */
const without =
  (type: string, name = ''): Plant['change'] =>
  (resources) => {
    const kept = resources.filter((one) => one.type !== type || !one.name.includes(name));
    if (kept.length === resources.length) throw new Error(`No ${type} ${name}`);
    resources.splice(0, resources.length, ...kept);
  };

const change =
  (type: string, path: string, value: unknown, name = ''): Plant['change'] =>
  (resources) =>
    set(find(resources, type, name), path, value);

const gateway = 'Microsoft.Network/applicationGateways';
const cluster = 'Microsoft.ContainerService/managedClusters';
const network = 'Microsoft.Network/virtualNetworks';
const account = 'Microsoft.Storage/storageAccounts';
const group = 'Microsoft.Cdn/profiles/originGroups';
const assignment = 'Microsoft.Authorization/roleAssignments';
const record = 'Microsoft.Network/privateDnsZones/A';

/** Takes away the assignments of a role. */
const withoutRole =
  (role: string): Plant['change'] =>
  (resources) => {
    const kept = resources.filter((one) => !JSON.stringify(one.properties ?? {}).includes(role));
    if (kept.length === resources.length) throw new Error(`No role ${role}`);
    resources.splice(0, resources.length, ...kept);
  };

/** Code → what is planted, and how. */
export const planted: Readonly<Record<string, Readonly<Record<string, Plant>>>> = {
  'AZURE-AUDIT-REFERENCE': {
    'a firewall policy that nothing makes': {
      change: without('Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies'),
    },
    'a subnet that its network has not': {
      change: change(network, 'properties.subnets.name', 'another-subnet'),
    },
    'a probe that its gateway has not': {
      change: change(gateway, 'properties.probes.name', 'another-probe'),
    },
    'a child without its parent': { change: without('Microsoft.KeyVault/vaults') },
  },
  'AZURE-AUDIT-DUPLICATE': {
    'two of one id': { change: (resources) => resources.push(structuredClone(find(resources, gateway))) },
  },
  'AZURE-AUDIT-PREVIEW': { 'a preview': { change: change(cluster, 'apiVersion', '2025-10-02-preview') } },
  'AZURE-AUDIT-REGION': { 'a region misspelt': { change: change(cluster, 'location', 'eastuss') } },
  'AZURE-AUDIT-SECRET': {
    'a secret in the template': {
      change: change('Microsoft.KeyVault/vaults/secrets', 'properties.value', 'in the open'),
    },
    'a setting that sounds like a secret': {
      change: change(
        'Microsoft.AppConfiguration/configurationStores/keyValues',
        'name',
        'store/Mail~3APassword',
      ),
    },
  },
  'AZURE-AUDIT-NAME': {
    'an account in capitals': { change: change(account, 'name', 'AiAgentProd') },
    'a vault too long': { change: change('Microsoft.KeyVault/vaults', 'name', 'a'.repeat(25)) },
    'a pool too long': { change: change(`${cluster}/agentPools`, 'name', 'cluster/thirteenchars') },
  },
  'AZURE-AUDIT-SUBNET-OUTSIDE': {
    'a subnet of another network': {
      change: change(network, 'properties.subnets.properties.addressPrefix', '10.99.0.0/24'),
    },
  },
  'AZURE-AUDIT-RANGES-OVERLAP': {
    'two subnets': { change: change(network, 'properties.subnets.properties.addressPrefix', '10.10.2.0/24') },
    'pods and a network': { change: change(cluster, 'properties.networkProfile.podCidr', '10.10.128.0/17') },
    'Services and pods': {
      change: change(cluster, 'properties.networkProfile.serviceCidr', '10.244.0.0/24'),
    },
    'two regions': {
      change: (resources) => {
        for (const one of resources.filter(({ type }) => type === network))
          set(one, 'properties.addressSpace.addressPrefixes', ['10.0.0.0/8']);
      },
    },
  },
  'AZURE-AUDIT-DNS-ADDRESS': {
    'an address of none': { change: change(cluster, 'properties.networkProfile.dnsServiceIP', '10.9.9.9') },
  },
  'AZURE-AUDIT-GATEWAY-SUBNET': {
    'a /26': { change: change(network, 'properties.subnets.properties.addressPrefix', '10.10.0.0/26') },
  },
  'AZURE-AUDIT-BACKEND-ADDRESS': {
    'an address outside the subnet': {
      change: change(record, 'properties.aRecords.ipv4Address', '10.10.9.250'),
    },
    'an address that Azure keeps': { change: change(record, 'properties.aRecords.ipv4Address', '10.10.2.3') },
    'no record': { change: without(record) },
    'a zone that the network cannot ask': {
      change: (resources) => {
        const kept = resources.filter(({ id }) => !/internal[^/]*\/virtualNetworkLinks\//.test(id));
        resources.splice(0, resources.length, ...kept);
      },
    },
  },
  'AZURE-AUDIT-GATEWAY-RULES': {
    'the whole internet': {
      change: change(
        'Microsoft.Network/networkSecurityGroups',
        'properties.securityRules.properties.sourceAddressPrefix',
        'Internet',
        'gateway',
      ),
    },
    'no rule for the health of the gateway': {
      change: (resources) => {
        const rules = find(resources, 'Microsoft.Network/networkSecurityGroups', 'gateway').properties
          ?.securityRules as unknown[];
        rules.splice(1, 1);
      },
    },
  },
  'AZURE-AUDIT-CERTIFICATE-VERSION': {
    'a version': {
      change: change(
        gateway,
        'properties.sslCertificates.properties.keyVaultSecretId',
        'https://vault/secrets/gateway/0123456789abcdef0123456789abcdef',
      ),
    },
  },
  'AZURE-AUDIT-ROLE-MISSING': {
    'nodes that cannot pull': { change: withoutRole('7f951dda-4ed3-4680-a7ca-43fe172d538d') },
    'a gateway that cannot read its certificate': {
      change: withoutRole('4633458b-17de-408a-b874-0445c86b69e6'),
    },
    'a cluster that cannot use its network': { change: withoutRole('4d97b98b-1d4f-4787-a291-c67834d212e7') },
    'a cluster that cannot hand out the identity of its nodes': {
      change: withoutRole('f1a07417-d97a-45cb-824c-7a7467783830'),
    },
    'an api that reads no files': { change: withoutRole('ba92f5b4-2d11-453d-a403-e96b0029c9fe') },
    'an api that reads no settings': { change: withoutRole('516239f1-63e1-4d78-a4de-a74fb236a071') },
    'a gateway with another identity': {
      change: change(gateway, 'identity.userAssignedIdentities', { '/subscriptions/x/another': {} }),
    },
  },
  'AZURE-AUDIT-ROLE-WIDE': {
    'an owner': {
      change: change(
        assignment,
        'properties.roleDefinitionId',
        '/subscriptions/x/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
      ),
    },
    'a contributor of more than snapshots': {
      change: change(
        assignment,
        'properties.roleDefinitionId',
        '/subscriptions/x/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c',
      ),
    },
  },
  'AZURE-AUDIT-ROLE-PRINCIPAL': {
    'a principal by its number': {
      change: change(assignment, 'properties.principalId', '11111111-2222-3333-4444-555555555555'),
    },
  },
  'AZURE-AUDIT-FEDERATION': {
    'a cluster that nobody believes': {
      change: without(
        'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials',
        'westus2',
      ),
    },
  },
  'AZURE-AUDIT-STORAGE-KEYS': {
    'an account of files with keys': { change: change(account, 'properties.allowSharedKeyAccess', true) },
  },
  'AZURE-AUDIT-STORAGE-RESTORE': {
    'a restore beyond what is kept': {
      change: change(`${account}/blobServices`, 'properties.restorePolicy.days', 30),
    },
  },
  'AZURE-AUDIT-STORAGE-VERSIONS': {
    'no versions': { change: change(`${account}/blobServices`, 'properties.isVersioningEnabled', false) },
  },
  'AZURE-AUDIT-BACKUP-IMMUTABLE': {
    'backups that can be deleted': {
      change: (resources) => {
        const backups = resources.find((one) => one.properties?.allowSharedKeyAccess === true);
        set(backups, 'properties.immutableStorageWithVersioning', undefined);
      },
    },
  },
  'AZURE-AUDIT-DIAGNOSTICS': { 'no logs': { change: without('Microsoft.Insights/diagnosticSettings') } },
  'AZURE-AUDIT-FLOW-LOG-MISSING': {
    'no flow logs': { change: without('Microsoft.Network/networkWatchers/flowLogs') },
  },
  'AZURE-AUDIT-LOCK-MISSING': { 'no locks': { change: without('Microsoft.Authorization/locks') } },
  'AZURE-AUDIT-HEALTH-ALERT': {
    'nobody is told': { change: without('Microsoft.Insights/activityLogAlerts', 'resource-health') },
  },
  'AZURE-AUDIT-MAINTENANCE': {
    'any hour': { change: without(`${cluster}/maintenanceConfigurations`, 'NodeOS') },
  },
  'AZURE-AUDIT-CLUSTER-BACKUP': {
    'no backup': { change: without('Microsoft.DataProtection/backupVaults/backupInstances') },
  },
  'AZURE-AUDIT-PEERING': {
    'one way': { change: without(`${network}/virtualNetworkPeerings`, 'to-eastus') },
  },
  'AZURE-AUDIT-PRIVATE-ENDPOINT': {
    'no endpoints': { change: without('Microsoft.Network/privateEndpoints') },
  },
  'AZURE-AUDIT-ENDPOINT-NAME': {
    'no names': { change: without('Microsoft.Network/privateEndpoints/privateDnsZoneGroups') },
    'a zone of no network': {
      change: without('Microsoft.Network/privateDnsZones/virtualNetworkLinks', 'privatelink'),
    },
  },
  'AZURE-AUDIT-SETTINGS-UNREACHABLE': {
    'a closed store': {
      change: change(
        'Microsoft.AppConfiguration/configurationStores',
        'properties.publicNetworkAccess',
        'Disabled',
      ),
    },
  },
  'AZURE-AUDIT-ORIGINS': {
    'two that serve': { change: change(`${group}/origins`, 'properties.priority', 1, 'westus2') },
    'a gateway that it does not know': { change: without(`${group}/origins`, 'westus2') },
  },
  'AZURE-AUDIT-FRONT-DOOR-PROBE': {
    'whole answers': { change: change(group, 'properties.healthProbeSettings.probeRequestType', 'GET') },
    'a probe of one': { change: without(`${group}/origins`, 'westus2') },
  },
  'AZURE-AUDIT-FRONT-DOOR-FIREWALL': {
    'no firewall': { change: without('Microsoft.Cdn/profiles/securityPolicies') },
  },
  'AZURE-AUDIT-COPIES': {
    'no copy of the images': { change: without('Microsoft.ContainerRegistry/registries/replications') },
    'no copy of the settings': { change: without('Microsoft.AppConfiguration/configurationStores/replicas') },
    'no copy of the files': { change: without(`${account}/objectReplicationPolicies`) },
  },
  'AZURE-AUDIT-POOLS-COVER-ZONES': { 'two zones': { change: without(`${cluster}/agentPools`, 'zone3') } },
  'AZURE-AUDIT-SCALE': {
    nodes: { change: change(`${cluster}/agentPools`, 'properties.minCount', 99) },
    instances: { change: change(gateway, 'properties.autoscaleConfiguration.minCapacity', 99) },
  },
  'AZURE-AUDIT-BUDGET-GROUPS': {
    'a group that nobody counts': {
      change: change('Microsoft.Consumption/budgets', 'properties.filter.dimensions.values', ['another-rg']),
    },
  },
  'AZURE-AUDIT-COST-DDOS': {
    'a plan for development': {
      highlyAvailable: false,
      change: (resources) =>
        resources.push({
          id: '/subscriptions/x/resourceGroups/y/providers/Microsoft.Network/ddosProtectionPlans/z',
          type: 'Microsoft.Network/ddosProtectionPlans',
          name: 'z',
          apiVersion: '2025-05-01',
        }),
    },
  },
};
