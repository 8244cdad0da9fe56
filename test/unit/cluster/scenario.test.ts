// What the cluster tests make of their measurements: bars, the worst of repeats, and runs that do not count.
import { describe, expect, it } from 'vitest';
import { summarise } from '../../cluster/load/load-result.ts';
import {
  atLeast,
  atMost,
  demandCalm,
  exactly,
  type Figure,
  holds,
  mergeMeasured,
  NoisyBaseline,
  worstOf,
} from '../../cluster/scenario.ts';

describe('figures', () => {
  it.each<readonly [string, Figure, Figure]>([
    ['exactly', exactly('a', 0, 0), exactly('a', 1, 0)],
    ['at most', atMost('a', 120, 120), atMost('a', 120.01, 120)],
    ['at least', atLeast('a', 6, 6), atLeast('a', 5, 6)],
    ['in words', holds('a', 'none', 'none'), holds('a', 'api', 'none')],
  ])('%s: pass at the bar, fail beyond it', (_, good, bad) => {
    expect(good.passed).toBe(true);
    expect(bad.passed).toBe(false);
  });

  it('that are no number fail', () => {
    expect([atMost('a', Number.NaN, 1), atLeast('a', Number.NaN, 1)].map(({ passed }) => passed)).toEqual([
      false,
      false,
    ]);
  });
});

describe('of repeats', () => {
  it('the worst counts, figure by figure', () => {
    const first = [
      atMost('ms', 90, 100),
      atLeast('pods', 6, 6),
      exactly('failed', 0, 0),
      holds('x', 'a', 'a'),
    ];
    const second = [
      atMost('ms', 95, 100),
      atLeast('pods', 7, 6),
      exactly('failed', 3, 0),
      holds('x', 'b', 'a'),
    ];
    const worst = [95, 6, 3, 'b'];
    expect(worstOf([first, second]).map(({ value }) => value)).toEqual(worst);
    expect(worstOf([second, first]).map(({ value }) => value)).toEqual(worst);
  });

  it('a failure counts more than a greater value that passed', () => {
    const passed = atMost('ms', 90, 100);
    const failed = atMost('ms', 50, 40);
    expect(worstOf([[passed], [failed], [passed]])).toEqual([failed]);
  });
});

describe('a calm start', () => {
  const bench = { chart: [], calibratedP99Ms: 30, judgesSpeed: true, say: () => {} };

  function loadOf(latency: number | ((request: number) => number), status = 200) {
    const latencyMs = typeof latency === 'number' ? () => latency : latency;
    const attempts = Array.from({ length: 200 }, (_, request) => ({
      request,
      attempt: 0,
      scheduledMs: request * 10,
      startedMs: request * 10,
      endedMs: request * 10 + latencyMs(request),
      status,
      connection: 'new' as const,
      reused: false,
      target: 0,
    }));
    const marks = new Map([
      ['calm', 200],
      ['fault', 1000],
    ]);
    return summarise({ attempts, marks, startedAtMs: 0, cpuMs: 0, elapsedMs: 1 });
  }

  it('gives its p99', () => {
    expect(demandCalm(loadOf(90), 'fault', bench)).toBe(90);
  });

  it('that is noisy makes the run void', () => {
    expect(() => demandCalm(loadOf(91), 'fault', bench)).toThrow(NoisyBaseline);
  });

  it('is not the time in which the load warms up', () => {
    const result = loadOf((request) => (request < 20 ? 500 : 10));
    expect(demandCalm(result, 'fault', bench)).toBe(10);
  });

  it('is not asked for where the run judges no speed', () => {
    expect(demandCalm(loadOf(91), 'fault', { ...bench, judgesSpeed: false })).toBe(91);
  });

  it('with failures is a fault of its own, not noise', () => {
    const act = () => demandCalm(loadOf(10, 503), 'fault', bench);
    expect(act).toThrow('100 requests failed before the fault');
    expect(act).not.toThrow(NoisyBaseline);
  });
});

describe('what was measured before', () => {
  const entry = (name: string, repeats: number, passed = true) => ({
    name,
    repeats,
    figures: [{ what: 'failed requests', value: 0, unit: '', bar: '0', passed }],
  });
  const before = [entry('drain', 5), entry('install', 1)];

  it.each([
    ['is not replaced by fewer repeats that passed', entry('drain', 1), false],
    ['is replaced by a failure', entry('drain', 1, false), true],
    ['is replaced by as many repeats', entry('install', 1), true],
    ['takes what was never measured', entry('pod-kill', 1), true],
  ])('%s', (_, now, isTaken) => {
    const merged = mergeMeasured<ReturnType<typeof entry>>(before, [now]);
    expect(merged.includes(now)).toBe(isTaken);
    const names = [...new Set([...before, now].map(({ name }) => name))];
    expect(merged.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  });
});
