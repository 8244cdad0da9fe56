// Helm's own reader, from the tests: it means what Helm means, refuses what is wrong, and is fast.
import { describe, expect, it } from 'vitest';
import { readAsHelm, requireHelmReader } from '../../support/read-as-helm.ts';

describe.runIf(await requireHelmReader())("Helm's YAML reader", () => {
  it('reads plain scalars as YAML 1.1', async () => {
    const { documents } = await readAsHelm('a: yes\nb: 0777\nc: 1.10\nd: "yes"\ne: ~\nf: 1_000\ng: 0o17\n');
    expect(documents).toEqual([{ a: true, b: 511, c: 1.1, d: 'yes', e: null, f: 1000, g: 15 }]);
  });

  it('splits documents as Helm does, and leaves out those that hold only comments', async () => {
    const { documents } = await readAsHelm(
      '---\n# Source: x\n---\na: 1\n---b: 2\n---   \nc: |\n  ---\n  d\n',
    );
    expect(documents).toEqual([{ a: 1 }, { b: 2 }, { c: '---\nd\n' }]);
  });

  it.each([
    ['a duplicate key', 'a: 1\n---\nb: 1\nb: 2\n', /document 1: .*"b" already set/s],
    ['a tab', 'a:\n\tb: 1\n', /tab|character that cannot start/],
    ['an open bracket', 'a: [1\n', /did not find/],
  ])('refuses %s and goes on to the next request', async (_, stream, message) => {
    const { error } = await readAsHelm(stream);
    expect(error).toMatch(message);
    expect(await readAsHelm('fine: 1\n')).toEqual({ documents: [{ fine: 1 }] });
  });

  it('keeps the answers in the order of the questions', async () => {
    const numbers = Array.from({ length: 50 }, (_, number) => number);
    const readings = await Promise.all(numbers.map((number) => readAsHelm(`count: ${number}\n`)));
    expect(readings.map(({ documents }) => documents[0])).toEqual(numbers.map((count) => ({ count })));
  });

  it('answers 400 requests from one process, which would take 20 seconds with one each', async () => {
    const object =
      'kind: Deployment\nmetadata:\n  name: a\n  labels: {a: b, c: d}\nspec:\n  list: [1, 2, 3]\n---\n';
    const begin = performance.now();
    for (let request = 0; request < 400; request++) await readAsHelm(object.repeat(10));
    expect(performance.now() - begin).toBeLessThan(10_000);
  });
});
