// Whatever is referred to exists, once, in a region that exists, by an API that stays. Must not know what the
// resources are for.
import { regionFacts } from '../../model/azure/regions.ts';
import { type Estate, idsIn, ofType, type Resource, titleOf } from './estate.ts';
import type { AuditRule, Offence } from './rule.ts';

// Made by Azure itself, or by another deployment: they cannot be predicted.
const outside =
  /\/(?:roleDefinitions|networkWatchers|ddosProtectionPlans|registries)\/[^/]+(?:\/[^/]+\/[^/]+)*$|^\/subscriptions\/[^/]+$/i;

// Parts that have an id, and stand inside their resource.
const isPart =
  /\/(?:subnets|probes|frontendIPConfigurations|frontendPorts|sslCertificates|httpListeners|backendAddressPools|backendHttpSettingsCollection)\/[^/]+$/;

const partOf = (id: string): string | undefined => (isPart.test(id) ? id.replace(isPart, '') : undefined);

/** The name of a part must stand in the list of its kind. */
function hasPart(resource: Resource | undefined, id: string): boolean {
  const [, kind = '', name = ''] = /\/([^/]+)\/([^/]+)$/.exec(id) ?? [];
  const list = (resource?.properties?.[kind] ?? []) as readonly { readonly name?: string }[];
  return list.some((part) => part.name === name);
}

const parentOf = (id: string): string => id.replace(/(?:\/providers\/[^/]+)?\/[^/]+\/[^/]+$/, '');

const reference: AuditRule = {
  code: 'AZURE-AUDIT-REFERENCE',
  source: 'a deployment fails half-way at the first id that leads nowhere',
  check: (estate) => {
    const known = new Map(estate.resources.map((resource) => [resource.id.toLowerCase(), resource]));
    const isMade = (id: string): boolean => {
      const whole = partOf(id);
      if (whole !== undefined) return hasPart(known.get(whole.toLowerCase()), id);
      return known.has(id.toLowerCase()) || outside.test(id);
    };
    return estate.resources.flatMap((resource) => {
      const { id, ...rest } = resource;
      const parent = id.startsWith('/')
        ? [parentOf(id)].filter((one) => /\/resourceGroups\//i.test(one))
        : [];
      const missing = [...parent, ...idsIn(rest)].find(
        (one) => !isMade(one) && !/networkwatcherrg/i.test(one),
      );
      if (missing === undefined) return [];
      return [
        {
          code: 'AZURE-AUDIT-REFERENCE',
          resource,
          about: 'azure',
          message: `${titleOf(estate, resource)} refers to ${missing.replace(/^.*?\/resourceGroups\//i, '')}, which nothing makes; the deployment fails half-way.`,
        },
      ];
    });
  },
};

const duplicate: AuditRule = {
  code: 'AZURE-AUDIT-DUPLICATE',
  source: 'the later of two resources with one id overwrites the earlier',
  check: (estate) => {
    const seen = new Set<string>();
    const offences: Offence[] = [];
    for (const resource of estate.resources) {
      const id = resource.id.toLowerCase();
      if (seen.has(id))
        offences.push({
          code: 'AZURE-AUDIT-DUPLICATE',
          resource,
          about: 'azure',
          message: `${titleOf(estate, resource)} is made twice; the later overwrites the earlier.`,
        });
      seen.add(id);
    }
    return offences;
  },
};

const preview: AuditRule = {
  code: 'AZURE-AUDIT-PREVIEW',
  source:
    'previews of an API end without notice; of diagnostic settings there is no other that knows groups of logs',
  check: (estate) =>
    estate.resources
      .filter(
        ({ type, apiVersion }) =>
          /preview/.test(apiVersion) && type !== 'Microsoft.Insights/diagnosticSettings',
      )
      .map((resource) => ({
        code: 'AZURE-AUDIT-PREVIEW',
        resource,
        about: 'azure',
        message: `${titleOf(estate, resource)} uses the preview ${resource.apiVersion}, which may end any day.`,
      })),
};

const region: AuditRule = {
  code: 'AZURE-AUDIT-REGION',
  source: 'Microsoft: list of Azure regions',
  check: (estate) =>
    estate.resources
      .filter(
        ({ location }) =>
          location !== undefined && location !== 'global' && regionFacts(location) === undefined,
      )
      .map((resource) => ({
        code: 'AZURE-AUDIT-REGION',
        resource,
        about: 'regions',
        message: `${titleOf(estate, resource)}: ${resource.location} is no region of Azure; the deployment is refused.`,
      })),
};

const isSecret = /(?:password|secret|key|token|connectionstring)$/i;

/** Texts under a key that sounds like a secret, and are no expression. */
function plainSecrets(estate: Estate): readonly Resource[] {
  return ofType(estate, 'Microsoft.KeyVault/vaults/secrets').filter(
    ({ properties }) => typeof properties?.value === 'string' && !properties.value.startsWith('['),
  );
}

const secret: AuditRule = {
  code: 'AZURE-AUDIT-SECRET',
  source: 'a template is kept by Azure, and readable to many',
  check: (estate) => [
    ...plainSecrets(estate).map((resource) => ({
      code: 'AZURE-AUDIT-SECRET' as const,
      resource,
      about: 'azure.gateway.certificate',
      message: `${titleOf(estate, resource)} has its content in the template, which many can read.`,
    })),
    ...ofType(estate, 'Microsoft.AppConfiguration/configurationStores/keyValues')
      .filter(({ name }) => isSecret.test(name))
      .map((resource) => ({
        code: 'AZURE-AUDIT-SECRET' as const,
        resource,
        about: 'azure.appConfiguration.settings',
        message: `${titleOf(estate, resource)} sounds like a secret, and stands where many can read it; put it into the Key Vault.`,
      })),
  ],
};

const names: readonly (readonly [type: string, pattern: RegExp, rule: string])[] = [
  ['Microsoft.Storage/storageAccounts', /^[a-z0-9]{3,24}$/, '3 to 24 lower-case letters and digits'],
  [
    'Microsoft.KeyVault/vaults',
    /^[A-Za-z](?!.*--)[-A-Za-z0-9]{1,22}[A-Za-z0-9]$/,
    '3 to 24 letters, digits and single hyphens',
  ],
  ['Microsoft.ContainerRegistry/registries', /^[A-Za-z0-9]{5,50}$/, '5 to 50 letters and digits'],
  [
    'Microsoft.ContainerService/managedClusters',
    /^[A-Za-z0-9][-_A-Za-z0-9]{0,61}[A-Za-z0-9]$/,
    'at most 63 letters, digits, "-" and "_"',
  ],
  [
    'Microsoft.ContainerService/managedClusters/agentPools',
    /(?:^|\/)[a-z][a-z0-9]{0,11}$/,
    'at most 12 lower-case letters and digits',
  ],
  [
    'Microsoft.Network/FrontDoorWebApplicationFirewallPolicies',
    /^[A-Za-z][A-Za-z0-9]{0,127}$/,
    'letters and digits',
  ],
  [
    'Microsoft.AppConfiguration/configurationStores',
    /^[A-Za-z0-9][-A-Za-z0-9]{3,48}[A-Za-z0-9]$/,
    '5 to 50 letters, digits and hyphens',
  ],
];

const name: AuditRule = {
  code: 'AZURE-AUDIT-NAME',
  source: 'Microsoft: naming rules and restrictions for Azure resources',
  check: (estate) =>
    names.flatMap(([type, pattern, rule]) =>
      ofType(estate, type)
        .filter((resource) => !pattern.test(resource.name))
        .map((resource) => ({
          code: 'AZURE-AUDIT-NAME' as const,
          resource,
          about: 'release',
          message: `${titleOf(estate, resource)}: Azure takes ${rule}; the deployment is refused.`,
        })),
    ),
};

export const referenceRules: readonly AuditRule[] = [reference, duplicate, preview, region, secret, name];
