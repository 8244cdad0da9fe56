// Alerts read the metrics of the api; without any, one of them rings for ever and the others never do.
import { and, not, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { values } from './values.ts';

const { prometheusRule, serviceMonitor } = values.api;

export const rule = codedRule('API-ALERTS-METRICS', {
  about: [serviceMonitor.enabled, prometheusRule.enabled],
  check: (say) =>
    when(
      and(prometheusRule.enabled, not(serviceMonitor.enabled)),
      say`api.serviceMonitor.enabled is false while api.prometheusRule.enabled is true, so nothing reads the metrics and ApiDown fires for ever.`,
    ),
});
