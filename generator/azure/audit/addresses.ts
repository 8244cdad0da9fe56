// Addresses: ranges inside their network, apart from each other, and names that lead into them.
import { addressNumber, prefixOf, type Span, spanOf } from '../../model/azure/ranges.ts';
import { type Estate, isSameId, ofType, type Resource, titleOf, valueAt } from './estate.ts';
import type { AuditRule } from './rule.ts';

interface Named {
  readonly name: string;
  readonly range: string;
  readonly resource: Resource;
}

const listAt = (resource: Resource, path: string): readonly Readonly<Record<string, unknown>>[] =>
  (path
    .split('.')
    .reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], resource) ??
    []) as readonly Readonly<Record<string, unknown>>[];

const networksOf = (estate: Estate): readonly Resource[] =>
  ofType(estate, 'Microsoft.Network/virtualNetworks');
const rangesOf = (network: Resource): readonly string[] =>
  (valueAt(network, 'properties.addressSpace.addressPrefixes') ?? []) as readonly string[];

const subnetsOf = (network: Resource): readonly Named[] =>
  listAt(network, 'properties.subnets').map((subnet) => ({
    name: String(subnet.name),
    range: String(valueAt(subnet, 'properties.addressPrefix')),
    resource: network,
  }));

const contains = (outer: Span, inner: Span): boolean =>
  outer.first <= inner.first && inner.last <= outer.last;
const overlap = (a: Span, b: Span): boolean => a.first <= b.last && b.first <= a.last;
const spanOfAddress = (address: string): Span => ({
  first: addressNumber(address),
  last: addressNumber(address),
});

const subnetOutside: AuditRule = {
  code: 'AZURE-AUDIT-SUBNET-OUTSIDE',
  source: 'Microsoft: virtual networks and subnets',
  check: (estate) =>
    networksOf(estate).flatMap((network) =>
      subnetsOf(network)
        .filter(({ range }) => !rangesOf(network).some((whole) => contains(spanOf(whole), spanOf(range))))
        .map(({ name, range }) => ({
          code: 'AZURE-AUDIT-SUBNET-OUTSIDE' as const,
          resource: network,
          about: 'azure.network.range',
          message: `${titleOf(estate, network)}: ${range} of ${name} is no part of ${rangesOf(network).join(', ')}; the deployment is refused.`,
        })),
    ),
};

/** Lists of ranges that must share no address: of each network its subnets, and all networks, pods and Services. */
function disjointSets(estate: Estate): readonly (readonly Named[])[] {
  const clusters = ofType(estate, 'Microsoft.ContainerService/managedClusters').map((resource) =>
    ['podCidr', 'serviceCidr'].flatMap((key) => {
      const range = valueAt(resource, `properties.networkProfile.${key}`);
      return typeof range === 'string' ? [{ name: `${key} of ${resource.name}`, range, resource }] : [];
    }),
  );
  const networks = networksOf(estate).flatMap((resource) =>
    rangesOf(resource).map((range) => ({ name: titleOf(estate, resource), range, resource })),
  );
  // Overlay ranges may be the same in two clusters: no network sees them.
  return [networks, ...networksOf(estate).map(subnetsOf), ...clusters.map((own) => [...networks, ...own])];
}

const rangesOverlap: AuditRule = {
  code: 'AZURE-AUDIT-RANGES-OVERLAP',
  source: 'Microsoft: peered networks may share no address',
  check: (estate) => {
    const said = new Set<string>();
    return disjointSets(estate).flatMap((set) =>
      set.flatMap((one, index) =>
        set.slice(index + 1).flatMap((other) => {
          const message = `${one.name} (${one.range}) and ${other.name} (${other.range}) share addresses, so some of them cannot be reached.`;
          if (!overlap(spanOf(one.range), spanOf(other.range)) || said.has(message)) return [];
          said.add(message);
          return [
            {
              code: 'AZURE-AUDIT-RANGES-OVERLAP' as const,
              resource: other.resource,
              about: 'azure.network.range',
              message,
            },
          ];
        }),
      ),
    );
  },
};

const dnsAddress: AuditRule = {
  code: 'AZURE-AUDIT-DNS-ADDRESS',
  source: 'Microsoft: address plan of AKS',
  check: (estate) =>
    ofType(estate, 'Microsoft.ContainerService/managedClusters').flatMap((resource) => {
      const services = String(valueAt(resource, 'properties.networkProfile.serviceCidr'));
      const address = String(valueAt(resource, 'properties.networkProfile.dnsServiceIP'));
      if (contains(spanOf(services), spanOfAddress(address))) return [];
      return [
        {
          code: 'AZURE-AUDIT-DNS-ADDRESS' as const,
          resource,
          about: 'azure.network.serviceRange',
          message: `${titleOf(estate, resource)}: the DNS address ${address} is none of ${services}; the deployment is refused.`,
        },
      ];
    }),
};

const gatewaysOf = (estate: Estate): readonly Resource[] =>
  ofType(estate, 'Microsoft.Network/applicationGateways');

/** The network and subnet of a gateway. */
function subnetOfGateway(estate: Estate, gateway: Resource): Named | undefined {
  const id = String(valueAt(gateway, 'properties.gatewayIPConfigurations.properties.subnet.id'));
  const network = networksOf(estate).find((one) => isSameId(one.id, id.replace(/\/subnets\/[^/]+$/, '')));
  return network && subnetsOf(network).find(({ name }) => id.endsWith(`/${name}`));
}

const gatewaySubnet: AuditRule = {
  code: 'AZURE-AUDIT-GATEWAY-SUBNET',
  source: 'APRL 8364fd0a',
  check: (estate) =>
    gatewaysOf(estate).flatMap((resource) => {
      const subnet = subnetOfGateway(estate, resource);
      if (subnet !== undefined && prefixOf(subnet.range) <= 24) return [];
      return [
        {
          code: 'AZURE-AUDIT-GATEWAY-SUBNET' as const,
          resource,
          about: 'azure.network.gatewaySubnet',
          message: `${titleOf(estate, resource)} stands in ${subnet?.range ?? 'no subnet'}, less than the /24 that an update at full size needs.`,
        },
      ];
    }),
};

/** What is wrong with the way from a gateway to the api; undefined when nothing is. */
function backendFault(estate: Estate, gateway: Resource): string | undefined {
  const host = String(valueAt(gateway, 'properties.backendAddressPools.properties.backendAddresses.fqdn'));
  const record = ofType(estate, 'Microsoft.Network/privateDnsZones/A').find(({ name }) => {
    const [zone = '', label = ''] = name.split('/');
    return `${label}.${zone}` === host;
  });
  if (record === undefined) return `${host} has no address`;
  const network = subnetOfGateway(estate, gateway)?.resource;
  const zoneId = record.id.replace(/\/A\/[^/]+$/, '');
  const links = ofType(estate, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks');
  if (
    !links.some(
      (link) =>
        link.id.startsWith(`${zoneId}/`) &&
        isSameId(valueAt(link, 'properties.virtualNetwork.id'), network?.id),
    )
  )
    return `the network of the gateway cannot ask for ${host}`;
  const address = String(valueAt(record, 'properties.aRecords.ipv4Address'));
  const nodes = network && subnetsOf(network).find(({ name }) => name.startsWith('nodes'));
  const span = nodes && spanOf(nodes.range);
  // Azure keeps the first four addresses of a subnet and its last.
  if (span && addressNumber(address) >= span.first + 4 && addressNumber(address) < span.last)
    return undefined;
  return `${address} is no free address of ${nodes?.range ?? 'the nodes'}`;
}

const backendAddress: AuditRule = {
  code: 'AZURE-AUDIT-BACKEND-ADDRESS',
  source: 'the contract of chart and Azure: the fixed address of the internal load balancer',
  check: (estate) =>
    gatewaysOf(estate).flatMap((resource) => {
      const fault = backendFault(estate, resource);
      if (fault === undefined) return [];
      return [
        {
          code: 'AZURE-AUDIT-BACKEND-ADDRESS' as const,
          resource,
          about: 'api.gateway.address',
          message: `${titleOf(estate, resource)}: ${fault}, so no request reaches the api.`,
        },
      ];
    }),
};

const gatewayRules: AuditRule = {
  code: 'AZURE-AUDIT-GATEWAY-RULES',
  source: 'Microsoft: secure traffic to origins of Front Door; AKS-Construction issue 206',
  check: (estate) =>
    gatewaysOf(estate).flatMap((gateway) => {
      const subnet = subnetOfGateway(estate, gateway);
      const entry = listAt(subnet?.resource ?? gateway, 'properties.subnets').find(
        ({ name }) => name === subnet?.name,
      );
      const group = ofType(estate, 'Microsoft.Network/networkSecurityGroups').find(({ id }) =>
        isSameId(id, valueAt(entry, 'properties.networkSecurityGroup.id')),
      );
      const allowed = listAt(group ?? gateway, 'properties.securityRules')
        .filter((rule) => valueAt(rule, 'properties.access') === 'Allow')
        .map(
          (rule) =>
            `${valueAt(rule, 'properties.sourceAddressPrefix')}:${valueAt(rule, 'properties.destinationPortRange')}`,
        );
      const wanted = ['AzureFrontDoor.Backend:443', 'GatewayManager:65200-65535', 'AzureLoadBalancer:*'];
      if (allowed.length === wanted.length && wanted.every((one) => allowed.includes(one))) return [];
      return [
        {
          code: 'AZURE-AUDIT-GATEWAY-RULES' as const,
          resource: group ?? gateway,
          about: 'azure.network.gatewaySubnet',
          message: `${titleOf(estate, gateway)} lets in ${allowed.join(', ') || 'nothing by rule'}, and must let in ${wanted.join(', ')}: others could pass Front Door by, or Azure refuses the gateway.`,
        },
      ];
    }),
};

export const addressRules: readonly AuditRule[] = [
  subnetOutside,
  rangesOverlap,
  dnsAddress,
  gatewaySubnet,
  backendAddress,
  gatewayRules,
];
