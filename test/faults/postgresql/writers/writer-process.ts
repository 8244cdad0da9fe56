// A program: writes to PostgreSQL with the client of the reference api and the variables that the chart gives the api, and
// keeps the ledger of it. Its parent says on the standard input what moment it is ("mark NAME") and when to end ("stop").
// Must not know what is done to the servers.
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { startLedger } from '../../../cluster/ledger.ts';
import { ReadWritePool } from '../../../reference-api/postgresql/read-write-pool.ts';
import { readSettings } from '../../../reference-api/settings.ts';
import { GuardedCalls } from '../../../reference-api/stores/guarded-calls.ts';
import { StoreError } from '../../../reference-api/stores/store-error.ts';

export interface WriterOrder {
  readonly client: string;
  /** What the chart renders for this client. */
  readonly settings: Readonly<Record<string, string>>;
  readonly passwordFile: string;
  readonly ledgerFile: string;
  readonly prefix: string;
  /** One row; its answer is the timeline in which it was written. The id stands for $1 or %s. */
  readonly statement: string;
  readonly writesPerSecond: number;
  readonly seconds: number;
}

const order = JSON.parse(process.argv[2] ?? '') as WriterOrder;
const settings = readSettings({ ...order.settings, POSTGRESQL_PASSWORD_FILE: order.passwordFile });
if ('findings' in settings) throw new Error(settings.findings.join('; '));
const { postgresql, resilience } = settings;
if (postgresql === undefined) throw new Error('the api has no PostgreSQL');
const pool = new ReadWritePool(postgresql);
const now = (): number => performance.now();
const calls = new GuardedCalls(resilience, { now, pause, chance: Math.random });

async function write(id: string): Promise<number> {
  const deadline = now() + resilience.requestTimeoutMilliseconds;
  const [row] = await calls.retried(() => pool.query(order.statement, [id]), deadline);
  // No row: an attempt that was not heard of had written it, and so it stands there.
  return row?.[0] ? Number.parseInt(row[0], 16) : 0;
}

await write(`${order.prefix}-first`);
let newest = 0;
const ledger = startLedger({
  file: order.ledgerFile,
  prefix: order.prefix,
  writesPerSecond: order.writesPerSecond,
  seconds: order.seconds,
  store: {
    async write(id) {
      try {
        const epoch = await write(id);
        newest = Math.max(newest, epoch);
        return { node: order.client, epoch: epoch || newest };
      } catch (error) {
        // Only the code goes into the ledger.
        throw error instanceof StoreError
          ? Object.assign(new Error(), { code: error.code || error.fault.toUpperCase().replaceAll('-', '_') })
          : error;
      }
    },
    readAll: async () => [],
  },
});
process.stdout.write('started\n');
for await (const line of createInterface({ input: process.stdin })) {
  if (line.startsWith('mark ')) process.stdout.write(`marked ${ledger.mark(line.slice(5))}\n`);
  else break;
}
await ledger.stop(12_000);
process.exit(0);
