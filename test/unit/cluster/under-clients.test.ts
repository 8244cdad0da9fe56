// The figures of the scenarios of Redis: what is lost, how long nothing was taken, who was logged out.
import { describe, expect, it } from 'vitest';
import { compareLedger, type Ledger } from '../../cluster/ledger.ts';
import type { ClientsResult } from '../../cluster/stores/clients.ts';
import { keptFigures, longestSilenceMs, startFigure } from '../../cluster/stores/under-clients.ts';

interface Told {
  /** When each write was acknowledged; its id is its place. */
  readonly ackedMs: readonly number[];
  readonly missing?: readonly number[];
  readonly loggedOut?: number;
  readonly stillLoggedIn?: number;
}

function resultOf({ ackedMs, missing = [], loggedOut = 0, stillLoggedIn = 20 }: Told): ClientsResult {
  const entries = ackedMs.map((ms, place) => ({
    id: `w-${place}`,
    dueMs: ms,
    sentMs: ms,
    acknowledged: { node: 'reference', epoch: 0, ackedMs: ms },
  }));
  const ledger: Ledger = { openedAtMs: 1_000_000, entries, marks: new Map() };
  const held = entries.filter((_, place) => !missing.includes(place)).map(({ id }) => id);
  return {
    ledger,
    comparison: compareLedger(ledger, held),
    sessions: { users: 20, asked: 100, answers: { 200: 100 }, loggedOut, stillLoggedIn },
    marks: new Map([
      ['fault', 10_000],
      ['end', 30_000],
    ]),
  };
}

/** Every 50 ms, but for a silence. */
const steady = (silence: readonly [number, number] = [0, 0]): readonly number[] =>
  Array.from({ length: 600 }, (_, place) => place * 50).filter((ms) => ms <= silence[0] || ms >= silence[1]);

const failed = (result: ClientsResult, lastSecond = false): readonly string[] =>
  keptFigures(result, lastSecond)
    .filter(({ passed }) => !passed)
    .map(({ what }) => what);

describe('what is kept', () => {
  it('is all of it', () => {
    expect(failed(resultOf({ ackedMs: steady() }))).toEqual([]);
  });

  it('is not, when one acknowledged write is missing', () => {
    expect(failed(resultOf({ ackedMs: steady(), missing: [190] }))).toEqual(['acknowledged writes lost']);
  });

  it('may lack the last second where that is allowed, and nothing before it', () => {
    expect(failed(resultOf({ ackedMs: steady(), missing: [190] }), true)).toEqual([]);
    expect(failed(resultOf({ ackedMs: steady(), missing: [100] }), true)).toEqual([
      'acknowledged writes lost',
    ]);
    expect(failed(resultOf({ ackedMs: steady(), missing: [400] }), true)).toEqual([
      'acknowledged writes lost',
    ]);
  });

  it('is not, when a user was forgotten for a moment or for good', () => {
    expect(failed(resultOf({ ackedMs: steady(), loggedOut: 1 }))).toEqual([
      'answers that knew a user no more',
    ]);
    expect(failed(resultOf({ ackedMs: steady(), stillLoggedIn: 19 }))).toEqual(['users still logged in']);
  });

  it('says nothing where hardly anything was written', () => {
    expect(failed(resultOf({ ackedMs: steady().slice(0, 150) }))).toEqual(['acknowledged writes']);
  });
});

describe('the silence', () => {
  it('is the longest between the moments asked for', () => {
    expect(longestSilenceMs(resultOf({ ackedMs: steady([12_000, 15_500]) }), 10_000, 30_000)).toBe(3500);
    expect(longestSilenceMs(resultOf({ ackedMs: steady([2000, 8000]) }), 10_000, 30_000)).toBe(50);
  });

  it('counts to the end when nothing was taken any more', () => {
    expect(longestSilenceMs(resultOf({ ackedMs: steady([20_000, 40_000]) }), 10_000, 30_000)).toBe(10_000);
  });

  it('is counted from the start of the last server where that is asked', () => {
    const result = resultOf({ ackedMs: steady([12_000, 20_000]) });
    expect(startFigure(result, 1_017_500, 2)).toMatchObject({ value: 2.5, passed: false });
    expect(startFigure(result, 1_019_000, 2)).toMatchObject({ value: 1, passed: true });
    expect(startFigure(result, Number.NaN, 2).passed).toBe(false);
  });
});
