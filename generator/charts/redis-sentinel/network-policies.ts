// Who may talk to the pods of the chart and to whom they may talk: nothing, then the exact flows.
import type {
  V1NetworkPolicy,
  V1NetworkPolicyEgressRule,
  V1NetworkPolicyIngressRule,
  V1NetworkPolicyPeer,
  V1NetworkPolicySpec,
} from '@kubernetes/client-node';
import {
  and,
  type Expr,
  each,
  type Items,
  include,
  type Manifest,
  manifest,
  release,
  type Template,
  t,
  when,
} from '../../engine/index.ts';
import { name, selectorLabels } from './fragments.ts';
import { metadata } from './metadata.ts';
import { port, sentinelPort, values as v } from './values.ts';

const { networkPolicy: policy } = v;

const tcp = (of: Expr<number>) => ({ protocol: 'TCP', port: of });
const both = [tcp(include(port)), tcp(include(sentinelPort))];

const namespace = (of: Expr<string> | string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': of } },
});

/** The pods of one part of the chart. */
const partOf = (component: string) => ({
  'app.kubernetes.io/name': include(name),
  'app.kubernetes.io/component': component,
});
const podsOf = (component: string): Template<V1NetworkPolicyPeer> => ({
  podSelector: { matchLabels: partOf(component) },
});

const names: Template<V1NetworkPolicyEgressRule> = {
  to: [
    { ...namespace('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } },
    each(policy.dnsAddresses, (address) => ({ ipBlock: { cidr: address } })),
  ],
  ports: [{ protocol: 'UDP', port: policy.dnsPort }, tcp(policy.dnsPort)],
};

const servers: Template<V1NetworkPolicyEgressRule> = { to: [podsOf('server')], ports: both };

/** The api of the same release, and pods that say that they are clients. */
const clients: Items<V1NetworkPolicyPeer> = [
  {
    podSelector: {
      matchLabels: {
        'app.kubernetes.io/name': t`${release.name}-api`,
        'app.kubernetes.io/component': 'server',
      },
    },
  },
  {
    podSelector: {
      matchExpressions: [{ key: t`${include(name)}-client`, operator: 'In', values: ['true'] }],
    },
  },
  each(policy.clients, (client) => namespace(client.namespace)),
];

const ingress: Items<V1NetworkPolicyIngressRule> = [
  {
    from: [
      podsOf('server'),
      podsOf('test'),
      when(v.masterProxy.enabled, podsOf('proxy')),
      when(v.backup.enabled, podsOf('backup')),
      ...clients,
    ],
    ports: both,
  },
  when(and(v.serviceMonitor.enabled, v.exporter.enabled), {
    from: [namespace(policy.monitoringNamespace)],
    ports: [tcp(v.exporter.port)],
  }),
];

const networkPolicy = (
  part: string | undefined,
  spec: Template<V1NetworkPolicySpec>,
  needed: Expr<boolean> = policy.enabled,
) =>
  when<Manifest>(
    needed,
    manifest<V1NetworkPolicy>({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadata('configuration', part),
      spec,
    }),
  );

const policyTypes = ['Ingress', 'Egress'];

export const denyPolicy = networkPolicy('default-deny', {
  podSelector: { matchLabels: { 'app.kubernetes.io/name': include(name) } },
  policyTypes,
});

export const serverPolicy = networkPolicy(undefined, {
  podSelector: { matchLabels: include(selectorLabels) },
  policyTypes,
  ingress,
  egress: [names, servers],
});

export const testPolicy = networkPolicy('test', {
  podSelector: { matchLabels: partOf('test') },
  policyTypes,
  egress: [names, servers],
});

export const proxyPolicy = networkPolicy(
  'proxy',
  {
    podSelector: { matchLabels: partOf('proxy') },
    policyTypes,
    ingress: [{ from: clients, ports: [tcp(include(port))] }],
    egress: [names, servers],
  },
  and(policy.enabled, v.masterProxy.enabled),
);

export const backupPolicy = networkPolicy(
  'backup',
  { podSelector: { matchLabels: partOf('backup') }, policyTypes, egress: [names, servers] },
  and(policy.enabled, v.backup.enabled),
);
