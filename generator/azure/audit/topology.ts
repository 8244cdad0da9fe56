// How the regions fit together: origins, copies, pools over zones, and what all of it may cost.
import { type Estate, isSameId, ofType, type Resource, regionOf, titleOf, valueAt } from './estate.ts';
import type { AuditRule, Offence } from './rule.ts';

const clusters = 'Microsoft.ContainerService/managedClusters';
const pools = `${clusters}/agentPools`;

type Fault = Omit<Offence, 'code'>;

const ruleOf = (
  code: Offence['code'],
  source: string,
  check: (estate: Estate) => readonly Fault[],
): AuditRule => ({
  code,
  source,
  check: (estate) => check(estate).map((fault) => ({ code, ...fault })),
});

const groupsOf = (estate: Estate) =>
  ofType(estate, 'Microsoft.Cdn/profiles/originGroups').map((group) => ({
    group,
    origins: ofType(estate, 'Microsoft.Cdn/profiles/originGroups/origins').filter(({ id }) =>
      id.startsWith(`${group.id}/`),
    ),
  }));

const origins = ruleOf(
  'AZURE-AUDIT-ORIGINS',
  'the requirements: an active and a standby region behind Front Door',
  (estate) => {
    const gateways = ofType(estate, 'Microsoft.Network/applicationGateways').length;
    return groupsOf(estate)
      .filter(({ origins: all }) => {
        const first = all.filter((one) => valueAt(one, 'properties.priority') === 1);
        return all.length !== gateways || first.length !== 1;
      })
      .map(({ group, origins: all }) => ({
        resource: group,
        about: 'regions',
        message: `${titleOf(estate, group)} has ${all.length} origins for ${gateways} gateways, of which exactly one must have priority 1; a standby region would be asked, or never.`,
      }));
  },
);

const probes = ruleOf('AZURE-AUDIT-FRONT-DOOR-PROBE', 'APRL 5783defe, 38f3d542', (estate) =>
  groupsOf(estate)
    .filter(({ group, origins: all }) => {
      const kind = valueAt(group, 'properties.healthProbeSettings.probeRequestType');
      return all.length > 1 ? kind !== 'HEAD' : kind !== undefined;
    })
    .map(({ group, origins: all }) => ({
      resource: group,
      about: 'azure.frontDoor.probeSeconds',
      message: `${titleOf(estate, group)} has ${all.length} ${all.length === 1 ? 'origin, and must not probe it' : 'origins, and must ask them by HEAD'}: probes cost, and of one origin there is no choice.`,
    })),
);

const firewall = ruleOf('AZURE-AUDIT-FRONT-DOOR-FIREWALL', 'PSRule Azure.FrontDoor.UseWAF', (estate) =>
  ofType(estate, 'Microsoft.Cdn/profiles/customDomains')
    .filter(
      (domain) =>
        !ofType(estate, 'Microsoft.Cdn/profiles/securityPolicies').some((policy) =>
          JSON.stringify(policy.properties).toLowerCase().includes(`"${domain.id.toLowerCase()}"`),
        ),
    )
    .map((domain) => ({
      resource: domain,
      about: 'azure.frontDoor.wafMode',
      message: `${titleOf(estate, domain)} is guarded by no firewall policy.`,
    })),
);

const certificates = ruleOf(
  'AZURE-AUDIT-CERTIFICATE-VERSION',
  'Microsoft: renewal of certificates at Application Gateway',
  (estate) =>
    ofType(estate, 'Microsoft.Network/applicationGateways')
      .filter((gateway) =>
        /[0-9a-f]{32}/.test(
          String(valueAt(gateway, 'properties.sslCertificates.properties.keyVaultSecretId')),
        ),
      )
      .map((gateway) => ({
        resource: gateway,
        about: 'azure.gateway.certificate',
        message: `${titleOf(estate, gateway)} names one version of its certificate, and stays with it when it ends.`,
      })),
);

/** Each kind of copy, and whether a region beside the first has it. */
const copies: readonly (readonly [what: string, parent: string, copy: string])[] = [
  ['images', 'Microsoft.ContainerRegistry/registries', 'Microsoft.ContainerRegistry/registries/replications'],
  [
    'settings',
    'Microsoft.AppConfiguration/configurationStores',
    'Microsoft.AppConfiguration/configurationStores/replicas',
  ],
  [
    'files',
    'Microsoft.Storage/storageAccounts',
    'Microsoft.Storage/storageAccounts/objectReplicationPolicies',
  ],
];

const standbyCopies = ruleOf(
  'AZURE-AUDIT-COPIES',
  'PSRule Azure.ACR.GeoReplica, Azure.AppConfig.GeoReplica; the requirements: a warm standby region',
  (estate) => {
    const others = ofType(estate, clusters).slice(1);
    return others.flatMap((cluster) => {
      const region = regionOf(estate, cluster);
      return copies
        .filter(([, parent]) => ofType(estate, parent).length > 0)
        .filter(
          ([, , copy]) =>
            !ofType(estate, copy).some((one) => regionOf(estate, one) === region || one.location === region),
        )
        .map(([what]) => ({
          resource: cluster,
          about:
            {
              images: 'azure.registry.tier',
              settings: 'azure.appConfiguration.tier',
              files: 'azure.storage.replicateToStandby',
            }[what] ?? 'azure',
          message: `${titleOf(estate, cluster)}: there is no copy of the ${what} in its region, so it cannot serve when the active region is lost.`,
        }));
    });
  },
);

const poolsOf = (estate: Estate, cluster: Resource): readonly Resource[] =>
  ofType(estate, pools).filter(({ id }) => id.startsWith(`${cluster.id}/`));

const zones = ruleOf(
  'AZURE-AUDIT-POOLS-COVER-ZONES',
  'APRL 4f63619f, for all pools of a cluster together',
  (estate) =>
    !estate.highlyAvailable
      ? []
      : ofType(estate, clusters).flatMap((cluster) => {
          const covered = new Set(
            poolsOf(estate, cluster).flatMap(
              (pool) => valueAt(pool, 'properties.availabilityZones') as readonly string[],
            ),
          );
          if (covered.size >= 3) return [];
          return [
            {
              resource: cluster,
              about: 'azure.cluster.nodes.pools',
              message: `${titleOf(estate, cluster)} has nodes for the platform in ${covered.size} zones, and needs three to lose one.`,
            },
          ];
        }),
);

/** Where a least and a most stand. */
const scales: readonly (readonly [type: string, least: string, most: string, about: string])[] = [
  [pools, 'properties.minCount', 'properties.maxCount', 'azure.cluster.nodes.minimumPerZone'],
  [
    clusters,
    'properties.agentPoolProfiles.minCount',
    'properties.agentPoolProfiles.maxCount',
    'azure.cluster.system.minimum',
  ],
  [
    'Microsoft.Network/applicationGateways',
    'properties.autoscaleConfiguration.minCapacity',
    'properties.autoscaleConfiguration.maxCapacity',
    'azure.gateway.minimum',
  ],
];

const scale = ruleOf('AZURE-AUDIT-SCALE', 'Azure refuses a least that is more than the most', (estate) =>
  scales.flatMap(([type, least, most, about]) =>
    ofType(estate, type)
      .filter((resource) => Number(valueAt(resource, least)) > Number(valueAt(resource, most)))
      .map((resource) => ({
        resource,
        about,
        message: `${titleOf(estate, resource)}: at least ${valueAt(resource, least)} and at most ${valueAt(resource, most)} cannot both be; the deployment is refused.`,
      })),
  ),
);

const budget = ruleOf('AZURE-AUDIT-BUDGET-GROUPS', 'Azure cost optimisation: budgets', (estate) => {
  const counted = ofType(estate, 'Microsoft.Consumption/budgets').flatMap(
    (one) => (valueAt(one, 'properties.filter.dimensions.values') ?? []) as readonly string[],
  );
  return ofType(estate, 'Microsoft.Resources/resourceGroups')
    .filter(({ name }) => !counted.some((one) => isSameId(one, name)))
    .map((resource) => ({
      resource,
      about: 'azure.budget.monthlyAmount',
      message: `${titleOf(estate, resource)} is counted by no budget, so nobody sees what it costs.`,
    }));
});

const ddos = ruleOf(
  'AZURE-AUDIT-COST-DDOS',
  'Azure price list: a plan costs about 3,000 dollars a month',
  (estate) =>
    estate.highlyAvailable
      ? []
      : ofType(estate, 'Microsoft.Network/ddosProtectionPlans').map((resource) => ({
          resource,
          about: 'azure.ddosProtection.kind',
          message: `${titleOf(estate, resource)} costs more than all the rest of an environment that promises no availability.`,
        })),
);

export const topologyRules: readonly AuditRule[] = [
  origins,
  probes,
  firewall,
  certificates,
  standbyCopies,
  zones,
  scale,
  budget,
  ddos,
];
