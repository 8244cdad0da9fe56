// HAProxy for clients that know no Sentinel: an address that leads to the one pod that is master, and that the
// Sentinels name.
import type { V1Deployment, V1PodDisruptionBudget, V1Service } from '@kubernetes/client-node';
import {
  add,
  commented,
  include,
  isPresent,
  type Manifest,
  manifest,
  release,
  spread,
  t,
  when,
} from '../../engine/index.ts';
import { podSecurityContext } from '../security-context.ts';
import { serverName } from './clients.ts';
import { environment, resourcesOf } from './containers.ts';
import { name, proxyImage, proxyLabels, securityContext } from './fragments.ts';
import { metadata } from './metadata.ts';
import { placement } from './placement.ts';
import { port, values as v } from './values.ts';
import { authorityMount, authorityVolume, passwordVolume, scriptsVolume } from './volumes.ts';

const { masterProxy: proxy } = v;

const selector = { 'app.kubernetes.io/name': include(name), 'app.kubernetes.io/component': 'proxy' };

const onlyWith = (resource: Manifest) => when<Manifest>(proxy.enabled, resource);

const container = {
  image: include(proxyImage),
  imagePullPolicy: proxy.image.pullPolicy,
  securityContext: include(securityContext),
  resources: resourcesOf(proxy.resources),
};

const others = { labelSelector: { matchLabels: selector } };

export const proxyDeployment = onlyWith(
  manifest<V1Deployment>({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata('workload', 'master', proxyLabels),
    spec: {
      replicas: proxy.replicas,
      revisionHistoryLimit: v.rollout.revisionHistoryLimit,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      selector: { matchLabels: selector },
      template: {
        metadata: {
          labels: {
            ...selector,
            'app.kubernetes.io/instance': release.name,
            'app.kubernetes.io/part-of': 'aiagent',
          },
          annotations: { 'chartwright.io/secrets-revision': v.global.secretsRevision },
        },
        spec: {
          serviceAccountName: include(name),
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          priorityClassName: when(isPresent(v.priorityClassName), v.priorityClassName),
          securityContext: podSecurityContext,
          ...placement,
          affinity: {
            podAntiAffinity: {
              preferredDuringSchedulingIgnoredDuringExecution: [
                { weight: 100, podAffinityTerm: { ...others, topologyKey: 'topology.kubernetes.io/zone' } },
                { weight: 50, podAffinityTerm: { ...others, topologyKey: 'kubernetes.io/hostname' } },
              ],
            },
          },
          initContainers: [
            {
              name: 'configure',
              ...container,
              command: ['sh', '/scripts/proxy-configure.sh'],
              env: [
                spread(environment),
                { name: 'SERVER_NAME', value: serverName },
                { name: 'CHECK_MILLISECONDS', value: t`${proxy.checkMilliseconds}` },
                // Redis closes what is idle; the proxy must not do so before.
                { name: 'IDLE_SECONDS', value: t`${add(v.connections.timeoutSeconds, 3600)}` },
              ],
              volumeMounts: [
                { name: 'scripts', mountPath: '/scripts', readOnly: true },
                { name: 'secrets', mountPath: '/secrets', readOnly: true },
                { name: 'run', mountPath: '/run/haproxy' },
                authorityMount,
              ],
            },
          ],
          containers: [
            {
              name: 'haproxy',
              ...container,
              command: ['haproxy', '-W', '-f', '/run/haproxy/haproxy.cfg'],
              ports: [
                { name: 'redis', containerPort: include(port), protocol: 'TCP' },
                { name: 'health', containerPort: 8404, protocol: 'TCP' },
              ],
              livenessProbe: {
                httpGet: { path: '/health', port: 'health' },
                periodSeconds: 10,
                timeoutSeconds: 3,
                failureThreshold: 3,
              },
              readinessProbe: {
                tcpSocket: { port: 'redis' },
                initialDelaySeconds: commented(
                  'Until its first check HAProxy takes every server for good.',
                  5,
                ),
                periodSeconds: 5,
                timeoutSeconds: 2,
                failureThreshold: 2,
              },
              volumeMounts: [{ name: 'run', mountPath: '/run/haproxy', readOnly: true }, authorityMount],
            },
          ],
          volumes: [
            scriptsVolume,
            passwordVolume,
            { name: 'run', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } },
            authorityVolume,
          ],
        },
      },
    },
  }),
);

export const proxyService = onlyWith(
  manifest<V1Service>({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata('configuration', 'master', proxyLabels),
    spec: {
      type: 'ClusterIP',
      ports: [{ name: 'redis', port: include(port), targetPort: 'redis', protocol: 'TCP' }],
      selector,
    },
  }),
);

export const proxyBudget = onlyWith(
  manifest<V1PodDisruptionBudget>({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadata('workload', 'master', proxyLabels),
    spec: {
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: selector },
    },
  }),
);
