// What a scenario is, and the figures that it gives. Must not know any of them.
import type { LoadResult } from './load/load-result.ts';

export interface Figure {
  readonly what: string;
  readonly value: number | string;
  readonly unit: string;
  /** `0`, `≤ 120`, in words where it is no number. */
  readonly bar: string;
  readonly passed: boolean;
}

export interface Bench {
  /** What Helm is told to install: the folder of the chart, or a copy with a planted fault. */
  readonly chart: readonly string[];
  /** The p99 of a calm cluster, in milliseconds. */
  readonly calibratedP99Ms: number;
  /** The quick run judges what happened, not how fast: it also runs where much else does. */
  readonly judgesSpeed: boolean;
  readonly say: (text: string) => void;
}

export interface Scenario {
  readonly name: string;
  /** What is done to the platform, in a few words. */
  readonly fault: string;
  /** Part of the quick run. */
  readonly quick: boolean;
  /** How often it is run; the worst run counts. */
  readonly repeats: number;
  /** Whether the release has its stores meanwhile; where it has not, the api runs without. */
  readonly stores: boolean;
  /** Whether it starts from the shared release in its own state. */
  readonly shared: boolean;
  readonly run: (bench: Bench) => Promise<readonly Figure[]>;
}

/** The load before the fault was not calm: the run says nothing, and is repeated. */
export class NoisyBaseline extends Error {}

export const exactly = (what: string, value: number, wanted: number, unit = ''): Figure => ({
  what,
  value,
  unit,
  bar: String(wanted),
  passed: value === wanted,
});

export const atMost = (what: string, value: number, limit: number, unit = ''): Figure => ({
  what,
  value: Math.round(value * 10) / 10,
  unit,
  bar: `≤ ${Math.round(limit * 10) / 10}`,
  passed: value <= limit,
});

export const atLeast = (what: string, value: number, limit: number, unit = ''): Figure => ({
  what,
  value: Math.round(value * 100) / 100,
  unit,
  bar: `≥ ${limit}`,
  passed: value >= limit,
});

/** Text against text; the whole value is shown only where it is wrong. */
export const holds = (what: string, value: string, wanted: string): Figure => ({
  what,
  value,
  unit: '',
  bar: wanted,
  passed: value === wanted,
});

/** Throws NoisyBaseline unless the time before the mark was calm, where the run judges speed. */
export function demandCalm(
  result: LoadResult,
  mark: string,
  { calibratedP99Ms, judgesSpeed }: Bench,
): number {
  const p99 = result.p99Between('calm', mark);
  const failed = result.failedBetween(0, mark);
  if (failed > 0) throw new Error(`${failed} requests failed before the fault`);
  if (judgesSpeed && p99 > 3 * calibratedP99Ms)
    throw new NoisyBaseline(
      `p99 before the fault ${p99.toFixed(1)} ms, calibrated ${calibratedP99Ms.toFixed(1)} ms`,
    );
  if (result.localErrors > 0)
    throw new NoisyBaseline(`${result.localErrors} requests failed on this machine itself`);
  return p99;
}

/** The worse of two figures of the same name: the one that failed, else the greater or, for a least, the smaller. */
export function worse(a: Figure, b: Figure): Figure {
  if (a.passed !== b.passed) return a.passed ? b : a;
  if (typeof a.value === 'string' || typeof b.value === 'string') return a;
  return a.value > b.value === !a.bar.startsWith('≥') ? a : b;
}

/** What was measured so often, and came out so at its worst. */
interface Repeated {
  readonly name: string;
  readonly repeats: number;
  readonly figures: readonly Figure[];
}

/** What was kept, with what was measured now in its place: unless that passed, and with fewer repeats. */
export function mergeMeasured<One extends Repeated>(
  before: readonly One[],
  now: readonly One[],
): readonly One[] {
  const counts = now.filter(({ name, repeats, figures }) => {
    const kept = before.find((one) => one.name === name);
    return kept === undefined || repeats >= kept.repeats || figures.some(({ passed }) => !passed);
  });
  return [...before.filter(({ name }) => counts.every((one) => one.name !== name)), ...counts];
}

/** The worst of every figure over all runs. Figures are told apart by their place. */
export function worstOf(runs: readonly (readonly Figure[])[]): readonly Figure[] {
  const longest = runs.reduce((most, run) => (run.length > most.length ? run : most), []);
  return longest.map((_, place) =>
    runs.flatMap((run) => run[place] ?? []).reduce((worst, figure) => worse(worst, figure)),
  );
}
