// The values of the chart `api`: the pods that serve the platform's requests.
import { z } from 'zod';
import {
  AppConfiguration,
  Blob,
  Postgresql,
  Redis,
  Resilience,
  Sessions,
  WorkloadIdentity,
} from './api/connections.ts';
import { Dashboard, Gateway, NetworkPolicy, PrometheusRule, Service, Tests } from './api/exposure.ts';
import { HorizontalPodAutoscaler, PodDisruptionBudget } from './api/scaling.ts';
import { EnvironmentVariables } from './api/variables.ts';
import { Probes, Resources, Rollout, Shutdown, Spread } from './api/workload.ts';
import { GlobalValues } from './global.ts';
import { ServiceMonitor } from './monitoring.ts';
import { image, Placement } from './pods.ts';
import { DnsLabel, Port } from './scalars.ts';

/** What a person may set under the key `api`. */
export const ApiSettings = z.strictObject({
  enabled: z.boolean().default(true).meta({ description: 'Whether the umbrella installs the api.' }),
  component: z
    .literal('api')
    .default('api')
    .meta({ description: 'The part of every name that says what it belongs to; fixed.' }),
  image: image('api', '0.1.0').prefault({}).meta({ description: 'The image of the api.' }),
  imagePullSecrets: z
    .array(DnsLabel)
    .max(5)
    .default([])
    .meta({
      description: 'Secrets for a registry that asks for a password; the cluster’s own identity needs none.',
      examples: [['registry-credentials']],
    }),
  replicas: z.int().min(1).max(500).default(6).meta({
    description: 'How many pods run when the autoscaler is off.',
    unit: 'pods',
  }),
  port: Port.min(1024).default(8080).meta({ description: 'The port on which the container listens.' }),
  resources: Resources.prefault({}).meta({ description: 'The size of a pod.' }),
  probes: Probes.prefault({}).meta({ description: 'How Kubernetes asks whether a pod is well.' }),
  shutdown: Shutdown.prefault({}).meta({ description: 'How a pod ends without losing a request.' }),
  rollout: Rollout.prefault({}).meta({ description: 'How an update replaces pods.' }),
  spread: Spread.prefault({}).meta({ description: 'How pods are spread over zones and nodes.' }),
  ...Placement,
  hpa: HorizontalPodAutoscaler.prefault({}).meta({
    description: 'The HorizontalPodAutoscaler: how the number of pods follows the load.',
  }),
  pdb: PodDisruptionBudget.prefault({}).meta({
    description: 'The PodDisruptionBudget: how few pods planned work may leave.',
  }),
  service: Service.prefault({}).meta({ description: 'The Service inside the cluster.' }),
  gateway: Gateway.prefault({}).meta({
    description: 'The internal load balancer for the Application Gateway.',
  }),
  workloadIdentity: WorkloadIdentity.prefault({}).meta({ description: 'The Azure identity of the pods.' }),
  postgresql: Postgresql.prefault({}).meta({ description: 'How the api uses PostgreSQL.' }),
  redis: Redis.prefault({}).meta({ description: 'How the api uses Redis.' }),
  sessions: Sessions.prefault({}).meta({ description: 'Sessions and their cookies.' }),
  appConfiguration: AppConfiguration.prefault({}).meta({
    description: 'Settings from Azure App Configuration.',
  }),
  blob: Blob.prefault({}).meta({ description: 'Files in Azure Blob Storage.' }),
  resilience: Resilience.prefault({}).meta({ description: 'Timeouts, new attempts and circuit breakers.' }),
  environmentVariables: EnvironmentVariables.default({}).meta({
    description: 'More environment variables for the api; no secrets: mount those.',
    examples: [{ LOG_LEVEL: 'info' }],
  }),
  networkPolicy: NetworkPolicy.prefault({}).meta({ description: 'Which traffic is allowed.' }),
  serviceMonitor: ServiceMonitor.prefault({}).meta({ description: 'Metrics for the Prometheus operator.' }),
  prometheusRule: PrometheusRule.prefault({}).meta({ description: 'Alerts for the Prometheus operator.' }),
  dashboard: Dashboard.prefault({}).meta({ description: 'A dashboard for Grafana.' }),
  tests: Tests.prefault({}).meta({ description: 'The pods of `helm test`.' }),
});

/** The whole root of the chart: its own settings and the shared facts. */
export const ApiValues = z.strictObject({
  global: GlobalValues.prefault({}).meta({ description: 'Facts that all charts of the platform share.' }),
  ...ApiSettings.shape,
});
