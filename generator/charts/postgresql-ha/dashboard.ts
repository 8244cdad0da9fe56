// The ConfigMap of a dashboard, for the sidecar that Grafana is installed with.
import type { V1ConfigMap } from '@kubernetes/client-node';
import { carried, type Manifest, manifest, merge, when } from '../../engine/index.ts';
import dashboardData from './files/dashboard.json' with { type: 'json' };
import { labels } from './fragments.ts';
import { metadata } from './metadata.ts';
import { values as v } from './values.ts';

export const dashboardFile = {
  path: 'files/dashboard.json',
  text: `${JSON.stringify(dashboardData, null, 2)}\n`,
};

export const dashboard = when<Manifest>(
  v.dashboard.enabled,
  manifest<V1ConfigMap>({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      ...metadata('configuration', 'dashboard'),
      labels: merge(labels, { grafana_dashboard: '1' }),
    },
    data: { 'postgresql.json': carried(dashboardFile.path, dashboardFile.text) },
  }),
);
