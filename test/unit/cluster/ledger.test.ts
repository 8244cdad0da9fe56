// The ledger from end to end, with a store in memory that fails on schedule and forgets on purpose.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  compareLedger,
  type LedgerOptions,
  type LedgerStore,
  readLedger,
  startLedger,
} from '../../cluster/ledger.ts';
import { pause } from './loopback-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

/** A store that holds what it acknowledges. `write` may be replaced. */
function memoryStore(write?: (id: string, held: string[]) => Promise<void>) {
  const held: string[] = [];
  const store: LedgerStore = {
    async write(id) {
      if (write === undefined) held.push(id);
      else await write(id, held);
      return { node: 'node-a', epoch: 1 };
    },
    readAll: async () => held,
  };
  return { held, store };
}

const options = (store: LedgerStore, others: Partial<LedgerOptions> = {}): LedgerOptions => ({
  file: join(folder, `${files++}.jsonl`),
  store,
  prefix: 'run',
  writesPerSecond: 100,
  seconds: 0.5,
  ...others,
});

const numberOf = (id: string): number => Number(id.split('-').at(-1));

describe('a run', () => {
  it('loses nothing in a store without fault', async () => {
    const { store } = memoryStore();
    const run = options(store);
    expect(await startLedger(run).finish()).toEqual({ leftOut: 0, open: 0 });
    const result = compareLedger(readLedger(run.file), await store.readAll());
    expect(result).toMatchObject({
      sent: 50,
      acknowledged: 50,
      lost: [],
      duplicates: [],
      foreign: [],
      stale: [],
    });
    expect(result.nodes).toEqual({ 'node-a': 50 });
    expect(result.longestGap.ms).toBeLessThan(400);
  });

  it('finds the one acknowledged write that the store dropped', async () => {
    const { held, store } = memoryStore();
    const run = options(store);
    await startLedger(run).finish();
    held.splice(held.indexOf('run-17'), 1);
    const { lost } = compareLedger(readLedger(run.file), await store.readAll());
    expect(lost.map(({ id }) => id)).toEqual(['run-17']);
  });

  it('counts refusals that were written all the same as allowed, and no secret is kept', async () => {
    const { store } = memoryStore(async (id, held) => {
      held.push(id);
      if (numberOf(id) % 5 === 0)
        throw Object.assign(new Error('password=hunter2 refused'), {
          code: numberOf(id) % 10 === 0 ? '57P01' : 'hunter2 x',
        });
    });
    const run = options(store);
    await startLedger(run).finish();
    const result = compareLedger(readLedger(run.file), await store.readAll());
    expect(result).toMatchObject({
      sent: 50,
      acknowledged: 40,
      lost: [],
      refusals: { '57P01': 5, error: 5 },
    });
    expect(result.presentUnacknowledged).toHaveLength(10);
    expect(readFileSync(run.file, 'utf8')).not.toContain('hunter2');
  });

  it('takes a store that throws at once for a refusal', async () => {
    const store: LedgerStore = {
      write: () => {
        throw new Error('no connection');
      },
      readAll: async () => [],
    };
    const run = options(store, { seconds: 0.1 });
    await startLedger(run).finish();
    expect(compareLedger(readLedger(run.file), []).refusals).toEqual({ error: 10 });
  });

  it('measures an outage as the longest time without an acknowledgement', async () => {
    let isOut = false;
    const { store } = memoryStore(async (id, held) => {
      if (isOut) throw new Error('away');
      held.push(id);
    });
    const run = options(store, { seconds: 10 });
    const ledger = startLedger(run);
    await pause(300);
    isOut = true;
    const from = ledger.mark('outage');
    await pause(500);
    isOut = false;
    await pause(300);
    await ledger.stop();
    const read = readLedger(run.file);
    const { longestGap, sent, lost } = compareLedger(read, await store.readAll());
    expect(read.marks.get('outage')).toBe(from);
    expect(longestGap.ms).toBeGreaterThan(450);
    expect(longestGap.ms).toBeLessThan(800);
    expect(longestGap.toMs).toBeGreaterThan(from);
    expect(sent).toBeLessThan(500);
    expect(lost).toEqual([]);
  });

  it('goes on at its rate while writes hang, up to a number, and leaves them unacknowledged', async () => {
    const release: (() => void)[] = [];
    const { store } = memoryStore((id, held) => {
      if (numberOf(id) % 2 === 0) return new Promise((resolve) => release.push(resolve));
      held.push(id);
      return Promise.resolve();
    });
    const run = options(store, { mostOpen: 20 });
    const { leftOut, open } = await startLedger(run).finish(50);
    // Of 50 every second hangs until 20 are open; where the clock is late, two fall due at once and one more is left out.
    expect(open).toBeLessThanOrEqual(20);
    expect(open).toBeGreaterThanOrEqual(15);
    expect(leftOut).toBeGreaterThanOrEqual(11);
    // The answers of writes that were given up change nothing.
    for (const answer of release) answer();
    await pause(20);
    const result = compareLedger(readLedger(run.file), await store.readAll());
    expect(result).toMatchObject({ sent: 50 - leftOut, acknowledged: 50 - leftOut - open, lost: [] });
  });

  it('refuses options out of bounds', () => {
    const { store } = memoryStore();
    expect(() => startLedger(options(store, { writesPerSecond: 0 }))).toThrow('writesPerSecond');
    expect(() => startLedger(options(store, { seconds: Number.NaN }))).toThrow('seconds');
    expect(() => startLedger(options(store, { prefix: 'a b' }))).toThrow('prefix');
  });
});
