// A program: writes to Redis through its Sentinels with one client, and keeps the ledger of it. Its parent says on the
// standard input what moment it is ("mark NAME"), asks for the user who logged in at the start ("session"), and says
// when to end ("stop"). Must not know what is done to the servers.
import { createInterface } from 'node:readline';
import { startLedger } from '../../../cluster/ledger.ts';
import { StoreError } from '../../../reference-api/stores/store-error.ts';
import { openIoRedisStore } from './io-redis-store.ts';
import { openReferenceStore } from './reference-store.ts';
import { type Session, User } from './user.ts';

export interface WriterOrder {
  readonly client: 'reference' | 'ioredis' | 'redis-py';
  /** What the chart renders for this client. */
  readonly settings: Readonly<Record<string, string>>;
  readonly passwordFile: string;
  readonly ledgerFile: string;
  readonly prefix: string;
  readonly writesPerSecond: number;
  readonly seconds: number;
  /** Where the package stands that the client needs. */
  readonly module: string;
}

/** What a client does in a trial. */
export interface Store extends Session {
  readonly push: (id: string) => Promise<unknown>;
}

const order = JSON.parse(process.argv[2] ?? '') as WriterOrder;
const key = `ledger:${order.prefix}`;
const store: Store =
  order.client === 'ioredis'
    ? await openIoRedisStore(order, key)
    : openReferenceStore(order.settings, order.passwordFile, key);
const user = await User.logIn(store);
const ledger = startLedger({
  file: order.ledgerFile,
  prefix: order.prefix,
  writesPerSecond: order.writesPerSecond,
  seconds: order.seconds,
  store: {
    async write(id) {
      try {
        await store.push(id);
      } catch (error) {
        // Only the code goes into the ledger.
        throw error instanceof StoreError
          ? Object.assign(new Error(), { code: error.code || 'UNREACHABLE' })
          : error;
      }
      return { node: order.client, epoch: 0 };
    },
    readAll: async () => [],
  },
});
process.stdout.write('started\n');
for await (const line of createInterface({ input: process.stdin })) {
  if (line.startsWith('mark ')) process.stdout.write(`marked ${ledger.mark(line.slice(5))}\n`);
  else if (line === 'session') process.stdout.write(`session ${(await user.wasKept()) ? 'kept' : 'lost'}\n`);
  else break;
}
await ledger.stop(3000);
process.exit(0);
