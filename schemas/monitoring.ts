// What a chart shows of itself to Prometheus and Grafana. Must not know which charts there are.
import { z } from 'zod';
import { LabelValue, OwnLabelKey } from './scalars.ts';

const prometheusLabels = z
  .record(OwnLabelKey, LabelValue)
  .default({})
  .meta({
    description: 'More labels, by which a Prometheus chooses what it reads.',
    examples: [{ release: 'kube-prometheus-stack' }],
  });

export const ServiceMonitor = z.strictObject({
  enabled: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether the Prometheus operator is told to read the metrics.' }),
  labels: prometheusLabels,
  intervalSeconds: z
    .int()
    .min(5)
    .max(300)
    .default(30)
    .meta({ description: 'How often the metrics are read.', unit: 'seconds' }),
});

/** The switch of a chart's alerts, and where their runbooks stand. @param of whose alerts: `the api`. */
export const alertSettings = (of: string) => ({
  enabled: z
    .boolean()
    .default(false)
    .meta({ description: `Whether the Prometheus operator gets the alerts of ${of}.` }),
  labels: prometheusLabels,
  runbookUrl: z
    .string()
    .regex(/^https:\/\/[a-z0-9][-.a-z0-9]*(\/[-._~A-Za-z0-9]+)*$/)
    .default('https://github.com/chartwright/chartwright/blob/main/docs/runbooks')
    .meta({
      description: 'Where the runbooks of the alerts stand.',
      cure: 'Write an address without a slash at the end.',
    }),
});

/** The switch of a chart's dashboard. */
export const dashboard = (of: string) =>
  z.strictObject({
    enabled: z
      .boolean()
      .default(false)
      .meta({ description: `Whether Grafana’s sidecar gets a dashboard of ${of}.` }),
  });
