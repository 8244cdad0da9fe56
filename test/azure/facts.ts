// What the charts and Azure must say alike: for each fact where it stands on either side, and how each side is made
// to say something else.
import { type Estate, ofType, type Resource, valueAt } from '../../generator/azure/audit/estate.ts';
import { machineOf, type Room, roomOf } from '../../generator/model/azure/machines.ts';
import { addressNumber, spanOf } from '../../generator/model/azure/ranges.ts';
import { quantityInThousandths } from '../../schemas/quantities.ts';

export interface KubernetesObject {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly [key: string]: unknown;
}

/** One side and the other of one region. */
export interface Sides {
  readonly objects: readonly KubernetesObject[];
  readonly namespace: string;
  /** The values of the charts, all of them. */
  readonly values: Record<string, unknown>;
  readonly estate: Estate;
  readonly region: string;
}

export interface Fact {
  readonly name: string;
  /** What the charts say; undefined where they say nothing of it. */
  readonly chart: (sides: Sides) => unknown;
  readonly azure: (sides: Sides) => unknown;
  readonly agree?: (chart: never, azure: never) => boolean;
  /** Makes the charts say something else. */
  readonly changeChart: (sides: Sides) => void;
  readonly changeAzure: (sides: Sides) => void;
}

type Loose = Record<string, unknown>;

const object = ({ objects }: Sides, kind: string, name: string): KubernetesObject | undefined =>
  objects.find((one) => one.kind === kind && one.metadata.name === name);

const service = (sides: Sides) => object(sides, 'Service', 'aiagent-api-gateway');
const deployment = (sides: Sides) => object(sides, 'Deployment', 'aiagent-api');
const account = (sides: Sides) => object(sides, 'ServiceAccount', 'aiagent-api');
const setting = (key: string) => (sides: Sides) =>
  valueAt(object(sides, 'ConfigMap', 'aiagent-api-settings'), `data.${key}`);
const annotation = (key: string) => (sides: Sides) =>
  (service(sides)?.metadata as unknown as { annotations?: Loose } | undefined)?.annotations?.[
    `${prefix}${key}`
  ];

const prefix = 'service.beta.kubernetes.io/azure-load-balancer-';

/** What the Services say to Azure's load balancer: of the gateway, and of each node that another region follows. */
const balancers = ({ objects }: Sides): readonly Readonly<Record<string, unknown>>[] =>
  objects
    .filter(({ kind }) => kind === 'Service')
    .map(({ metadata }) => (metadata as unknown as { annotations?: Loose }).annotations ?? {})
    .filter((annotations) => `${prefix}ipv4` in annotations)
    .map((annotations) =>
      Object.fromEntries(Object.entries(annotations).map(([key, value]) => [key.replace(prefix, ''), value])),
    );

/** The resource of a type in the region, or the only one. */
function inRegion({ estate, region }: Sides, type: string): Resource {
  const all = ofType(estate, type);
  const group = (
    ofType(estate, 'Microsoft.ContainerService/managedClusters').find((one) => one.location === region)?.id ??
    ''
  )
    .split('/')
    .slice(0, 5)
    .join('/');
  const found =
    all.find((one) => one.location === region) ?? all.find(({ id }) => id.startsWith(`${group}/`)) ?? all[0];
  if (found === undefined) throw new Error(`No ${type}`);
  return found;
}

const gateway = (sides: Sides) => inRegion(sides, 'Microsoft.Network/applicationGateways');
const network = (sides: Sides) => inRegion(sides, 'Microsoft.Network/virtualNetworks');
const files = (sides: Sides): Resource => {
  const found = ofType(sides.estate, 'Microsoft.Storage/storageAccounts').find(
    (one) => one.location === sides.region && valueAt(one, 'properties.accessTier') === 'Hot',
  );
  if (found === undefined) throw new Error(`No account of files in ${sides.region}`);
  return found;
};
const record = (sides: Sides): Resource => {
  const host = String(
    valueAt(gateway(sides), 'properties.backendAddressPools.properties.backendAddresses.fqdn'),
  );
  const found = ofType(sides.estate, 'Microsoft.Network/privateDnsZones/A').find(({ name }) => {
    const [zone = '', label = ''] = name.split('/');
    return `${label}.${zone}` === host;
  });
  if (found === undefined) throw new Error(`No address of ${host}`);
  return found;
};

const subnets = (sides: Sides): readonly Loose[] =>
  (network(sides).properties?.subnets ?? []) as readonly Loose[];
const subnet = (sides: Sides, of: 'appgw' | 'nodes' | 'endpoints'): Loose =>
  subnets(sides).find(({ name }) => String(name).startsWith(of)) as Loose;

/** The subnet in which an address lies. */
const subnetAround = (sides: Sides, address: string): unknown =>
  subnets(sides).find((one) => {
    const { first, last } = spanOf(String(valueAt(one, 'properties.addressPrefix')));
    return first <= addressNumber(address) && addressNumber(address) <= last;
  })?.name;

export const write = (of: unknown, path: string, value: unknown): void => {
  const steps = path.split('.');
  const last = steps.pop() as string;
  let at = of;
  for (const step of steps) {
    if (Array.isArray(at)) at = at[0];
    at = (at as Loose)[step];
  }
  if (Array.isArray(at)) at = at[0];
  (at as Loose)[last] = value;
};

/** Wherever a volume is claimed. */
function nameAnotherStorageClass(of: unknown): void {
  if (typeof of !== 'object' || of === null) return;
  for (const [key, value] of Object.entries(of))
    if (key === 'storageClassName') (of as Loose)[key] = 'another';
    else nameAnotherStorageClass(value);
}

const writeAnnotation = (sides: Sides, key: string, value: string): void => {
  const { annotations } = (service(sides) as KubernetesObject).metadata as unknown as { annotations: Loose };
  annotations[`service.beta.kubernetes.io/azure-load-balancer-${key}`] = value;
};

const writeSetting = (key: string, value: string) => (sides: Sides) =>
  write(object(sides, 'ConfigMap', 'aiagent-api-settings'), `data.${key}`, value);

/** The ranges that the api's NetworkPolicy names, in or out. */
const ranges = (sides: Sides): readonly string[] =>
  [...JSON.stringify(object(sides, 'NetworkPolicy', 'aiagent-api') ?? {}).matchAll(/"cidr":"([^"]+)"/g)].map(
    ([, range]) => range as string,
  );

const rename = (sides: Sides, from: string, to: string): void => {
  const policy = object(sides, 'NetworkPolicy', 'aiagent-api') as unknown as Loose;
  policy.spec = JSON.parse(JSON.stringify(policy.spec).replaceAll(`"${from}"`, `"${to}"`));
};

const images = ({ objects }: Sides): readonly string[] => [
  ...new Set([...JSON.stringify(objects).matchAll(/"image":"([^/"]+)\//g)].map(([, host]) => host as string)),
];

const isWithin = (needed: Room, given: Room): boolean =>
  needed.cpu <= given.cpu && needed.memory <= given.memory;

const includes = (list: readonly string[], one: string): boolean => list.includes(one);

/** Texts of a side, so that a planted change is made in one place. */
const credential = (sides: Sides): Resource => {
  const type = 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials';
  const found = ofType(sides.estate, type).find(({ name }) => name.endsWith(`/${sides.region}`));
  if (found === undefined) throw new Error(`No credential of ${sides.region}`);
  return found;
};

const registryScope = ({ estate }: Sides): Resource => {
  const found = ofType(estate, 'Microsoft.Authorization/roleAssignments').find(({ id }) =>
    /\/registries\//.test(id),
  );
  if (found === undefined) throw new Error('Nobody pulls images');
  return found;
};

const store = (sides: Sides): string => {
  const [first] = ofType(sides.estate, 'Microsoft.AppConfiguration/configurationStores');
  const copy = ofType(sides.estate, 'Microsoft.AppConfiguration/configurationStores/replicas').find(
    ({ location }) => location === sides.region,
  );
  return copy === undefined
    ? `https://${first?.name}.azconfig.io`
    : `https://${copy.name.replace('/', '-')}.azconfig.io`;
};

const pools = (sides: Sides): readonly Resource[] => {
  const { id } = inRegion(sides, 'Microsoft.ContainerService/managedClusters');
  return ofType(sides.estate, 'Microsoft.ContainerService/managedClusters/agentPools').filter((one) =>
    one.id.startsWith(`${id}/`),
  );
};

/** How many pods of an object there may be at once. */
function mostPods({ objects }: Sides, one: KubernetesObject): number {
  const scaler = objects.find(
    (other) =>
      other.kind === 'HorizontalPodAutoscaler' &&
      valueAt(other, 'spec.scaleTargetRef.name') === one.metadata.name,
  );
  return Number(valueAt(scaler, 'spec.maxReplicas') ?? valueAt(one, 'spec.replicas') ?? 1);
}

/** What all pods together ask for, when there are as many as there may be. */
function demand(sides: Sides): Room {
  const room = { cpu: 0, memory: 0 };
  for (const one of sides.objects.filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet')) {
    const { containers, initContainers = [] } = valueAt(one, 'spec.template.spec') as {
      readonly containers: readonly Loose[];
      readonly initContainers?: readonly Loose[];
    };
    // Those that run beside the others for as long as the pod lives.
    const sidecars = initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always');
    for (const container of [...containers, ...sidecars])
      for (const key of ['cpu', 'memory'] as const)
        room[key] +=
          mostPods(sides, one) *
          quantityInThousandths(String(valueAt(container, `resources.requests.${key}`)));
  }
  return room;
}

/** What the nodes have room for at their most, without those of the zone that has the most. */
function roomWithoutAZone(sides: Sides): Room {
  const zones = new Map<string, Room>();
  for (const pool of pools(sides)) {
    const of = (pool.properties?.availabilityZones ?? []) as readonly string[];
    const machine = machineOf(String(valueAt(pool, 'properties.vmSize')));
    if (machine === undefined) throw new Error('No such machine');
    const one = roomOf(machine, Number(valueAt(pool, 'properties.maxPods')));
    const nodes = Math.floor(Number(valueAt(pool, 'properties.maxCount')) / of.length);
    for (const zone of of) {
      const { cpu = 0, memory = 0 } = zones.get(zone) ?? {};
      zones.set(zone, { cpu: cpu + nodes * one.cpu, memory: memory + nodes * one.memory });
    }
  }
  const left = (key: keyof Room): number => {
    const all = [...zones.values()].map((zone) => zone[key]);
    return all.reduce((sum, part) => sum + part, 0) - Math.max(...all);
  };
  return { cpu: left('cpu'), memory: left('memory') };
}

export const facts: readonly Fact[] = [
  {
    name: 'the fixed address of the load balancer is the one to which the name in the gateway leads',
    chart: annotation('ipv4'),
    azure: (sides) => valueAt(record(sides), 'properties.aRecords.ipv4Address'),
    changeChart: (sides) => writeAnnotation(sides, 'ipv4', '10.10.3.251'),
    changeAzure: (sides) => write(record(sides), 'properties.aRecords.ipv4Address', '10.10.3.251'),
  },
  {
    name: 'the subnet of each load balancer is the one in which its address lies',
    chart: (sides) =>
      balancers(sides)
        .map((one) => one['internal-subnet'])
        .join(', ') || undefined,
    azure: (sides) =>
      balancers(sides)
        .map(({ ipv4 }) => subnetAround(sides, String(ipv4)))
        .join(', '),
    changeChart: (sides) => writeAnnotation(sides, 'internal-subnet', 'appgw-subnet'),
    changeAzure: (sides) => write(subnet(sides, 'nodes'), 'properties.addressPrefix', '10.99.0.0/24'),
  },
  {
    name: 'the gateway speaks to the port of the Service',
    chart: (sides) => valueAt(service(sides), 'spec.ports.port'),
    azure: (sides) => valueAt(gateway(sides), 'properties.backendHttpSettingsCollection.properties.port'),
    changeChart: (sides) => write(service(sides), 'spec.ports.port', 8080),
    changeAzure: (sides) =>
      write(gateway(sides), 'properties.backendHttpSettingsCollection.properties.port', 8080),
  },
  {
    name: 'the gateway asks the path that says whether a pod is ready',
    chart: (sides) =>
      service(sides) &&
      valueAt(deployment(sides), 'spec.template.spec.containers.readinessProbe.httpGet.path'),
    azure: (sides) => valueAt(gateway(sides), 'properties.probes.properties.path'),
    changeChart: (sides) =>
      write(deployment(sides), 'spec.template.spec.containers.readinessProbe.httpGet.path', '/healthz'),
    changeAzure: (sides) => write(gateway(sides), 'properties.probes.properties.path', '/healthz'),
  },
  {
    name: 'Front Door, where it has a choice, asks the same path',
    chart: (sides) =>
      ofType(sides.estate, 'Microsoft.Cdn/profiles/originGroups/origins').length < 2
        ? undefined
        : valueAt(deployment(sides), 'spec.template.spec.containers.readinessProbe.httpGet.path'),
    azure: (sides) =>
      valueAt(
        inRegion(sides, 'Microsoft.Cdn/profiles/originGroups'),
        'properties.healthProbeSettings.probePath',
      ),
    changeChart: (sides) =>
      write(deployment(sides), 'spec.template.spec.containers.readinessProbe.httpGet.path', '/healthz'),
    changeAzure: (sides) =>
      write(
        inRegion(sides, 'Microsoft.Cdn/profiles/originGroups'),
        'properties.healthProbeSettings.probePath',
        '/healthz',
      ),
  },
  {
    name: 'while sessions live in Redis, the gateway ties nobody to a pod',
    chart: (sides) => (setting('SESSION_PREFIX')(sides) === undefined ? 'Enabled' : 'Disabled'),
    azure: (sides) =>
      valueAt(gateway(sides), 'properties.backendHttpSettingsCollection.properties.cookieBasedAffinity'),
    changeChart: (sides) => write(object(sides, 'ConfigMap', 'aiagent-api-settings'), 'data', {}),
    changeAzure: (sides) =>
      write(
        gateway(sides),
        'properties.backendHttpSettingsCollection.properties.cookieBasedAffinity',
        'Enabled',
      ),
  },
  {
    name: 'the service account of the pods is the one that Azure believes',
    chart: (sides) => `system:serviceaccount:${sides.namespace}:${account(sides)?.metadata.name}`,
    azure: (sides) => valueAt(credential(sides), 'properties.subject'),
    changeChart: (sides) => write(account(sides), 'metadata.name', 'another'),
    changeAzure: (sides) =>
      write(credential(sides), 'properties.subject', 'system:serviceaccount:default:default'),
  },
  {
    name: 'images come from the registry that the nodes may pull from',
    chart: (sides) => images(sides).join(),
    azure: (sides) => `${/\/registries\/([^/]+)/.exec(registryScope(sides).id)?.[1]}.azurecr.io`,
    changeChart: (sides) =>
      write(deployment(sides), 'spec.template.spec.containers.image', 'docker.io/api:1'),
    changeAzure: (sides) =>
      write(
        registryScope(sides),
        'id',
        registryScope(sides).id.replace(/registries\/[^/]+/, 'registries/another'),
      ),
  },
  {
    name: 'files go to the account of the region',
    chart: setting('BLOB_ENDPOINT'),
    azure: (sides) => `https://${files(sides).name}.blob.core.windows.net`,
    changeChart: writeSetting('BLOB_ENDPOINT', 'https://another.blob.core.windows.net'),
    changeAzure: (sides) => write(files(sides), 'name', 'another'),
  },
  {
    name: 'files go to a container that is made',
    chart: setting('BLOB_CONTAINER'),
    azure: (sides) =>
      ofType(sides.estate, 'Microsoft.Storage/storageAccounts/blobServices/containers')
        .filter(({ id }) => id.startsWith(`${files(sides).id}/`))
        .map(({ name }) => name.replace(/^.*\//, ''))
        .join(),
    changeChart: writeSetting('BLOB_CONTAINER', 'another'),
    changeAzure: (sides) => {
      for (const one of ofType(sides.estate, 'Microsoft.Storage/storageAccounts/blobServices/containers'))
        write(one, 'name', 'x/default/another');
    },
  },
  {
    name: 'settings come from the store, or its copy in the region',
    chart: setting('APP_CONFIGURATION_ENDPOINT'),
    azure: store,
    changeChart: writeSetting('APP_CONFIGURATION_ENDPOINT', 'https://another.azconfig.io'),
    changeAzure: (sides) => {
      for (const one of sides.estate.resources.filter(({ type }) =>
        type.startsWith('Microsoft.AppConfiguration/configurationStores'),
      ))
        write(one, 'name', 'another');
    },
  },
  {
    name: 'the key on which settings are read again is written',
    chart: setting('APP_CONFIGURATION_SENTINEL_KEY'),
    azure: ({ estate }) =>
      ofType(estate, 'Microsoft.AppConfiguration/configurationStores/keyValues').map(({ name }) =>
        name.replace(/^[^/]*\//, '').replaceAll('~3A', ':'),
      ),
    agree: (chart: never, azure: never) => includes(azure, chart),
    changeChart: writeSetting('APP_CONFIGURATION_SENTINEL_KEY', 'Settings:Another'),
    changeAzure: ({ estate }) => {
      for (const one of ofType(estate, 'Microsoft.AppConfiguration/configurationStores/keyValues'))
        write(one, 'name', 'store/Another');
    },
  },
  {
    name: 'the network policy lets in the subnet of the gateway',
    chart: (sides) => service(sides) && ranges(sides),
    azure: (sides) => valueAt(subnet(sides, 'appgw'), 'properties.addressPrefix'),
    agree: (chart: never, azure: never) => includes(chart, azure),
    changeChart: (sides) =>
      rename(sides, String(valueAt(subnet(sides, 'appgw'), 'properties.addressPrefix')), '10.99.0.0/24'),
    changeAzure: (sides) => write(subnet(sides, 'appgw'), 'properties.addressPrefix', '10.99.0.0/24'),
  },
  {
    name: 'the network policy lets the api out to the private endpoints',
    chart: (sides) => (setting('BLOB_ENDPOINT')(sides) === undefined ? undefined : ranges(sides)),
    azure: (sides) => valueAt(subnet(sides, 'endpoints'), 'properties.addressPrefix'),
    agree: (chart: never, azure: never) => includes(chart, azure),
    changeChart: (sides) =>
      rename(sides, String(valueAt(subnet(sides, 'endpoints'), 'properties.addressPrefix')), '10.99.0.0/24'),
    changeAzure: (sides) => write(subnet(sides, 'endpoints'), 'properties.addressPrefix', '10.99.0.0/24'),
  },
  {
    name: 'the zones of the pods are those of the nodes',
    chart: ({ values }) => ((valueAt(values, 'global') as Loose).zones as readonly string[]).join(),
    azure: (sides) =>
      [...new Set(pools(sides).flatMap((pool) => pool.properties?.availabilityZones as readonly string[]))]
        .sort()
        .map((zone) => `${sides.region}-${zone}`)
        .join(),
    changeChart: ({ values }) => write(values, 'global.zones', ['eastus-1', 'eastus-2', 'eastus-4']),
    changeAzure: (sides) => {
      for (const pool of pools(sides)) write(pool, 'properties.availabilityZones', ['1']);
    },
  },
  {
    name: 'volumes of managed disks have the driver that makes them',
    chart: ({ objects }) =>
      JSON.stringify(objects).includes('"storageClassName":"managed-premium') ? true : undefined,
    azure: (sides) =>
      valueAt(
        inRegion(sides, 'Microsoft.ContainerService/managedClusters'),
        'properties.storageProfile.diskCSIDriver.enabled',
      ),
    changeChart: ({ objects }) => {
      for (const one of objects) nameAnotherStorageClass(one);
    },
    changeAzure: (sides) =>
      write(
        inRegion(sides, 'Microsoft.ContainerService/managedClusters'),
        'properties.storageProfile.diskCSIDriver.enabled',
        false,
      ),
  },
  {
    name: 'nodes have Premium disks where volumes need them',
    chart: ({ objects }) =>
      JSON.stringify(objects).includes('"storageClassName":"managed-premium') ? true : undefined,
    azure: (sides) =>
      pools(sides).every((pool) => machineOf(String(valueAt(pool, 'properties.vmSize')))?.premiumDisks),
    changeChart: ({ objects }) => {
      for (const one of objects) nameAnotherStorageClass(one);
    },
    changeAzure: (sides) => {
      for (const pool of pools(sides)) write(pool, 'properties.vmSize', 'Standard_D4_v3');
    },
  },
  {
    name: 'the nodes have room for the most pods without a zone',
    chart: (sides) => (valueAt(sides.values, 'global.availability') === 'high' ? demand(sides) : undefined),
    azure: roomWithoutAZone,
    agree: (chart: never, azure: never) => isWithin(chart, azure),
    changeChart: (sides) =>
      write(deployment(sides), 'spec.template.spec.containers.resources.requests.cpu', '20'),
    changeAzure: (sides) => {
      for (const pool of pools(sides)) write(pool, 'properties.maxCount', 1);
    },
  },
];
