// The alerts of the api: each names its runbook.
import {
  type Expr,
  include,
  type Manifest,
  manifest,
  merge,
  release,
  type Template,
  t,
  when,
} from '../../engine/index.ts';
import type { AlertingRule, PrometheusRule } from '../monitoring-kinds.ts';
import { labels, name } from './fragments.ts';
import { metadata } from './metadata.ts';
import { values as v } from './values.ts';

const inNamespace = t`namespace='${release.namespace}'`;
const requests = (more: string): Expr<string> =>
  t`sum(rate(http_requests_total{${inNamespace},job='${include(name)}'${more}}[5m]))`;

interface Alert {
  readonly alert: string;
  readonly severity: 'critical' | 'warning';
  readonly expr: Expr<string>;
  readonly after: string;
  readonly summary: string;
  readonly description: string;
  /** Where it makes sense; everywhere unless given. */
  readonly only?: Expr<boolean>;
}

const alerts: readonly Alert[] = [
  {
    alert: 'ApiDown',
    severity: 'critical',
    expr: t`sum(up{${inNamespace},job='${include(name)}'}) == 0 or absent(up{${inNamespace},job='${include(name)}'})`,
    after: '1m',
    summary: 'No pod of the api answers',
    description: 'Prometheus reached no pod of the api for a minute: requests fail.',
  },
  {
    alert: 'ApiErrors',
    severity: 'critical',
    expr: t`100 * ${requests(",code=~'5..'")} / ${requests('')} > ${v.prometheusRule.errorPercent}`,
    after: '5m',
    summary: 'Too many requests fail',
    description: '{{ $value | printf "%.1f" }} percent of the requests failed over five minutes.',
  },
  {
    alert: 'ApiBelowBudget',
    severity: 'warning',
    expr: t`kube_deployment_status_replicas_available{${inNamespace},deployment='${include(name)}'} < ${v.pdb.minAvailable}`,
    after: '5m',
    summary: 'Fewer pods are ready than the disruption budget asks for',
    description: '{{ $value }} pods are ready; nodes cannot be drained, and one more loss is felt.',
    only: v.pdb.enabled,
  },
  {
    alert: 'ApiAtMaximum',
    severity: 'warning',
    expr: t`kube_horizontalpodautoscaler_status_current_replicas{${inNamespace},horizontalpodautoscaler='${include(name)}'} >= ${v.hpa.maxReplicas}`,
    after: '15m',
    summary: 'The api runs as many pods as it may',
    description:
      'The autoscaler is at its maximum of {{ $value }} pods: more load cannot be answered by more pods.',
    only: v.hpa.enabled,
  },
];

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
  v.prometheusRule.enabled,
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
