// Compares a ledger with what the store holds. Pure. Must not know which store, nor which figures are good.
import { type Gap, longestGap } from '../gaps.ts';
import type { Ledger, LedgerEntry } from './ledger-file.ts';

type Acknowledged = Required<Pick<LedgerEntry, 'acknowledged'>> & LedgerEntry;

export interface LedgerComparison {
  readonly sent: number;
  readonly acknowledged: number;
  /** Acknowledged, and not in the store. */
  readonly lost: readonly Acknowledged[];
  /** Never acknowledged, and in the store: allowed. */
  readonly presentUnacknowledged: readonly string[];
  /** In the store more than once. */
  readonly duplicates: readonly { readonly id: string; readonly times: number }[];
  /** In the store, and never sent by this ledger. */
  readonly foreign: readonly string[];
  /** Acknowledged in an older history than a write that was acknowledged before this one was sent: two masters. */
  readonly stale: readonly Acknowledged[];
  /** The recovery time: the longest time without an acknowledgement, silence at the start and at the end included. */
  readonly longestGap: Gap;
  /** Acknowledged writes by node, and refusals by code. */
  readonly nodes: Readonly<Record<string, number>>;
  readonly refusals: Readonly<Record<string, number>>;
  /** How late the ledger itself was at worst: a gap of about this length is its own. */
  readonly lateMaxMs: number;
}

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of [...names].sort()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

const isAcknowledged = (entry: LedgerEntry): entry is Acknowledged => entry.acknowledged !== undefined;

/** Goes through sendings and acknowledgements in the order of time, with the newest history known at each. */
function findStale(acknowledged: readonly Acknowledged[]): Acknowledged[] {
  const byAck = [...acknowledged].sort((a, b) => a.acknowledged.ackedMs - b.acknowledged.ackedMs);
  const bySending = [...acknowledged].sort((a, b) => a.sentMs - b.sentMs);
  let newest = -Infinity;
  let next = 0;
  return bySending.filter((entry) => {
    for (; next < byAck.length; next++) {
      const { ackedMs, epoch } = (byAck[next] as Acknowledged).acknowledged;
      if (ackedMs > entry.sentMs) break;
      newest = Math.max(newest, epoch);
    }
    return entry.acknowledged.epoch < newest;
  });
}

/** What became of each write. `held` is everything in the store, in any order, as often as it stands there. */
export function compareLedger({ entries }: Ledger, held: Iterable<string>): LedgerComparison {
  const times = new Map<string, number>();
  for (const id of held) times.set(id, (times.get(id) ?? 0) + 1);
  const sent = new Set(entries.map(({ id }) => id));
  const acknowledged = entries.filter(isAcknowledged);
  const ackedMs = acknowledged.map((entry) => entry.acknowledged.ackedMs);
  const fromMs = entries[0]?.sentMs ?? 0;
  const lastSentMs = entries.at(-1)?.sentMs ?? 0;
  return {
    sent: entries.length,
    acknowledged: acknowledged.length,
    lost: acknowledged.filter(({ id }) => !times.has(id)),
    presentUnacknowledged: entries.filter((e) => !isAcknowledged(e) && times.has(e.id)).map(({ id }) => id),
    duplicates: [...times].flatMap(([id, count]) => (count > 1 ? [{ id, times: count }] : [])),
    foreign: [...times.keys()].filter((id) => !sent.has(id)),
    stale: findStale(acknowledged),
    longestGap: longestGap(ackedMs, { fromMs, toMs: ackedMs.reduce((a, b) => Math.max(a, b), lastSentMs) }),
    nodes: tally(acknowledged.map((entry) => entry.acknowledged.node)),
    refusals: tally(entries.flatMap(({ refusal }) => refusal ?? [])),
    lateMaxMs: entries.reduce((late, { sentMs, dueMs }) => Math.max(late, sentMs - dueMs), 0),
  };
}
