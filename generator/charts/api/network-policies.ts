// Who may talk to the api's pods and to whom they may talk: nothing, then the exact flows.
import type {
  V1NetworkPolicy,
  V1NetworkPolicyEgressRule,
  V1NetworkPolicyIngressRule,
  V1NetworkPolicySpec,
} from '@kubernetes/client-node';
import {
  and,
  type Expr,
  each,
  type Items,
  include,
  isPresent,
  type Manifest,
  manifest,
  not,
  release,
  type Template,
  t,
  when,
} from '../../engine/index.ts';
import { name, selectorLabels } from './fragments.ts';
import { metadata } from './metadata.ts';
import { values as v } from './values.ts';

const { networkPolicy: policy } = v;
const { postgresql, redis, redisSessions } = v.global;

const tcp = (port: Expr<number>) => ({ protocol: 'TCP', port });
const namespace = (of: Expr<string> | string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': of } },
});
const testPods = { 'app.kubernetes.io/name': include(name), 'app.kubernetes.io/component': 'test' };

const names: Template<V1NetworkPolicyEgressRule> = {
  to: [
    { ...namespace('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } },
    each(policy.dnsAddresses, (address) => ({ ipBlock: { cidr: address } })),
  ],
  ports: [{ protocol: 'UDP', port: policy.dnsPort }, tcp(policy.dnsPort)],
};

/** Where workload identity gets its tokens. */
const tokens: Template<V1NetworkPolicyEgressRule> = {
  to: [each(policy.identityRanges, (range) => ({ ipBlock: { cidr: range } }))],
  ports: [{ protocol: 'TCP', port: 443 }],
};

/** The pods of a store of the same release, by the name that its chart gives them. */
const store = (component: string, ports: readonly Expr<number>[]): Template<V1NetworkPolicyEgressRule> => ({
  to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': t`${release.name}-${component}` } } }],
  ports: ports.map(tcp),
});

const ingress: Items<V1NetworkPolicyIngressRule> = [
  {
    from: [
      { podSelector: { matchLabels: testPods } },
      each(v.gateway.clients, (range) => ({ ipBlock: { cidr: range } })),
      each(policy.clients, (client) => namespace(client.namespace)),
    ],
    ports: [tcp(v.port)],
  },
  when(v.serviceMonitor.enabled, {
    from: [namespace(policy.monitoringNamespace)],
    ports: [tcp(v.port)],
  }),
];

const egress: Items<V1NetworkPolicyEgressRule> = [
  names,
  when(and(v.postgresql.enabled, not(isPresent(v.postgresql.hosts))), store('postgresql', [postgresql.port])),
  when(
    and(v.redis.enabled, not(isPresent(v.redis.sentinels))),
    store('redis', [redis.port, redis.sentinelPort]),
  ),
  when(
    and(v.redis.enabled, redisSessions.enabled),
    store('redis-sessions', [redisSessions.port, redisSessions.sentinelPort]),
  ),
  when(v.workloadIdentity.enabled, tokens),
  each(policy.destinations, (destination) => ({
    to: [{ ipBlock: { cidr: destination.cidr } }],
    ports: [tcp(destination.port)],
  })),
];

const networkPolicy = (part: string | undefined, spec: Template<V1NetworkPolicySpec>) =>
  when<Manifest>(
    policy.enabled,
    manifest<V1NetworkPolicy>({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadata('configuration', part),
      spec,
    }),
  );

export const denyPolicy = networkPolicy('default-deny', {
  podSelector: { matchLabels: { 'app.kubernetes.io/name': include(name) } },
  policyTypes: ['Ingress', 'Egress'],
});

export const servePolicy = networkPolicy(undefined, {
  podSelector: { matchLabels: include(selectorLabels) },
  policyTypes: ['Ingress', 'Egress'],
  ingress,
  egress,
});

export const testPolicy = networkPolicy('test', {
  podSelector: { matchLabels: testPods },
  policyTypes: ['Ingress', 'Egress'],
  egress: [names, { to: [{ podSelector: { matchLabels: include(selectorLabels) } }], ports: [tcp(v.port)] }],
});
