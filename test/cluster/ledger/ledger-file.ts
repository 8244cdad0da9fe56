// The ledger's file: what was sent to a store and what the store acknowledged, a line of JSON each, as it happens.
// Must not know what kind of store it is, nor what the ledger is compared with.
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { monotonicMs } from '../clock.ts';

/** Who acknowledged, and in which history: PostgreSQL's timeline, Sentinel's configuration epoch. */
export interface Acknowledgement {
  readonly node: string;
  readonly epoch: number;
}

/** One write. Times are milliseconds after the ledger was opened. */
export interface LedgerEntry {
  readonly id: string;
  /** When it was due; it was sent then or later. */
  readonly dueMs: number;
  readonly sentMs: number;
  /** Absent: never acknowledged. It may still be in the store. */
  readonly acknowledged?: Acknowledgement & { readonly ackedMs: number };
  /** The code of the refusal, where the store gave one; never its text, which may hold a secret. */
  readonly refusal?: string;
}

export interface Ledger {
  /** The time of day at the opening, in milliseconds since 1970. */
  readonly openedAtMs: number;
  /** In the order in which they were sent. */
  readonly entries: readonly LedgerEntry[];
  readonly marks: ReadonlyMap<string, number>;
}

export interface LedgerFile {
  /** Milliseconds since the opening. */
  now(): number;
  /** Written before the write goes out, so that a write that nobody hears of again is known. */
  sent(id: string, dueMs: number): void;
  acknowledged(id: string, by: Acknowledgement): void;
  refused(id: string, reason: unknown): void;
  mark(name: string): number;
  close(): void;
}

type Line =
  | { readonly kind: 'opened'; readonly openedAtMs: number }
  | { readonly kind: 'sent'; readonly id: string; readonly atMs: number; readonly dueMs: number }
  | ({ readonly kind: 'acked'; readonly id: string; readonly atMs: number } & Acknowledgement)
  | { readonly kind: 'refused'; readonly id: string; readonly atMs: number; readonly code: string }
  | { readonly kind: 'mark'; readonly name: string; readonly atMs: number };

/** A code such as 57P01, READONLY or ECONNRESET; of anything else only that it was an error. */
function refusalCode(reason: unknown): string {
  const code = reason instanceof Error && 'code' in reason ? reason.code : undefined;
  return typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) ? code : 'error';
}

/** Opens a new ledger. Throws when the file exists already: a ledger is never written over. */
export function openLedger(file: string): LedgerFile {
  const descriptor = openSync(file, 'ax');
  const originMs = monotonicMs();
  const now = () => monotonicMs() - originMs;
  let isOpen = true;
  const append = (line: Line): void => {
    // The descriptor of a closed file may be another file's by now.
    if (!isOpen) throw new Error(`${file} is closed.`);
    // Not flushed to the disk: the fault hits the store's machines, and a killed process loses nothing by it.
    writeSync(descriptor, `${JSON.stringify(line)}\n`);
  };
  append({ kind: 'opened', openedAtMs: Date.now() });
  return {
    now,
    sent: (id, dueMs) => append({ kind: 'sent', id, atMs: now(), dueMs }),
    acknowledged: (id, { node, epoch }) => append({ kind: 'acked', id, atMs: now(), node, epoch }),
    refused: (id, reason) => append({ kind: 'refused', id, atMs: now(), code: refusalCode(reason) }),
    mark(name) {
      const atMs = now();
      append({ kind: 'mark', name, atMs });
      return atMs;
    },
    close() {
      if (isOpen) closeSync(descriptor);
      isOpen = false;
    },
  };
}

/** The lines of a ledger. The last one may be cut off by a killed process; any other must be whole. */
function readLines(file: string): Line[] {
  const texts = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return texts.map((text, index) => {
    try {
      return JSON.parse(text) as Line;
    } catch {
      throw new Error(`${file}:${index + 1} is not a line of a ledger.`);
    }
  });
}

/** Reads a ledger back. Throws when a line is not whole, or speaks of a write that was never sent or is settled. */
export function readLedger(file: string): Ledger {
  const entries = new Map<string, LedgerEntry>();
  const marks = new Map<string, number>();
  const [opened, ...lines] = readLines(file);
  if (opened?.kind !== 'opened') throw new Error(`${file} does not begin as a ledger.`);
  for (const [index, line] of lines.entries()) {
    const fault = (what: string) => new Error(`${file}:${index + 2} ${what}.`);
    if (line.kind === 'opened') throw fault('opens the ledger again');
    if (line.kind === 'mark') {
      marks.set(line.name, line.atMs);
      continue;
    }
    const entry = entries.get(line.id);
    if (line.kind === 'sent') {
      if (entry !== undefined) throw fault(`sends ${line.id} again`);
      entries.set(line.id, { id: line.id, dueMs: line.dueMs, sentMs: line.atMs });
      continue;
    }
    if (entry === undefined) throw fault(`settles ${line.id}, which was never sent`);
    if (entry.acknowledged ?? entry.refusal) throw fault(`settles ${line.id} again`);
    entries.set(line.id, settle(entry, line));
  }
  return { openedAtMs: opened.openedAtMs, entries: [...entries.values()], marks };
}

function settle(entry: LedgerEntry, line: Extract<Line, { kind: 'acked' | 'refused' }>): LedgerEntry {
  if (line.kind === 'refused') return { ...entry, refusal: line.code };
  return { ...entry, acknowledged: { node: line.node, epoch: line.epoch, ackedMs: line.atMs } };
}
