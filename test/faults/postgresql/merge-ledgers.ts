// Several ledgers of one trial as one. Must not know what is in them.
import type { Ledger } from '../../cluster/ledger.ts';

/** All writes of a trial on one clock: two clients on two nodes show two histories. */
export function mergeLedgers(ledgers: readonly Ledger[]): Ledger {
  const openedAtMs = Math.min(...ledgers.map((ledger) => ledger.openedAtMs));
  const entries = ledgers.flatMap((ledger) => {
    const later = ledger.openedAtMs - openedAtMs;
    return ledger.entries.map((entry) => ({
      ...entry,
      dueMs: entry.dueMs + later,
      sentMs: entry.sentMs + later,
      ...(entry.acknowledged === undefined
        ? {}
        : { acknowledged: { ...entry.acknowledged, ackedMs: entry.acknowledged.ackedMs + later } }),
    }));
  });
  return { openedAtMs, entries, marks: new Map() };
}
