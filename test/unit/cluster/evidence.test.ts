import { describe, expect, it } from 'vitest';
import { mergeEntries } from '../../cluster/evidence.ts';

const entry = (name: string, repeats: number, passed = true) => ({
  name,
  repeats,
  figures: [{ what: 'failed requests', value: 0, unit: '', bar: '0', passed }],
});

describe('the evidence of the cluster', () => {
  const before = [entry('drain', 5), entry('install', 1)];

  it.each([
    ['is not replaced by fewer repeats that passed', entry('drain', 1), false],
    ['is replaced by a failure', entry('drain', 1, false), true],
    ['is replaced by as many repeats', entry('install', 1), true],
    ['takes what was never measured', entry('pod-kill', 1), true],
  ])('%s', (_, now, isTaken) => {
    const merged = mergeEntries<ReturnType<typeof entry>>(before, [now]);
    expect(merged.includes(now)).toBe(isTaken);
    const names = [...new Set([...before, now].map(({ name }) => name))];
    expect(merged.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  });
});
