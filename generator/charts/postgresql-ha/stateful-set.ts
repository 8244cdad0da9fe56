// The StatefulSets: one for each node, so that each has its own zone, priority, update and volume; and the monitor's.
import type { V1PodSpec, V1PodTemplateSpec, V1StatefulSet } from '@kubernetes/client-node';
import {
  and,
  checksum,
  commented,
  type Expr,
  each,
  eq,
  type Fragment,
  include,
  isPresent,
  type Manifest,
  manifest,
  merge,
  type Ref,
  release,
  type Template,
  t,
  ternary,
  using,
  when,
} from '../../engine/index.ts';
import { tolerationsOf } from '../placement.ts';
import { podSecurityContext } from '../security-context.ts';
import { configuration } from './configuration.ts';
import {
  backup,
  exporter,
  labeller,
  monitorSelf,
  monitorServer,
  nodeSelf,
  nodeServer,
  prepare,
  watch,
} from './containers.ts';
import { monitorLabels, monitorSelectorLabels, name, nodePods, selectorLabels } from './fragments.ts';
import { metadata } from './metadata.ts';
import { apart, imageAndNode, inZone, placement } from './placement.ts';
import { scripts } from './scripts.ts';
import { hasRoleServices } from './service-account.ts';
import { facts, isActive, isStandby, values as v } from './values.ts';
import { monitorVolumes, nodeVolumes, tokenVolume } from './volumes.ts';

type Labels = Readonly<Record<string, string>>;

/** What every pod with a server has. */
const templateMetadata = (
  labels: Expr<Labels>,
): NonNullable<
  Template<V1PodTemplateSpec> extends infer T ? (T extends { metadata?: infer M } ? M : never) : never
> => ({
  labels,
  annotations: {
    'checksum/configuration': checksum(configuration),
    'checksum/scripts': checksum(scripts),
    'chartwright.io/secrets-revision': v.global.secretsRevision,
  },
});

const podLabels = (selector: Fragment<Labels>, more: Readonly<Record<string, Expr<string>>>): Expr<Labels> =>
  merge(selector, {
    ...more,
    'app.kubernetes.io/instance': release.name,
    'app.kubernetes.io/part-of': 'aiagent',
  });

const podBasics = {
  serviceAccountName: include(name),
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  priorityClassName: when(isPresent(v.priorityClassName), v.priorityClassName),
  securityContext: podSecurityContext,
} satisfies Partial<Template<V1PodSpec>>;

const claim = (labels: Fragment<Labels>, size: Expr<string>, storageClass: Expr<string>) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data', labels: include(labels) },
  spec: {
    accessModes: ['ReadWriteOnce'],
    storageClassName: when(isPresent(storageClass), storageClass),
    volumeMode: 'Filesystem',
    resources: { requests: { storage: size } },
  },
});

type Node = Ref<{ name: string; zone: string; candidatePriority: number; replicationQuorum: boolean }>;

const nodePod = (node: Node): Template<V1PodSpec> => ({
  ...podBasics,
  terminationGracePeriodSeconds: v.shutdown.gracePeriodSeconds,
  ...placement,
  affinity: {
    nodeAffinity: when(eq(v.spread, 'zone'), inZone(node.zone)),
    podAntiAffinity: apart(selectorLabels),
  },
  initContainers: [prepare(nodeSelf(node)), watch(nodeSelf(node))],
  containers: [
    nodeServer({
      start: ternary<string>(isStandby, 'start-standby', 'start-node'),
      startup: ternary<string>(isStandby, 'standby-startup', 'startup'),
      readiness: ternary<string>(isStandby, 'standby', 'readiness'),
      stops: isActive,
      self: nodeSelf(node),
    }),
    when(hasRoleServices, labeller(nodeSelf(node), include(nodePods))),
    when(and(v.backup.enabled, isActive), backup(nodeSelf(node))),
    when(v.exporter.enabled, exporter({ database: 'postgres', queries: 'exporter-node.yaml' })),
  ],
  volumes: [...nodeVolumes, when(hasRoleServices, tokenVolume)],
});

export const nodeSets = each<
  { name: string; zone: string; candidatePriority: number; replicationQuorum: boolean },
  Manifest
>(facts.nodes, (node) =>
  manifest<V1StatefulSet>({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: metadata('store', node.name),
    spec: {
      serviceName: include(name),
      replicas: 1,
      minReadySeconds: v.rollout.minReadySeconds,
      revisionHistoryLimit: v.rollout.revisionHistoryLimit,
      updateStrategy: { type: 'RollingUpdate' },
      selector: { matchLabels: merge(selectorLabels, { 'chartwright.io/node': node.name }) },
      template: {
        metadata: templateMetadata(podLabels(selectorLabels, { 'chartwright.io/node': node.name })),
        spec: nodePod(node),
      },
      volumeClaimTemplates: [claim(selectorLabels, v.storage.size, v.storage.storageClass)],
    },
  }),
);

const evicted = (key: string) => ({
  key,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: v.monitor.evictAfterSeconds,
});

export const monitorSet = when<Manifest>(
  isActive,
  manifest<V1StatefulSet>({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: metadata('monitor', 'monitor', monitorLabels),
    spec: {
      serviceName: t`${include(name)}-monitor-identity`,
      replicas: 1,
      minReadySeconds: v.rollout.minReadySeconds,
      revisionHistoryLimit: v.rollout.revisionHistoryLimit,
      updateStrategy: { type: 'RollingUpdate' },
      selector: { matchLabels: include(monitorSelectorLabels) },
      template: {
        metadata: templateMetadata(podLabels(monitorSelectorLabels, {})),
        spec: {
          ...podBasics,
          terminationGracePeriodSeconds: 60,
          ...imageAndNode,
          tolerations: [
            commented('Nothing fails over while it is away.', evicted('node.kubernetes.io/unreachable')),
            evicted('node.kubernetes.io/not-ready'),
            using(v.tolerations, (tolerations) => tolerationsOf(tolerations)) as never,
          ],
          affinity: {
            nodeAffinity: when(and(eq(v.spread, 'zone'), isPresent(v.monitor.zone)), inZone(v.monitor.zone)),
            podAntiAffinity: {
              preferredDuringSchedulingIgnoredDuringExecution: [
                {
                  weight: 100,
                  podAffinityTerm: {
                    labelSelector: { matchLabels: include(selectorLabels) },
                    topologyKey: 'kubernetes.io/hostname',
                  },
                },
              ],
            },
          },
          initContainers: [prepare(monitorSelf), watch(monitorSelf)],
          containers: [
            monitorServer,
            when(
              v.exporter.enabled,
              exporter({ database: 'pg_auto_failover', queries: 'exporter-monitor.yaml' }),
            ),
          ],
          volumes: monitorVolumes,
        },
      },
      volumeClaimTemplates: [claim(monitorSelectorLabels, v.monitor.size, v.monitor.storageClass)],
    },
  }),
);
