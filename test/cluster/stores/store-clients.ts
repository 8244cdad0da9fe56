// The program of the clients' pod: writes a ledger to a store, and keeps users logged in at the api.
// Says what became of it on its standard output, a line of JSON each. Must not know the scenario, nor judge anything.
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { monotonicMs } from '../clock.ts';
import { startLedger } from '../ledger.ts';
import { type TargetOrder, targetOf } from './ledger-target.ts';
import { type SessionTally, Users } from './users.ts';

export interface ClientsOrder {
  readonly target: TargetOrder;
  readonly prefix: string;
  readonly writesPerSecond: number;
  /** Of the api, such as `http://10.96.0.9`. */
  readonly api: string;
  readonly users: number;
  readonly requestsPerSecond: number;
  readonly seconds: number;
}

export type ClientsLine =
  /** When the ledger was opened, on the machine's monotonic clock and by the time of day. */
  | { readonly kind: 'opened'; readonly originMs: number; readonly openedAtMs: number }
  | { readonly kind: 'ledger'; readonly line: string }
  /** Every id in the store when all was over. */
  | { readonly kind: 'held'; readonly ids: readonly string[] }
  | { readonly kind: 'sessions'; readonly tally: SessionTally }
  | { readonly kind: 'finished' };

const ledgerFile = '/tmp/ledger.jsonl';
const say = (line: ClientsLine): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

/** Until it goes well: when all is over the store must answer. */
async function insist<Result>(seconds: number, act: () => Promise<Result>): Promise<Result> {
  const deadline = monotonicMs() + seconds * 1000;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (monotonicMs() > deadline) throw error;
      await pause(200);
    }
  }
}

async function run(order: ClientsOrder): Promise<void> {
  const target = targetOf(order.target, order.prefix);
  const users = new Users(order);
  await insist(30, () => target.open());
  await insist(30, () => users.logInAll());
  let newest = 0;
  const ledger = startLedger({
    file: ledgerFile,
    prefix: order.prefix,
    writesPerSecond: order.writesPerSecond,
    seconds: order.seconds,
    store: {
      async write(id) {
        const epoch = await target.write(id);
        newest = Math.max(newest, epoch);
        return { node: 'reference', epoch: epoch || newest };
      },
      readAll: async () => [],
    },
  });
  const asking = users.ask(order);
  say({ kind: 'opened', originMs: monotonicMs() - ledger.mark('opened'), openedAtMs: Date.now() });
  await new Promise((resolve) => process.once('SIGTERM', resolve));
  await ledger.stop(12_000);
  await asking.stop();
  await insist(30, () => users.askAllOnce());
  say({ kind: 'sessions', tally: users.tally });
  const held = await insist(30, () => target.readAll());
  for (const line of readFileSync(ledgerFile, 'utf8').split('\n').filter(Boolean))
    say({ kind: 'ledger', line });
  say({ kind: 'held', ids: held });
  await target.open().catch(() => {});
  say({ kind: 'finished' });
  target.close();
}

await run(JSON.parse(process.argv[2] ?? '') as ClientsOrder);
