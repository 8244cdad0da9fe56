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
  type Omissible,
  release,
  type Template,
  t,
  when,
} from '../../engine/index.ts';
import { monitorSelectorLabels, name, selectorLabels } from './fragments.ts';
import { metadata } from './metadata.ts';
import { hasRoleServices } from './service-account.ts';
import { facts, isActive, isStandby, values as v } from './values.ts';

const { crossRegion, networkPolicy: policy, standby } = v;

const tcp = (of: Expr<number>) => ({ protocol: 'TCP', port: of });
const database = [tcp(facts.port)];

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

const servers: Template<V1NetworkPolicyEgressRule> = {
  to: [podsOf('server'), podsOf('monitor')],
  ports: database,
};

type Rule = Template<V1NetworkPolicyEgressRule>;

interface Range {
  readonly cidr: Expr<string>;
  readonly port: Expr<number>;
}
const toRange = ({ cidr, port }: Range): Rule => ({ to: [{ ipBlock: { cidr } }], ports: [tcp(port)] });

const stores = each<{ cidr: string; port: number }, Rule>(policy.destinations, toRange);
const apiServer = each<{ cidr: string; port: number }, Omissible<Rule>>(policy.apiServer, (range) =>
  when<Rule>(hasRoleServices, toRange(range)),
) as unknown as Omissible<Rule>;

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

const scrapes = when<Template<V1NetworkPolicyIngressRule>>(
  and(v.serviceMonitor.enabled, v.exporter.enabled),
  {
    from: [namespace(policy.monitoringNamespace)],
    ports: [tcp(v.exporter.port)],
  },
);

/** The standby of another region comes from the addresses of its machines. */
const otherRegion = each<string, Omissible<Template<V1NetworkPolicyPeer>>>(crossRegion.clients, (range) =>
  when<Template<V1NetworkPolicyPeer>>(crossRegion.enabled, { ipBlock: { cidr: range } }),
) as unknown as Omissible<Template<V1NetworkPolicyPeer>>;

/** Whom the standby of this region follows. */
const primaries = each<{ node: string; address: string }, Omissible<Rule>>(standby.primaries, (primary) =>
  when<Rule>(isStandby, { to: [{ ipBlock: { cidr: t`${primary.address}/32` } }], ports: database }),
) as unknown as Omissible<Rule>;

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

export const nodePolicy = networkPolicy(undefined, {
  podSelector: { matchLabels: include(selectorLabels) },
  policyTypes,
  ingress: [
    {
      from: [
        podsOf('server'),
        podsOf('monitor'),
        podsOf('test'),
        when(isStandby, podsOf('promotion')),
        ...clients,
        otherRegion,
      ],
      ports: database,
    },
    scrapes,
  ],
  egress: [names, servers, stores, apiServer, primaries],
});

export const monitorPolicy = networkPolicy(
  'monitor',
  {
    podSelector: { matchLabels: include(monitorSelectorLabels) },
    policyTypes,
    ingress: [{ from: [podsOf('server'), podsOf('monitor'), podsOf('test')], ports: database }, scrapes],
    egress: [names, servers],
  },
  and(policy.enabled, isActive),
);

export const drillPolicy = networkPolicy(
  'drill',
  {
    podSelector: { matchLabels: partOf('drill') },
    policyTypes,
    egress: [names, stores],
  },
  and(policy.enabled, v.backup.enabled, v.backup.drill.enabled),
);

export const promotionPolicy = networkPolicy(
  'promotion',
  {
    podSelector: { matchLabels: partOf('promotion') },
    policyTypes,
    egress: [names, servers],
  },
  and(policy.enabled, isStandby),
);

export const testPolicy = networkPolicy(
  'test',
  {
    podSelector: { matchLabels: partOf('test') },
    policyTypes,
    egress: [names, servers],
  },
  and(policy.enabled, isActive),
);
