// The ServiceMonitors: the exporters of the nodes, and that of the monitor.
import {
  and,
  type Expr,
  type Fragment,
  include,
  type Manifest,
  manifest,
  merge,
  t,
  when,
} from '../../engine/index.ts';
import type { ServiceMonitor } from '../monitoring-kinds.ts';
import { labels, monitorLabels, name } from './fragments.ts';
import { metadata } from './metadata.ts';
import { isActive, values as v } from './values.ts';

type Labels = Readonly<Record<string, string>>;

const wanted = and(v.serviceMonitor.enabled, v.exporter.enabled);

const reads = (part: 'monitor' | undefined, own: Fragment<Labels>, needed: Expr<boolean>) =>
  when<Manifest>(
    needed,
    manifest<ServiceMonitor>({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { ...metadata('workload', part, own), labels: merge(own, {}, v.serviceMonitor.labels) },
      spec: {
        // The Services' own labels: those of single nodes have other ones, and metrics are read once.
        selector: {
          matchLabels: {
            'app.kubernetes.io/name': include(name),
            'app.kubernetes.io/component': part ?? 'server',
          },
        },
        endpoints: [
          {
            port: 'metrics',
            path: '/metrics',
            interval: t`${v.serviceMonitor.intervalSeconds}s`,
            // By which alerts tell the monitor from the nodes, whatever the Service is called.
            relabelings: [
              {
                targetLabel: 'job',
                replacement: part === undefined ? t`${include(name)}` : t`${include(name)}-${part}`,
              },
            ],
          },
        ],
      },
    }),
  );

export const nodeMetrics = reads(undefined, labels, wanted);
export const monitorMetrics = reads('monitor', monitorLabels, and(wanted, isActive));
