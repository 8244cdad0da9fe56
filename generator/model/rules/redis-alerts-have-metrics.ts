// Alerts read what the exporter offers and the ServiceMonitor collects.
import { and, not, or, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { key, redis } from './redis-values.ts';

const { exporter, prometheusRule, serviceMonitor } = redis;

export const rule = codedRule('REDIS-ALERTS-METRICS', {
  about: [serviceMonitor.enabled, exporter.enabled, prometheusRule.enabled],
  check: (say) =>
    when(
      and(prometheusRule.enabled, or(not(serviceMonitor.enabled), not(exporter.enabled))),
      say`${key}.prometheusRule.enabled is true while ${key}.serviceMonitor.enabled or ${key}.exporter.enabled is false, so nothing reads the metrics and no alert tells the truth.`,
    ),
});
