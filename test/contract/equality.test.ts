// The chart that Helm renders and the manifests that we write are the same objects, for random values at
// their most hostile. CHARTWRIGHT_CASES says how many, CHARTWRIGHT_SEED repeats a run.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverBranches } from '../support/branch-coverage.ts';
import { subjects, writeChart } from '../support/chart-subjects.ts';
import {
  brokenCase,
  type Case,
  canCompare,
  differencesOf,
  type Rendering,
  validCase,
  verdictOn,
} from '../support/hold-equal.ts';
import { keepRules } from '../support/keep-rules.ts';

const ready = await canCompare();
const cases = Number(process.env.CHARTWRIGHT_CASES ?? 200);
const seed = Number(process.env.CHARTWRIGHT_SEED ?? Math.floor(Math.random() * 2 ** 31));
console.info(`equality: ${cases} cases a chart; repeat them with CHARTWRIGHT_SEED=${seed}`);

// Slow machines, and shrinking after a failure, included.
const patience = 120_000 + cases * 1_000;

/** Runs a property in two lanes: as many helms at once as there are cores to expect. */
async function inTwoLanes(arbitrary: fc.Arbitrary<Case>, runs: number, holds: (one: Case) => Promise<void>) {
  const lane = (number: number) =>
    fc.assert(fc.asyncProperty(arbitrary, holds), {
      numRuns: Math.ceil(runs / 2),
      seed: seed + number,
      interruptAfterTimeLimit: patience - 20_000,
      markInterruptAsFailure: true,
    });
  await Promise.all([lane(0), lane(1)]);
}

describe.runIf(ready).each(subjects)('chart $name', (subject) => {
  const of: Rendering = { subject, folder: writeChart(subject.files) };
  const coverage = coverBranches(subject.charts.map(({ chart }) => chart));

  it(`is the same with and without Helm, for ${cases} random sets of values`, {
    timeout: patience,
  }, async () => {
    await inTwoLanes(validCase(subject), cases, async (one) => {
      expect(await differencesOf(of, one, coverage.listen)).toEqual([]);
    });
  });

  it('is the same for values that chance seldom finds', async () => {
    const release = { name: 'r', namespace: 'n' };
    for (const values of subject.handMade) {
      const one = { input: keepRules(subject, values, release), release, withTests: true, resolved: true };
      expect(await differencesOf(of, one, coverage.listen)).toEqual([]);
    }
  });

  it('took every branch, and passed every branch over, in that run', () => {
    expect(coverage.untaken()).toEqual([]);
    expect(coverage.ways).toBeGreaterThan(10);
  });

  it('refuses what breaks a rule, with the words of the rule', { timeout: patience }, async () => {
    let broken = 0;
    await inTwoLanes(brokenCase(subject), Math.ceil(cases / 4), async (one) => {
      const verdict = await verdictOn(of, one);
      if (verdict.broken) broken++;
      expect(verdict.difference).toBeUndefined();
    });
    expect(broken).toBeGreaterThan(0);
  });
});
