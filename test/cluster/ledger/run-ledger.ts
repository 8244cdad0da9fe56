// Writes to a store at a fixed rate and keeps the ledger of it. Must not know what kind of store it is.
import { monotonicMs } from '../clock.ts';
import { runSchedule } from '../schedule.ts';
import { type Acknowledgement, type LedgerFile, openLedger } from './ledger-file.ts';

export interface LedgerStore {
  /**
   * Settles when the store has acknowledged the write, and never before: not after a time limit of its own, not
   * after a cancelled commit. A rejection means that the outcome is unknown.
   */
  write(id: string): Promise<Acknowledgement>;
  /** Every id in the store, as often as it stands there. */
  readAll(): Promise<Iterable<string>>;
}

export interface LedgerOptions {
  /** A new file. */
  readonly file: string;
  readonly store: LedgerStore;
  /** The start of every id, so that two ledgers of one store are told apart. */
  readonly prefix: string;
  /** 1 to 500. */
  readonly writesPerSecond: number;
  /** 0.1 to 3600. */
  readonly seconds: number;
  /** A write that falls due while so many are open is left out; 1000 when absent. */
  readonly mostOpen?: number;
}

export interface LedgerRun {
  /** Names this moment; returns it, in milliseconds after the opening. */
  mark(name: string): number;
  /** Lets no further write fall due, and waits for those that are open, at most so long (10 s when absent). */
  stop(waitMs?: number): Promise<LedgerEnd>;
  /** The same at the end of the run's own time. */
  finish(waitMs?: number): Promise<LedgerEnd>;
}

export interface LedgerEnd {
  /** Writes that fell due and were not sent, because too many were open. */
  readonly leftOut: number;
  /** Writes without an answer at the end: their outcome is unknown, and they count as not acknowledged. */
  readonly open: number;
}

function checkOptions({ writesPerSecond, seconds, prefix }: LedgerOptions): void {
  if (!(writesPerSecond >= 1 && writesPerSecond <= 500)) throw new Error('writesPerSecond must be 1 to 500.');
  if (!(seconds >= 0.1 && seconds <= 3600)) throw new Error('seconds must be 0.1 to 3600.');
  if (!/^[a-z0-9-]{1,40}$/.test(prefix)) throw new Error('prefix must be 1 to 40 of a-z, 0-9 and -.');
}

/** Sends the writes of one run, and knows which of them are open. */
class Writer {
  readonly open = new Set<Promise<void>>();
  leftOut = 0;
  /** Why the ledger could not be kept; the figures are worth nothing then. */
  fault: unknown;
  private readonly file: LedgerFile;
  private readonly options: LedgerOptions;
  private isClosed = false;

  constructor(file: LedgerFile, options: LedgerOptions) {
    this.file = file;
    this.options = options;
  }

  send(index: number, dueMs: number): void {
    const { prefix, mostOpen = 1000 } = this.options;
    if (this.open.size >= mostOpen) {
      this.leftOut += 1;
      return;
    }
    const writing = this.write(`${prefix}-${index}`, dueMs)
      .catch((fault: unknown) => {
        this.fault ??= fault;
      })
      .finally(() => this.open.delete(writing));
    this.open.add(writing);
  }

  /** Answers that come later are not written any more: their outcome stays unknown. */
  close(): LedgerEnd {
    this.isClosed = true;
    this.file.close();
    if (this.fault !== undefined) throw this.fault;
    return { leftOut: this.leftOut, open: this.open.size };
  }

  private async write(id: string, dueMs: number): Promise<void> {
    this.file.sent(id, dueMs);
    let by: Acknowledgement;
    try {
      by = await this.options.store.write(id);
    } catch (reason) {
      if (!this.isClosed) this.file.refused(id, reason);
      return;
    }
    if (!this.isClosed) this.file.acknowledged(id, by);
  }
}

/** Settles with the first of the two: all are done, or so much time has gone by. */
async function waitFor(open: Iterable<Promise<void>>, mostMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, mostMs);
  });
  await Promise.race([Promise.all(open), patience]);
  clearTimeout(timer);
}

/** Starts writing. Ids are `<prefix>-0`, `<prefix>-1`…. Throws when the file exists or an option is out of bounds. */
export function startLedger(options: LedgerOptions): LedgerRun {
  checkOptions(options);
  const file = openLedger(options.file);
  const writer = new Writer(file, options);
  const offsetMs = file.now();
  const schedule = runSchedule({
    ratePerSecond: options.writesPerSecond,
    count: Math.max(1, Math.round(options.writesPerSecond * options.seconds)),
    originMs: monotonicMs(),
    onDue: (index, dueMs) => writer.send(index, offsetMs + dueMs),
  });
  let ended: Promise<LedgerEnd> | undefined;
  const finish = (waitMs = 10_000): Promise<LedgerEnd> => {
    ended ??= schedule.done.then(() => waitFor(writer.open, waitMs)).then(() => writer.close());
    return ended;
  };
  return {
    mark: file.mark,
    finish,
    stop(waitMs) {
      schedule.stop();
      return finish(waitMs);
    },
  };
}
