// What a comparison says about ledgers made by hand.
import { describe, expect, it } from 'vitest';
import { compareLedger, type LedgerEntry } from '../../../cluster/ledger.ts';

/** Sent at `sentMs`, acknowledged ten milliseconds later in that epoch; epoch 0: not acknowledged. */
const entry = (id: string, sentMs: number, epoch = 1): LedgerEntry => ({
  id,
  dueMs: sentMs - 2,
  sentMs,
  ...(epoch > 0 ? { acknowledged: { node: `node-${epoch}`, epoch, ackedMs: sentMs + 10 } } : {}),
});

const compare = (entries: readonly LedgerEntry[], held: readonly string[] = entries.map(({ id }) => id)) =>
  compareLedger({ openedAtMs: 0, entries, marks: new Map() }, held);

const idsOf = (entries: readonly { id: string }[]) => entries.map(({ id }) => id);

describe('a comparison', () => {
  const four = [entry('a', 0), entry('b', 100), entry('c', 200, 0), entry('d', 300, 0)];

  it('tells lost from unknown, double and foreign', () => {
    const result = compare(four, ['b', 'b', 'c', 'x', 'b']);
    expect(idsOf(result.lost)).toEqual(['a']);
    expect(result.presentUnacknowledged).toEqual(['c']);
    expect(result.duplicates).toEqual([{ id: 'b', times: 3 }]);
    expect(result.foreign).toEqual(['x']);
    expect(result).toMatchObject({ sent: 4, acknowledged: 2, lateMaxMs: 2 });
  });

  it('finds nothing where all is well', () => {
    expect(compare(four, ['a', 'b'])).toMatchObject({
      lost: [],
      duplicates: [],
      foreign: [],
      stale: [],
      presentUnacknowledged: [],
    });
  });

  it('loses all in an empty store', () => {
    expect(idsOf(compare(four, []).lost)).toEqual(['a', 'b']);
  });

  it('counts silence until the last sending', () => {
    expect(compare(four).longestGap).toEqual({ ms: 190, fromMs: 110, toMs: 300 });
    expect(compare([entry('a', 0, 0), entry('b', 500, 0)]).longestGap).toEqual({
      ms: 500,
      fromMs: 0,
      toMs: 500,
    });
    expect(compare([]).longestGap.ms).toBe(0);
  });

  it('finds an old master that still acknowledges after the new one did', () => {
    expect(
      idsOf(compare([entry('a', 0, 1), entry('b', 100, 2), entry('c', 200, 1), entry('d', 300, 2)]).stale),
    ).toEqual(['c']);
  });

  it('does not blame a write that was on its way when the history changed', () => {
    const slow: LedgerEntry = { ...entry('a', 0), acknowledged: { node: 'node-1', epoch: 1, ackedMs: 150 } };
    expect(compare([slow, entry('b', 100, 2)]).stale).toEqual([]);
  });
});
