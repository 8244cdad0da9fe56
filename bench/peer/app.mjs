// What a user of cdk8s would write for as many resources: one chart an environment and region, the kinds and
// sizes of ours. Plain JavaScript and untyped objects, the cheapest way there is. Must not know Chartwright.
import { ApiObject, App, Chart } from 'cdk8s';

const labels = { 'app.kubernetes.io/name': 'api', 'app.kubernetes.io/instance': 'aiagent' };

const probe = (path) => ({
  httpGet: { path, port: 'http' },
  periodSeconds: 5,
  timeoutSeconds: 2,
  failureThreshold: 3,
});

const container = () => ({
  name: 'api',
  image: 'registry.example.com/api:0.1.0',
  ports: [{ name: 'http', containerPort: 8080 }],
  envFrom: [{ configMapRef: { name: 'aiagent-api-settings' } }],
  resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '2', memory: '2Gi' } },
  startupProbe: probe('/health/startup'),
  livenessProbe: probe('/health/live'),
  readinessProbe: probe('/health/ready'),
  lifecycle: { preStop: { sleep: { seconds: 10 } } },
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
  volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
});

const deployment = () => ({
  selector: { matchLabels: labels },
  strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
  template: {
    metadata: { labels },
    spec: {
      serviceAccountName: 'aiagent-api',
      terminationGracePeriodSeconds: 30,
      securityContext: { runAsNonRoot: true, runAsUser: 10001, fsGroup: 10001 },
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'topology.kubernetes.io/zone',
          whenUnsatisfiable: 'DoNotSchedule',
          nodeTaintsPolicy: 'Honor',
          matchLabelKeys: ['pod-template-hash'],
          labelSelector: { matchLabels: labels },
        },
      ],
      containers: [container()],
      volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }],
    },
  },
});

const autoscaler = () => ({
  minReplicas: 6,
  maxReplicas: 18,
  scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'aiagent-api' },
  metrics: ['cpu', 'memory'].map((name) => ({
    type: 'Resource',
    resource: { name, target: { type: 'Utilization', averageUtilization: 70 } },
  })),
  behavior: { scaleDown: { stabilizationWindowSeconds: 300 }, scaleUp: { stabilizationWindowSeconds: 30 } },
});

const policy = () => ({
  podSelector: { matchLabels: labels },
  policyTypes: ['Ingress', 'Egress'],
  ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 8080, protocol: 'TCP' }] }],
  egress: [{ to: [{ ipBlock: { cidr: '10.10.4.0/24' } }], ports: [{ port: 443, protocol: 'TCP' }] }],
});

const service = () => ({ selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] });

const alerts = () => ({
  groups: [
    {
      name: 'api',
      rules: ['ApiDown', 'ApiSlow', 'ApiErrors', 'ApiAtMaximum'].map((alert) => ({
        alert,
        expr: 'up{job="aiagent-api"} == 0',
        for: '5m',
        labels: { severity: 'critical' },
        annotations: { summary: 'The api needs a person.' },
      })),
    },
  ],
});

const settings = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`SETTING_${index}`, 'value']));

/** The kinds of one region, those that every environment has first. */
const resources = [
  ['apps/v1', 'Deployment', 'api', () => ({ spec: deployment() })],
  ['autoscaling/v2', 'HorizontalPodAutoscaler', 'api', () => ({ spec: autoscaler() })],
  [
    'policy/v1',
    'PodDisruptionBudget',
    'api',
    () => ({ spec: { minAvailable: 4, selector: { matchLabels: labels } } }),
  ],
  ['v1', 'Service', 'api', () => ({ spec: service() })],
  ['v1', 'ServiceAccount', 'api', () => ({ automountServiceAccountToken: false })],
  ['v1', 'ConfigMap', 'api-settings', () => ({ data: settings })],
  ['networking.k8s.io/v1', 'NetworkPolicy', 'api', () => ({ spec: policy() })],
  ['networking.k8s.io/v1', 'NetworkPolicy', 'api-default-deny', () => ({ spec: policy() })],
  ['networking.k8s.io/v1', 'NetworkPolicy', 'api-tests', () => ({ spec: policy() })],
  ['v1', 'Service', 'api-gateway', () => ({ spec: { ...service(), type: 'LoadBalancer' } })],
  ['v1', 'ConfigMap', 'api-dashboard', () => ({ data: { 'api.json': JSON.stringify(alerts()) } })],
  [
    'monitoring.coreos.com/v1',
    'ServiceMonitor',
    'api',
    () => ({ spec: { selector: { matchLabels: labels }, endpoints: [{ port: 'http' }] } }),
  ],
  ['monitoring.coreos.com/v1', 'PrometheusRule', 'api', () => ({ spec: alerts() })],
];

// How many resources each region has: `REGIONS=9,9,13,13,13`.
const app = new App();
for (const [index, amount] of process.env.REGIONS.split(',').entries()) {
  const chart = new Chart(app, `region-${index}`, { namespace: 'aiagent' });
  for (const [apiVersion, kind, name, body] of resources.slice(0, Number(amount))) {
    const metadata = { name: `aiagent-${name}`, labels };
    new ApiObject(chart, `${kind}-${name}`, { apiVersion, kind, metadata, ...body() });
  }
}
app.synth();
