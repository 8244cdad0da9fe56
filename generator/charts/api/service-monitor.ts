// The ServiceMonitor: where the Prometheus operator finds the metrics.
import { include, type Manifest, manifest, merge, t, when } from '../../engine/index.ts';
import type { ServiceMonitor } from '../monitoring-kinds.ts';
import { labels, selectorLabels } from './fragments.ts';
import { metadata } from './metadata.ts';
import { values as v } from './values.ts';

export const serviceMonitor = when<Manifest>(
  v.serviceMonitor.enabled,
  manifest<ServiceMonitor>({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { ...metadata('workload'), labels: merge(labels, {}, v.serviceMonitor.labels) },
    spec: {
      selector: { matchLabels: include(selectorLabels) },
      endpoints: [{ port: 'http', path: '/metrics', interval: t`${v.serviceMonitor.intervalSeconds}s` }],
    },
  }),
);
