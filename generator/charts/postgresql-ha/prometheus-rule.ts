// The PrometheusRule of the alerts.
import { and, include, type Manifest, manifest, merge, type Template, t, when } from '../../engine/index.ts';
import type { AlertingRule, PrometheusRule } from '../monitoring-kinds.ts';
import { type Alert, alerts } from './alerts.ts';
import { labels, name } from './fragments.ts';
import { metadata } from './metadata.ts';
import { values as v } from './values.ts';

const rule = (of: Alert): Template<AlertingRule> => ({
  alert: of.alert,
  expr: of.expr,
  for: of.after,
  labels: { severity: of.severity },
  annotations: {
    summary: of.summary,
    description: of.description,
    runbook_url: t`${v.prometheusRule.runbookUrl}/${of.alert}.md`,
  },
});

export const prometheusRule = when<Manifest>(
  and(v.prometheusRule.enabled, v.exporter.enabled),
  manifest<PrometheusRule>({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { ...metadata('workload'), labels: merge(labels, {}, v.prometheusRule.labels) },
    spec: {
      groups: [
        {
          name: include(name),
          rules: alerts.map((of) =>
            of.only === undefined ? rule(of) : when<Template<AlertingRule>>(of.only, rule(of)),
          ),
        },
      ],
    },
  }),
);
