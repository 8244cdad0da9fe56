// The Deployment: the pods that serve, spread over zones and nodes, replaced without losing a request.
import type { V1Container, V1Deployment, V1Probe } from '@kubernetes/client-node';
import {
  checksum,
  commented,
  eachEntry,
  gt,
  include,
  isPresent,
  manifest,
  merge,
  not,
  type Ref,
  release,
  type Template,
  t,
  when,
} from '../../engine/index.ts';
import { containerSecurityContext, podSecurityContext } from '../security-context.ts';
import { image, name, selectorLabels } from './fragments.ts';
import { metadata } from './metadata.ts';
import { placement } from './placement.ts';
import { secretMounts, secretVolumes } from './secret-mounts.ts';
import { settings } from './settings.ts';
import { values as v } from './values.ts';

const probe = (
  of: Ref<{
    path: string;
    initialDelaySeconds: number;
    periodSeconds: number;
    timeoutSeconds: number;
    failureThreshold: number;
  }>,
): Template<V1Probe> => ({
  httpGet: { path: of.path, port: 'http' },
  initialDelaySeconds: of.initialDelaySeconds,
  periodSeconds: of.periodSeconds,
  timeoutSeconds: of.timeoutSeconds,
  failureThreshold: of.failureThreshold,
});

const { requests, limits } = v.resources;

const container: Template<V1Container> = {
  name: 'api',
  image: include(image),
  imagePullPolicy: v.image.pullPolicy,
  securityContext: containerSecurityContext,
  ports: [{ name: 'http', containerPort: v.port, protocol: 'TCP' }],
  envFrom: [{ configMapRef: { name: t`${include(name)}-settings` } }],
  env: [
    { name: 'POD_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
    eachEntry(v.environmentVariables, (variable, value) => ({ name: variable, value })),
  ],
  resources: {
    requests: { cpu: requests.cpu, memory: requests.memory, 'ephemeral-storage': requests.ephemeralStorage },
    limits: { cpu: limits.cpu, memory: limits.memory, 'ephemeral-storage': limits.ephemeralStorage },
  },
  livenessProbe: probe(v.probes.liveness),
  readinessProbe: probe(v.probes.readiness),
  lifecycle: when(gt(v.shutdown.preStopSeconds, 0), {
    preStop: { sleep: { seconds: v.shutdown.preStopSeconds } },
  }),
  volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }, ...secretMounts],
};

export const deployment = manifest<V1Deployment>({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: metadata('workload'),
  spec: {
    replicas: when(not(v.hpa.enabled), v.replicas),
    revisionHistoryLimit: v.rollout.revisionHistoryLimit,
    minReadySeconds: v.rollout.minReadySeconds,
    progressDeadlineSeconds: v.rollout.progressDeadlineSeconds,
    strategy: {
      type: 'RollingUpdate',
      rollingUpdate: {
        maxSurge: v.rollout.maxSurge,
        maxUnavailable: commented(
          '0 keeps every old pod until a new one is ready.',
          v.rollout.maxUnavailable,
        ),
      },
    },
    selector: { matchLabels: include(selectorLabels) },
    template: {
      metadata: {
        labels: merge(selectorLabels, {
          'app.kubernetes.io/instance': release.name,
          'app.kubernetes.io/part-of': 'aiagent',
          'azure.workload.identity/use': when(v.workloadIdentity.enabled, 'true'),
        }),
        annotations: {
          'checksum/settings': checksum(settings),
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
        dnsConfig: {
          options: [
            { name: 'ndots', value: commented('Names of stores have more dots: they need no search.', '2') },
          ],
        },
        affinity: {
          podAntiAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              when(v.spread.enabled, {
                weight: v.spread.zoneWeight,
                podAffinityTerm: {
                  labelSelector: { matchLabels: include(selectorLabels) },
                  topologyKey: 'topology.kubernetes.io/zone',
                },
              }),
              {
                weight: v.spread.hostWeight,
                podAffinityTerm: {
                  labelSelector: { matchLabels: include(selectorLabels) },
                  topologyKey: 'kubernetes.io/hostname',
                },
              },
            ],
          },
        },
        topologySpreadConstraints: when(v.spread.enabled, [
          {
            maxSkew: v.spread.maxSkew,
            topologyKey: 'topology.kubernetes.io/zone',
            whenUnsatisfiable: 'DoNotSchedule',
            nodeTaintsPolicy: commented(
              'A dead zone must not count, or its pods could be placed nowhere else.',
              'Honor',
            ),
            matchLabelKeys: commented('An update is spread for itself.', ['pod-template-hash']),
            labelSelector: { matchLabels: include(selectorLabels) },
          },
        ]),
        containers: [container],
        volumes: [{ name: 'tmp', emptyDir: {} }, ...secretVolumes],
      },
    },
  },
});
