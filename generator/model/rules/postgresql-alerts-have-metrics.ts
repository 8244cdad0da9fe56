// Alerts read the metrics of the exporter; without any, some ring for ever and others never do.
import { and, not, or, ternary, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { postgresql } from './postgresql-values.ts';

const { exporter, prometheusRule, serviceMonitor } = postgresql;

export const rule = codedRule('POSTGRESQL-ALERTS-METRICS', {
  about: [serviceMonitor.enabled, exporter.enabled, prometheusRule.enabled],
  check: (say) =>
    when(
      and(prometheusRule.enabled, or(not(serviceMonitor.enabled), not(exporter.enabled))),
      say`${ternary<string>(exporter.enabled, 'postgresql.serviceMonitor.enabled', 'postgresql.exporter.enabled')} is false while postgresql.prometheusRule.enabled is true, so nothing reads the metrics of the alerts.`,
    ),
});
