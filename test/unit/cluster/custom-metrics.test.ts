// What the stand-in for prometheus-adapter says, and that it reads what the reference api offers.
import { describe, expect, it } from 'vitest';
import { fixedAnswer, metricValues, readGauge, readQuestion } from '../../cluster/custom-metrics/answers.ts';
import { printFamilies, RequestMetrics } from '../../reference-api/metrics.ts';

const path = '/apis/custom.metrics.k8s.io/v1beta1/namespaces/aiagent-prod/pods/*/http_requests_per_second';

describe('a question', () => {
  it('names the namespace, the pods and the selector', () => {
    expect(readQuestion(path, new URLSearchParams('labelSelector=app%3Da'))).toEqual({
      namespace: 'aiagent-prod',
      pod: '*',
      labelSelector: 'app=a',
    });
  });

  it.each([
    ['another metric', path.replace('per_second', 'per_minute')],
    ['another kind', path.replace('/pods/', '/services/')],
    ['another version', path.replace('v1beta1', 'v1beta2')],
    ['more behind it', `${path}/more`],
  ])('is none for %s', (_, other) => {
    expect(readQuestion(other, new URLSearchParams())).toBeUndefined();
  });
});

describe('the answers', () => {
  it('name the metric among the resources', () => {
    expect(fixedAnswer('/apis/custom.metrics.k8s.io/v1beta1')).toMatchObject({
      kind: 'APIResourceList',
      resources: [{ name: 'pods/http_requests_per_second', namespaced: true }],
    });
    expect(fixedAnswer('/apis/else')).toBeUndefined();
  });

  it('give quantities in thousandths', () => {
    const { items } = metricValues(
      'aiagent-prod',
      [{ pod: 'a', perSecond: 16.6667 }],
      '2026-01-01T00:00:00Z',
    );
    expect(items).toMatchObject([
      {
        describedObject: { kind: 'Pod', name: 'a' },
        metricName: 'http_requests_per_second',
        value: '16667m',
      },
    ]);
  });
});

describe('the gauge', () => {
  it('is read from what the reference api prints', () => {
    const metrics = new RequestMetrics(0);
    for (let request = 0; request < 30; request++) metrics.record(200, 0.01, 5);
    expect(readGauge(printFamilies(metrics.families(20)))).toBe(2);
  });

  it('is missing where it is not printed', () => {
    expect(readGauge('http_requests_total{code="200"} 5\n')).toBeUndefined();
  });
});
