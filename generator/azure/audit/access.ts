// Who may do what: each identity has the roles that it needs, and no wider ones.
import { type Estate, idsIn, isSameId, ofType, type Resource, titleOf, valueAt } from './estate.ts';
import type { AuditRule } from './rule.ts';

const assignments = 'Microsoft.Authorization/roleAssignments';
const clusters = 'Microsoft.ContainerService/managedClusters';
const accounts = 'Microsoft.Storage/storageAccounts';

/** The roles that the platform gives; any other is a mistake, or too wide. */
const roles: Readonly<Record<string, string>> = {
  '7f951dda-4ed3-4680-a7ca-43fe172d538d': 'AcrPull',
  '4633458b-17de-408a-b874-0445c86b69e6': 'Key Vault Secrets User',
  '4d97b98b-1d4f-4787-a291-c67834d212e7': 'Network Contributor',
  'f1a07417-d97a-45cb-824c-7a7467783830': 'Managed Identity Operator',
  'ba92f5b4-2d11-453d-a403-e96b0029c9fe': 'Storage Blob Data Contributor',
  '516239f1-63e1-4d78-a4de-a74fb236a071': 'App Configuration Data Reader',
  'b0d8363b-8ddd-447d-831f-62ca05bff136': 'Monitoring Data Reader',
  'acdd72a7-3385-48ef-bd42-f606fba81ae7': 'Reader',
  'b24988ac-6180-42a0-ab88-20f7382dd24c': 'Contributor',
};

const roleOf = (assignment: Resource): string | undefined =>
  roles[String(valueAt(assignment, 'properties.roleDefinitionId')).replace(/^.*\//, '')];

const scopeOf = ({ id }: Resource): string =>
  id.replace(/\/providers\/Microsoft\.Authorization\/roleAssignments\/[^/]+$/, '');

const holderOf = (assignment: Resource): string | undefined =>
  idsIn(valueAt(assignment, 'properties.principalId'))[0];

interface Need {
  readonly holder: string;
  readonly role: string;
  readonly scope: RegExp | string;
  readonly resource: Resource;
}

const identityOf = (resource: Resource): string =>
  Object.keys((valueAt(resource, 'identity.userAssignedIdentities') ?? {}) as object)[0] ?? 'nobody';

function needsOfCluster(cluster: Resource): readonly Need[] {
  const control = identityOf(cluster);
  const nodes = String(valueAt(cluster, 'properties.identityProfile.kubeletidentity.resourceId'));
  const network = String(valueAt(cluster, 'properties.agentPoolProfiles.vnetSubnetID')).replace(
    /\/subnets\/[^/]+$/,
    '',
  );
  return [
    { holder: control, role: 'Network Contributor', scope: network, resource: cluster },
    { holder: control, role: 'Managed Identity Operator', scope: nodes, resource: cluster },
    { holder: nodes, role: 'AcrPull', scope: /\/registries\/[^/]+$/, resource: cluster },
  ];
}

/** What the api, which every federated credential stands for, must reach. */
function needsOfApi(estate: Estate): readonly Need[] {
  const credential = ofType(
    estate,
    'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials',
  )[0];
  const holder = credential?.id.replace(/\/federatedIdentityCredentials\/[^/]+$/, '') ?? 'nobody';
  const files = ofType(estate, accounts).filter(
    (account) => valueAt(account, 'properties.accessTier') === 'Hot',
  );
  const stores = ofType(estate, 'Microsoft.AppConfiguration/configurationStores');
  return [
    ...files.map((resource) => ({
      holder,
      role: 'Storage Blob Data Contributor',
      scope: resource.id,
      resource,
    })),
    ...stores.map((resource) => ({
      holder,
      role: 'App Configuration Data Reader',
      scope: resource.id,
      resource,
    })),
  ];
}

function needsOfGateway(gateway: Resource): readonly Need[] {
  const [vault] = idsIn(valueAt(gateway, 'properties.sslCertificates.properties.keyVaultSecretId'));
  return [
    {
      holder: identityOf(gateway),
      role: 'Key Vault Secrets User',
      scope: vault ?? /\/vaults\/[^/]+$/,
      resource: gateway,
    },
  ];
}

const fits = (scope: RegExp | string, given: string): boolean =>
  typeof scope === 'string' ? isSameId(scope, given) : scope.test(given);

const roleMissing: AuditRule = {
  code: 'AZURE-AUDIT-ROLE-MISSING',
  source: 'Microsoft: AKS with own identities, Application Gateway with Key Vault, workload identity',
  check: (estate) => {
    const given = ofType(estate, assignments);
    const needs = [
      ...ofType(estate, clusters).flatMap(needsOfCluster),
      ...ofType(estate, 'Microsoft.Network/applicationGateways').flatMap(needsOfGateway),
      ...needsOfApi(estate),
    ];
    return needs
      .filter(
        ({ holder, role, scope }) =>
          !given.some(
            (one) => roleOf(one) === role && isSameId(holderOf(one), holder) && fits(scope, scopeOf(one)),
          ),
      )
      .map(({ holder, role, resource }) => ({
        code: 'AZURE-AUDIT-ROLE-MISSING' as const,
        resource,
        about: 'azure',
        message: `${titleOf(estate, resource)}: ${holder.replace(/^.*\//, '')} needs the role ${role}, and has it not, so the deployment or the platform stops there.`,
      }));
  },
};

const roleWide: AuditRule = {
  code: 'AZURE-AUDIT-ROLE-WIDE',
  source: 'Microsoft: least privilege in Azure RBAC; AGIC issue 1616',
  check: (estate) =>
    ofType(estate, assignments)
      .filter((one) => {
        const role = roleOf(one);
        const ofSnapshots = /\/resourceGroups\/[^/]+-snapshots$/i.test(scopeOf(one));
        return role === undefined || (role === 'Contributor' && !ofSnapshots);
      })
      .map((resource) => ({
        code: 'AZURE-AUDIT-ROLE-WIDE' as const,
        resource,
        about: 'azure',
        message: `${titleOf(estate, resource)} gives ${roleOf(resource) ?? 'a role that is not in the list'} on ${scopeOf(resource).replace(/^.*\//, '')}: more than its holder must do.`,
      })),
};

const rolePrincipal: AuditRule = {
  code: 'AZURE-AUDIT-ROLE-PRINCIPAL',
  source: 'a role for a principal that nobody has is refused, or lies in wait for who gets it',
  check: (estate) =>
    ofType(estate, assignments)
      .filter((one) => holderOf(one) === undefined)
      .map((resource) => ({
        code: 'AZURE-AUDIT-ROLE-PRINCIPAL' as const,
        resource,
        about: 'azure',
        message: `${titleOf(estate, resource)}: its principal is that of no identity here.`,
      })),
};

const federation: AuditRule = {
  code: 'AZURE-AUDIT-FEDERATION',
  source: 'Microsoft: workload identity of AKS',
  check: (estate) => {
    const credentials = ofType(
      estate,
      'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials',
    );
    return ofType(estate, clusters)
      .filter(
        (cluster) =>
          !credentials.some(
            (one) =>
              idsIn(valueAt(one, 'properties.issuer')).some((id) => isSameId(id, cluster.id)) &&
              /^system:serviceaccount:[^:]+:[^:]+$/.test(String(valueAt(one, 'properties.subject'))),
          ),
      )
      .map((resource) => ({
        code: 'AZURE-AUDIT-FEDERATION' as const,
        resource,
        about: 'api.workloadIdentity.enabled',
        message: `${titleOf(estate, resource)}: no credential believes what it signs, so the api there reads neither settings nor files.`,
      }));
  },
};

const storageKeys: AuditRule = {
  code: 'AZURE-AUDIT-STORAGE-KEYS',
  source: 'PSRule Azure.Storage.DisableLocalAuth; pgBackRest needs the key of its account',
  check: (estate) => {
    const inVault = ofType(estate, 'Microsoft.KeyVault/vaults/secrets').flatMap((secret) =>
      idsIn(secret.properties),
    );
    return ofType(estate, accounts)
      .filter(
        (account) =>
          valueAt(account, 'properties.allowSharedKeyAccess') !== false &&
          !inVault.some((id) => isSameId(id, account.id)),
      )
      .map((resource) => ({
        code: 'AZURE-AUDIT-STORAGE-KEYS' as const,
        resource,
        about: 'azure.storage.redundancy',
        message: `${titleOf(estate, resource)} can be opened with a key that nothing needs.`,
      }));
  },
};

export const accessRules: readonly AuditRule[] = [
  roleMissing,
  roleWide,
  rolePrincipal,
  federation,
  storageKeys,
];
