// The kinds of the Prometheus operator, as far as the charts use them; their own schemas judge the result.
import type { V1ObjectMeta } from '@kubernetes/client-node';

export interface ServiceMonitor {
  apiVersion: string;
  kind: string;
  metadata: V1ObjectMeta;
  spec: {
    selector: { matchLabels: { [key: string]: string } };
    endpoints: {
      port: string;
      path: string;
      interval: string;
      params?: { [key: string]: string[] };
      relabelings?: { targetLabel: string; replacement: string }[];
    }[];
  };
}

export interface AlertingRule {
  alert: string;
  expr: string;
  for: string;
  labels: { severity: 'critical' | 'warning' | 'info' };
  annotations: { summary: string; description: string; runbook_url: string };
}

export interface PrometheusRule {
  apiVersion: string;
  kind: string;
  metadata: V1ObjectMeta;
  spec: { groups: { name: string; rules: AlertingRule[] }[] };
}
