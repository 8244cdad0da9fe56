// A small application that every judge is content with: what the tests plant their faults in.
// Written by hand; must not come from our charts, or a fault of theirs would be taken for sound.
import type { KubernetesObject } from '../../support/judges.ts';

const labels = { 'app.kubernetes.io/name': 'sound' };
const probe = (path: string) => ({ httpGet: { path, port: 'http' }, periodSeconds: 5 });
const resources = { cpu: '250m', memory: '256Mi', 'ephemeral-storage': '128Mi' };

export const container = {
  name: 'web',
  image: `registry.example.com/web:1.2.3@sha256:${'a1'.repeat(32)}`,
  imagePullPolicy: 'Always',
  ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
  readinessProbe: probe('/ready'),
  livenessProbe: probe('/live'),
  resources: { requests: resources, limits: resources },
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    privileged: false,
    readOnlyRootFilesystem: true,
    runAsGroup: 10001,
    runAsNonRoot: true,
    runAsUser: 10001,
    seccompProfile: { type: 'RuntimeDefault' },
  },
};

export const podSpec = {
  automountServiceAccountToken: false,
  serviceAccountName: 'sound',
  securityContext: {
    fsGroup: 10001,
    runAsGroup: 10001,
    runAsNonRoot: true,
    runAsUser: 10001,
    seccompProfile: { type: 'RuntimeDefault' },
  },
  affinity: {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 100,
          podAffinityTerm: { labelSelector: { matchLabels: labels }, topologyKey: 'kubernetes.io/hostname' },
        },
      ],
    },
  },
  containers: [container],
};

/** The Deployment with other fields in its spec, its pod or its container. */
export function deployment(
  change: { spec?: object; pod?: object; container?: object } = {},
): KubernetesObject {
  const changed = { ...container, ...change.container };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'sound', labels },
    spec: {
      replicas: 3,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { ...podSpec, containers: [changed], ...change.pod } },
      ...change.spec,
    },
  } as KubernetesObject;
}

const port = { port: 8080, protocol: 'TCP' };

export const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'sound', labels },
  spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }] },
};

/** What stands around the Deployment. */
export const surroundings = [
  service,
  {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'sound', labels },
    automountServiceAccountToken: false,
  },
  {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'sound', labels },
    spec: { minAvailable: 2, selector: { matchLabels: labels } },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'sound', labels },
    spec: {
      podSelector: { matchLabels: labels },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: { matchLabels: labels } }], ports: [port] }],
      egress: [{ to: [{ podSelector: { matchLabels: labels } }], ports: [port] }],
    },
  },
] as readonly KubernetesObject[];

export const soundObjects: readonly KubernetesObject[] = [deployment(), ...surroundings];
