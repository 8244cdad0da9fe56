// The judgement of objects.test.ts can fail: each fault that it is to find is planted, and found.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubernetesObject } from '../../generator/engine/index.ts';
import { accepted, type Client, type LiveObject } from './client.ts';
import { differencesToLive, mergePatch } from './compare-live.ts';
import { type RegionCase, regionCases, type Written } from './region-objects.ts';
import { hasServer, openClient, podsOf, restrictedNamespace } from './restricted.ts';

interface Metric {
  readonly resource?: { readonly name: string };
}

interface Container {
  resources?: object;
}

const production = regionCases.find(({ environment }) => environment === 'prod') as RegionCase;

function written(kind: string): Written {
  const found = production.withTests.find(({ object }) => object.kind === kind);
  if (found === undefined) throw new Error(`production has no ${kind}`);
  return found;
}

/** The manifest with one passage of its text exchanged. @throws where the passage is not there. */
function exchanged(kind: string, passage: string | RegExp, by: string): string {
  const { text } = written(kind);
  const changed = text.replace(passage, by);
  if (changed === text) throw new Error(`${kind} does not say ${passage}`);
  return changed;
}

describe.runIf(hasServer)('a planted fault is found', () => {
  let client: Client;
  let namespace = '';
  beforeAll(async () => {
    client = openClient();
    namespace = await restrictedNamespace(client, 'planted');
  });
  afterAll(() => client.close());

  const apply = (kind: string, text: string) => client.apply(written(kind).object, { namespace, text });

  /** What differs between a changed object and what the server makes of it. */
  async function differencesOf(kind: string, change: (object: KubernetesObject) => unknown) {
    const ours = structuredClone(written(kind).object);
    change(ours);
    return differencesToLive(ours, accepted(await client.apply(ours, { namespace })));
  }
  const container = (object: KubernetesObject): Container =>
    podsOf(object)[0]?.spec.containers[0] as Container;

  it.each([
    ['cpu', '1000m', '"1"'],
    ['cpu', '0.5', '"500m"'],
    ['memory', '1024Mi', '"1Gi"'],
    ['ephemeral-storage', '0.5Gi', '"512Mi"'],
  ])('%s of %s, which comes back as %s', async (resource, quantity, kept) => {
    const found = await differencesOf('Deployment', (object) => {
      container(object).resources = { limits: { [resource]: quantity } };
    });
    const path = `spec.template.spec.containers[0].resources.limits.${resource}`;
    expect(found).toEqual([`${path}: ours "${quantity}", live ${kept}`]);
  });

  it('an average of 1000 requests a second, which comes back as 1k', async () => {
    const found = await differencesOf('HorizontalPodAutoscaler', (object) => {
      const text = JSON.stringify(object).replace(/"averageValue":"[^"]*"/, '"averageValue":"1000"');
      Object.assign(object, JSON.parse(text));
    });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^spec\.metrics\[\d\]\.pods\.target\.averageValue: ours "1000", live "1k"$/);
  });

  it('metrics in another order than the one that is kept', async () => {
    const { object, text } = written('HorizontalPodAutoscaler');
    const live = accepted(await apply('HorizontalPodAutoscaler', text));
    expect(differencesToLive(object, live)).toEqual([]);
    const other = structuredClone(object) as never as { spec: { metrics: unknown[] } };
    other.spec.metrics.reverse();
    expect(differencesToLive(other, live).length).toBeGreaterThan(0);
  });

  // A client of autoscaling/v1 sees the processor's target as a field and the rest as an annotation.
  it.each([
    { order: 'first, which an older client moves', place: 'first', expected: 'moved' },
    { order: 'last, which an older client keeps', place: 'last', expected: 'kept' },
  ])('the metric of the processor $order', async ({ place, expected }) => {
    const { object } = written('HorizontalPodAutoscaler');
    const { spec } = object as never as { spec: { metrics: readonly Metric[] } };
    const isProcessor = ({ resource }: Metric) => resource?.name === 'cpu';
    const others = spec.metrics.filter((metric) => !isProcessor(metric));
    const processor = spec.metrics.filter(isProcessor);
    const metrics = place === 'first' ? [...processor, ...others] : [...others, ...processor];
    const ours = { ...object, metadata: { name: `processor-${place}` }, spec: { ...spec, metrics } };
    expect(differencesToLive(ours, accepted(await client.apply(ours, { namespace })))).toEqual([]);

    const seen = accepted(await client.read({ ...ours, apiVersion: 'autoscaling/v1' }, namespace));
    const touched = { ...seen, metadata: { ...seen.metadata, labels: { touched: 'true' } } };
    accepted(await client.replace(touched, namespace));
    const found = differencesToLive(ours, accepted(await client.read(ours, namespace)));
    expect(found.length > 0 ? 'moved' : 'kept').toBe(expected);
  });

  it('an empty map, which the server drops', async () => {
    const found = await differencesOf('Deployment', (object) => {
      Object.assign(container(object), { resources: {}, volumeDevices: [] });
    });
    expect(found).toEqual(['spec.template.spec.containers[0].volumeDevices: ours [], live nothing']);
  });

  it('an unknown field, a doubled one, a wrong type: refused', async () => {
    const faults = [
      [exchanged('Deployment', '\nspec:\n', '\nspec:\n  replcas: 6\n'), /field not declared|unknown field/],
      [
        exchanged('Deployment', '\nspec:\n', '\nspec:\n  paused: false\n  paused: true\n'),
        /already set|duplicate/,
      ],
      [
        exchanged('Deployment', /containerPort: \d+/, 'containerPort: "high"'),
        /expected numeric|cannot unmarshal/,
      ],
    ] as const;
    for (const [text, reason] of faults) {
      const { status, body } = await apply('Deployment', text);
      expect({ status, message: body.message }).toEqual({
        status: expect.toSatisfy((s) => s >= 400),
        message: expect.stringMatching(reason),
      });
    }
  });

  it('the same in a kind that is defined by a schema', async () => {
    const text = exchanged('ServiceMonitor', '\nspec:\n', '\nspec:\n  selecter: {}\n');
    const { status, body } = await apply('ServiceMonitor', text);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body.message).toMatch(/selecter/);
  });

  it('a second apply that changes something', async () => {
    const first = accepted(await apply('PodDisruptionBudget', written('PodDisruptionBudget').text));
    const second = accepted(
      await apply(
        'PodDisruptionBudget',
        exchanged('PodDisruptionBudget', /minAvailable: \d+/, 'minAvailable: 5'),
      ),
    );
    expect(second.metadata.resourceVersion).not.toBe(first.metadata.resourceVersion);
  });

  it('an object that somebody else has changed', async () => {
    const { object, text } = written('PrometheusRule');
    const live: LiveObject = accepted(await apply('PrometheusRule', text));
    const changed = JSON.parse(
      JSON.stringify(live).replace('"severity":"critical"', '"severity":"none"'),
    ) as LiveObject;
    expect(mergePatch(live, object)).toEqual(live);
    expect(mergePatch(changed, object)).not.toEqual(changed);
    expect(differencesToLive(object, changed)).toHaveLength(1);
  });

  it('a version of a kind that is going away is warned of', async () => {
    const endpoints = { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'old' } };
    expect((await client.apply(endpoints, { namespace })).warnings.join()).toContain('deprecated');
  });
});
