// The StatefulSet: in each pod one Redis and one Sentinel, no two pods in one zone.
import type { V1StatefulSet } from '@kubernetes/client-node';
import {
  checksum,
  commented,
  eq,
  include,
  isPresent,
  manifest,
  merge,
  ne,
  pick,
  release,
  when,
} from '../../engine/index.ts';
import { podSecurityContext } from '../security-context.ts';
import { configuration } from './configuration.ts';
import { configure, exporter, redis, sentinel } from './containers.ts';
import { name, selectorLabels } from './fragments.ts';
import { metadata } from './metadata.ts';
import { placement } from './placement.ts';
import { scripts } from './scripts.ts';
import { replicas, values as v } from './values.ts';
import { volumes } from './volumes.ts';

const { persistence } = v;

const others = { labelSelector: { matchLabels: include(selectorLabels) } };

export const statefulSet = manifest<V1StatefulSet>({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: metadata('store'),
  spec: {
    serviceName: include(name),
    replicas: include(replicas),
    podManagementPolicy: commented('The first start needs a majority of the Sentinels.', 'Parallel'),
    minReadySeconds: v.rollout.minReadySeconds,
    revisionHistoryLimit: v.rollout.revisionHistoryLimit,
    updateStrategy: { type: 'RollingUpdate' },
    selector: { matchLabels: include(selectorLabels) },
    template: {
      metadata: {
        labels: merge(selectorLabels, {
          'app.kubernetes.io/instance': release.name,
          'app.kubernetes.io/part-of': 'aiagent',
        }),
        annotations: {
          'checksum/configuration': checksum(configuration),
          'checksum/scripts': checksum(scripts),
          'chartwright.io/secrets-revision': v.global.secretsRevision,
        },
      },
      spec: {
        serviceAccountName: include(name),
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        priorityClassName: when(isPresent(v.priorityClassName), v.priorityClassName),
        terminationGracePeriodSeconds: v.shutdown.gracePeriodSeconds,
        securityContext: podSecurityContext,
        ...placement,
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: when(ne(v.spread, 'none'), [
              {
                ...others,
                topologyKey: pick(
                  eq(v.spread, 'zone'),
                  'topology.kubernetes.io/zone',
                  'kubernetes.io/hostname',
                ),
              },
            ]),
            preferredDuringSchedulingIgnoredDuringExecution: [
              { weight: 100, podAffinityTerm: { ...others, topologyKey: 'kubernetes.io/hostname' } },
            ],
          },
        },
        initContainers: [configure],
        containers: [redis, sentinel, when(v.exporter.enabled, exporter)],
        volumes,
      },
    },
    volumeClaimTemplates: when(persistence.enabled, [
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data', labels: include(selectorLabels) },
        spec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: when(isPresent(persistence.storageClass), persistence.storageClass),
          volumeMode: 'Filesystem',
          resources: { requests: { storage: persistence.size } },
        },
      },
    ]),
  },
});
