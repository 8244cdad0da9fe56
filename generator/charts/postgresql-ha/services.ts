// The Services: one for the identity of the pods, one for each node and the monitor, whose addresses never change,
// two by role, and those by which another region reaches the nodes.
import type { V1Service, V1ServicePort } from '@kubernetes/client-node';
import {
  and,
  type Expr,
  each,
  include,
  type Manifest,
  manifest,
  merge,
  type Template,
  t,
  when,
} from '../../engine/index.ts';
import { addressLabels, monitorLabels, monitorSelectorLabels, name, selectorLabels } from './fragments.ts';
import { metadata } from './metadata.ts';
import { hasRoleServices } from './service-account.ts';
import { facts, isActive, values as v } from './values.ts';

const database = { name: 'postgresql', port: facts.port, targetPort: 'postgresql', protocol: 'TCP' };
const metrics = when<Template<V1ServicePort>>(v.exporter.enabled, {
  name: 'metrics',
  port: v.exporter.port,
  targetPort: 'metrics',
  protocol: 'TCP',
});

export const headlessService = manifest<V1Service>({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: metadata('configuration'),
  spec: {
    type: 'ClusterIP',
    clusterIP: 'None',
    publishNotReadyAddresses: true,
    ports: [database, metrics],
    selector: include(selectorLabels),
  },
});

/** The pod of one StatefulSet, which has one. */
const podOf = (part: Expr<string> | string) => ({
  'statefulset.kubernetes.io/pod-name': t`${include(name)}-${part}-0`,
});

/** A Service of one pod: asked for once, so that no failover waits for DNS. */
const addressOf = (part: Expr<string> | string) =>
  manifest<V1Service>({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata('configuration', part, addressLabels),
    spec: {
      type: 'ClusterIP',
      // Nodes find each other and the monitor before any of them is ready.
      publishNotReadyAddresses: true,
      ports: [database],
      selector: podOf(part),
    },
  });

export const nodeServices = each<{ name: string }, Manifest>(facts.nodes, (node) => addressOf(node.name));

export const monitorService = when<Manifest>(isActive, addressOf('monitor'));

/** That of its StatefulSet, by which its metrics are read too. */
export const monitorIdentity = when<Manifest>(
  isActive,
  manifest<V1Service>({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata('configuration', 'monitor-identity', monitorLabels),
    spec: {
      type: 'ClusterIP',
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      ports: [database, metrics],
      selector: include(monitorSelectorLabels),
    },
  }),
);

const byRole = (part: string, role: string) =>
  when<Manifest>(
    hasRoleServices,
    manifest<V1Service>({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata('configuration', part, addressLabels),
      spec: {
        type: 'ClusterIP',
        ports: [database],
        selector: merge(selectorLabels, { 'chartwright.io/role': role }),
      },
    }),
  );

export const primaryService = byRole('rw', 'primary');
export const standbyService = byRole('ro', 'replica');

const { crossRegion } = v;

const regionMetadata = (node: Expr<string>) => {
  const { annotations, ...rest } = metadata('workload', t`region-${node}`, addressLabels);
  return { annotations, rest };
};

export const regionServices = each<{ node: string; address: string }, Manifest>(crossRegion.nodes, (one) => {
  const { annotations, rest } = regionMetadata(one.node);
  return when<Manifest>(
    and(crossRegion.enabled, isActive),
    manifest<V1Service>({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        ...rest,
        annotations: {
          ...annotations,
          'service.beta.kubernetes.io/azure-load-balancer-internal': 'true',
          'service.beta.kubernetes.io/azure-load-balancer-internal-subnet': crossRegion.subnet,
          'service.beta.kubernetes.io/azure-load-balancer-ipv4': one.address,
        },
      },
      spec: {
        type: 'LoadBalancer',
        externalTrafficPolicy: 'Local',
        ports: [database],
        selector: podOf(one.node),
      },
    }),
  ) as unknown as Manifest;
});
