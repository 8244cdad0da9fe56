// The HorizontalPodAutoscaler: the number of pods follows processor time, memory and, where it is served,
// the request rate.
import type { V2HorizontalPodAutoscaler, V2MetricSpec } from '@kubernetes/client-node';
import { type Items, include, type Manifest, manifest, when } from '../../engine/index.ts';
import { name } from './fragments.ts';
import { metadata } from './metadata.ts';
import { values as v } from './values.ts';

const { hpa } = v;

// Processor time last: where a client writes the object through autoscaling/v1, the server puts it there,
// and any other order would then differ for ever.
const metrics: Items<V2MetricSpec> = [
  {
    type: 'Resource',
    resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: hpa.memoryUtilization } },
  },
  when(hpa.requestsPerSecond.enabled, {
    type: 'Pods',
    pods: {
      metric: { name: 'http_requests_per_second' },
      target: { type: 'AverageValue', averageValue: hpa.requestsPerSecond.averageValue },
    },
  }),
  {
    type: 'Resource',
    resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: hpa.cpuUtilization } },
  },
];

export const horizontalPodAutoscaler = when<Manifest>(
  hpa.enabled,
  manifest<V2HorizontalPodAutoscaler>({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadata('workload'),
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: include(name) },
      minReplicas: hpa.minReplicas,
      maxReplicas: hpa.maxReplicas,
      metrics,
      behavior: {
        scaleDown: {
          stabilizationWindowSeconds: hpa.scaleDown.stabilizationWindowSeconds,
          selectPolicy: 'Max',
          policies: [
            { type: 'Percent', value: hpa.scaleDown.percent, periodSeconds: hpa.scaleDown.periodSeconds },
          ],
        },
        scaleUp: {
          stabilizationWindowSeconds: hpa.scaleUp.stabilizationWindowSeconds,
          selectPolicy: 'Max',
          policies: [
            { type: 'Percent', value: hpa.scaleUp.percent, periodSeconds: hpa.scaleUp.periodSeconds },
            { type: 'Pods', value: hpa.scaleUp.pods, periodSeconds: hpa.scaleUp.periodSeconds },
          ],
        },
      },
    },
  }),
);
