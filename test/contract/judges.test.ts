// The judges of Kubernetes objects over the chart itself: its defaults, everything on at once, and objects
// from random values. The environments have a test of their own.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { JsonMap } from '../../generator/engine/index.ts';
import { products } from '../support/chart-subjects.ts';
import { richValues } from '../support/full-values.ts';
import { validCase } from '../support/hold-equal.ts';
import { checkov, inNamespace, type KubernetesObject, kubeconform, kubeScore } from '../support/judges.ts';
import { keepRules } from '../support/keep-rules.ts';
import { withoutServicesOfPods } from '../support/pod-services.ts';
import { requirePythonJudges } from '../support/python-judges.ts';
import { requireTool } from '../support/required.ts';

const ready =
  (await requireTool('kubeconform')) && (await requireTool('kube-score')) && (await requirePythonJudges());
const seed = Number(process.env.CHARTWRIGHT_SEED ?? Math.floor(Math.random() * 2 ** 31));
console.info(`judges: repeat them with CHARTWRIGHT_SEED=${seed}`);

const platform = products.at(-1)!;
const namespace = 'platform';
const release = { name: 'aiagent', namespace };

// Digests are known once images are built; until then made-up ones stand for them.
const digests = parse(readFileSync(new URL('../fixtures/digests.yaml', import.meta.url), 'utf8')) as JsonMap;

const everything = keepRules(platform, richValues(platform.values), release);

const objectsOf = (input: JsonMap): readonly KubernetesObject[] => {
  const values = platform.values.parse(input);
  const objects = platform.evaluate({ values, release, withTests: true });
  return inNamespace(objects as readonly KubernetesObject[], namespace);
};

describe.runIf(ready).each([
  { name: 'its defaults', input: digests, least: 8 },
  { name: 'everything on', input: everything, least: 14 },
])('the judges of the chart with $name', ({ input, least }) => {
  let objects: readonly KubernetesObject[] = [];
  beforeAll(() => {
    objects = objectsOf(input);
  });

  it('see all objects, the test pods too', () => {
    expect(objects.length).toBeGreaterThanOrEqual(least);
    expect(objects.filter(({ kind }) => kind === 'Pod').length).toBeGreaterThan(0);
  });

  it('kubeconform: every object is valid, none is skipped', async () => {
    expect(await kubeconform(objects)).toEqual([]);
  });

  it('kube-score: nothing critical, no warning', async () => {
    expect(withoutServicesOfPods(await kubeScore(objects), objects)).toEqual({ criticals: [], warnings: [] });
  });

  it('checkov: nothing failed, nothing suppressed', async () => {
    const { failed, passed, suppressed } = await checkov(objects, { namespace });
    expect({ failed, suppressed }).toEqual({ failed: [], suppressed: 0 });
    expect(passed).toBeGreaterThan(50);
  });
});

describe.runIf(ready)('objects from random values', () => {
  const cases = fc.sample(validCase(platform), { numRuns: 150, seed });

  it('are valid for the API server, each of them', async () => {
    const objects = cases.flatMap(({ input }) => objectsOf(input));
    expect(objects.length).toBeGreaterThan(500);
    expect(await kubeconform(objects)).toEqual([]);
  });

  it('would be refused with a field of a wrong type', async () => {
    const [deployment] = objectsOf(digests).filter(({ kind }) => kind === 'Deployment');
    const spoilt = {
      ...deployment!,
      spec: { ...(deployment as never as { spec: object }).spec, minReadySeconds: '5' },
    };
    expect(await kubeconform([spoilt])).toHaveLength(1);
  });
});
