// The rules for prometheus-adapter serve exactly the metric that the autoscaler reads, of the pods that the
// ServiceMonitor reads, and the guide shows the rule that is written.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { prometheusAdapterValues } from '../../../generator/charts/api/prometheus-adapter.ts';
import { regionFiles } from '../../../generator/charts/region-files.ts';
import { umbrella } from '../../../generator/charts/umbrella/index.ts';
import { componentsOf } from '../../../generator/engine/index.ts';
import { UmbrellaValues } from '../../../schemas/umbrella.ts';

const repository = resolve(import.meta.dirname, '../../..');
const release = { name: 'aiagent', namespace: 'aiagent-prod' };
const charts = componentsOf(umbrella([], () => 'umbrella'));
const valuesWith = (api: object) =>
  UmbrellaValues.parse({ api: { serviceMonitor: { enabled: true }, ...api } });
const counting = { requestsPerSecond: { enabled: true } };

/** The manifests of a region, by their path. */
function render(api: object) {
  const { files } = regionFiles(charts, valuesWith(api), release);
  return (name: string) => parse(files.get(name) ?? 'null');
}

describe('prometheusAdapterValues', () => {
  it('serves the metric of the autoscaler, found by the name of the Service', () => {
    const read = render({ hpa: counting });
    const [rule] = read('prometheus-adapter.yaml').rules.custom;
    const autoscaler = read('manifests/api/horizontalpodautoscaler-aiagent-api.yaml');
    const [pods] = autoscaler.spec.metrics.filter(({ type }: { type: string }) => type === 'Pods');
    expect(rule.name.as).toBe(pods.pods.metric.name);
    expect(pods.pods.target.type).toBe('AverageValue');
    // The operator names a job after the Service.
    const { metadata } = read('manifests/api/service-aiagent-api.yaml');
    for (const query of [rule.seriesQuery, rule.metricsQuery])
      expect(query).toContain(`job="${metadata.name}"`);
    expect(read('manifests/api/servicemonitor-aiagent-api.yaml').spec.jobLabel).toBeUndefined();
  });

  it.each([
    { hpa: { requestsPerSecond: { enabled: false } } },
    { hpa: { enabled: false, ...counting } },
    { enabled: false, hpa: counting },
  ])('is not written where the autoscaler counts no requests: %j', (api) => {
    expect(render(api)('prometheus-adapter.yaml')).toBeNull();
  });

  it('is what the guide shows', () => {
    const guide = readFileSync(join(repository, 'docs/guides/custom-metrics.md'), 'utf8');
    const shown = [...guide.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => parse(text));
    const { rules } = prometheusAdapterValues(valuesWith({ hpa: counting }), release) as { rules: unknown };
    expect(shown).toContainEqual({ rules });
  });
});
