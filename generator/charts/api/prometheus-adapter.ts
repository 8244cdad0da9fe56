// Values for the chart of prometheus-adapter, which serves the metric that the autoscaler asks for: it is no
// part of ours, so it stands beside the manifests. docs/guides/custom-metrics.md explains it. Must not know
// where it is written.
import type { UmbrellaValues } from '../../../schemas/umbrella.ts';
import type { Json, Release } from '../../engine/index.ts';

/** Undefined where the autoscaler counts no requests. */
export function prometheusAdapterValues({ api }: UmbrellaValues, release: Release): Json | undefined {
  if (!api.enabled || !api.hpa.enabled || !api.hpa.requestsPerSecond.enabled) return undefined;
  // Both queries name the job: the first only finds the series, and a pod that two jobs read would count twice.
  const job = `job="${release.name}-${api.component}"`;
  return {
    prometheus: {
      url: `http://prometheus-operated.${api.networkPolicy.monitoringNamespace}.svc`,
      port: 9090,
    },
    // While it is away, nothing is scaled down.
    replicas: 2,
    rules: {
      default: false,
      custom: [
        {
          seriesQuery: `http_requests_total{namespace!="",pod!="",${job}}`,
          resources: {
            overrides: { namespace: { resource: 'namespace' }, pod: { resource: 'pod' } },
          },
          name: { matches: '^http_requests_total$', as: 'http_requests_per_second' },
          metricsQuery: `sum(rate(<<.Series>>{<<.LabelMatchers>>,${job}}[2m])) by (<<.GroupBy>>)`,
        },
      ],
    },
  };
}
