// A program: writes to PostgreSQL with the client of the reference api and the variables that the chart gives the api, and
// keeps the ledger of it. Its parent says on the standard input what moment it is ("mark NAME") and when to end ("stop").
// Must not know what is done to the servers.
import { createInterface } from 'node:readline';
import { startLedger } from '../../../cluster/ledger.ts';
import { LedgerRows } from '../../../cluster/stores/ledger-rows.ts';

export interface WriterOrder {
  readonly client: string;
  /** What the chart renders for this client. */
  readonly settings: Readonly<Record<string, string>>;
  readonly passwordFile: string;
  readonly ledgerFile: string;
  readonly prefix: string;
  /** For psycopg: one row; its answer is the timeline in which it was written. The id stands for %s. */
  readonly statement: string;
  readonly writesPerSecond: number;
  readonly seconds: number;
}

const order = JSON.parse(process.argv[2] ?? '') as WriterOrder;
const rows = new LedgerRows({ ...order.settings, POSTGRESQL_PASSWORD_FILE: order.passwordFile });
await rows.write(`${order.prefix}-first`);
let newest = 0;
const ledger = startLedger({
  file: order.ledgerFile,
  prefix: order.prefix,
  writesPerSecond: order.writesPerSecond,
  seconds: order.seconds,
  store: {
    async write(id) {
      const epoch = await rows.write(id);
      newest = Math.max(newest, epoch);
      return { node: order.client, epoch: epoch || newest };
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
