// The ServiceMonitor: the exporter of each pod is asked twice, once for Redis and once for Sentinel.
import { and, include, type Manifest, manifest, merge, t, when } from '../../engine/index.ts';
import type { ServiceMonitor } from '../monitoring-kinds.ts';
import { ownAddress } from './containers.ts';
import { labels, selectorLabels } from './fragments.ts';
import { metadata } from './metadata.ts';
import { sentinelPort, values as v } from './values.ts';

const endpoint = (server: 'redis' | 'sentinel', path: string) => ({
  port: 'metrics',
  path,
  interval: t`${v.serviceMonitor.intervalSeconds}s`,
  // Both have metrics of the same name: this label tells them apart.
  relabelings: [{ targetLabel: 'server', replacement: server }],
});

export const serviceMonitor = when<Manifest>(
  and(v.serviceMonitor.enabled, v.exporter.enabled),
  manifest<ServiceMonitor>({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { ...metadata('workload'), labels: merge(labels, {}, v.serviceMonitor.labels) },
    spec: {
      selector: { matchLabels: include(selectorLabels) },
      endpoints: [
        endpoint('redis', '/metrics'),
        { ...endpoint('sentinel', '/scrape'), params: { target: [ownAddress(include(sentinelPort))] } },
      ],
    },
  }),
);
