// A program: writes to Redis through its Sentinels with one client, and keeps the ledger of it. Its parent says on the
// standard input what moment it is ("mark NAME") and when to end ("stop"). Must not know what is done to the servers.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { startLedger } from '../../../cluster/ledger.ts';
import { SentinelClient } from '../../../reference-api/redis/sentinel-client.ts';
import { StoreError } from '../../../reference-api/stores/store-error.ts';

export interface WriterOrder {
  readonly client: 'reference' | 'ioredis' | 'redis-py';
  readonly sentinels: readonly { readonly host: string; readonly port: number }[];
  readonly masterName: string;
  readonly passwordFile: string;
  readonly ledgerFile: string;
  readonly prefix: string;
  readonly writesPerSecond: number;
  readonly seconds: number;
  /** Where the package stands that the client needs. */
  readonly module: string;
}

type Push = (id: string) => Promise<unknown>;

function pushByReference({ sentinels, masterName, passwordFile, prefix }: WriterOrder): Push {
  const client = new SentinelClient({
    sentinels,
    masterName,
    passwordFile,
    rootCertificateFile: undefined,
    connectTimeoutMilliseconds: 1000,
    commandTimeoutMilliseconds: 2000,
  });
  return (id) => client.send('RPUSH', `ledger:${prefix}`, id);
}

interface IoRedis {
  rpush(key: string, value: string): Promise<number>;
  on(event: 'error', listener: () => void): void;
}

/**
 * With the settings that the chart names for ioredis: by its defaults it waits for ever on a dead socket. Not with its
 * failoverDetector: in 6.0.0 a +switch-master that arrives while it reconnects ends the client for good.
 */
async function pushByIoRedis(order: WriterOrder): Promise<Push> {
  const { Redis } = (await import(pathToFileURL(order.module).href)) as {
    Redis: new (options: object) => IoRedis;
  };
  const password = readFileSync(order.passwordFile, 'utf8');
  const client = new Redis({
    sentinels: order.sentinels,
    name: order.masterName,
    password,
    sentinelPassword: password,
    // A frozen node accepts connections: each try on it costs this long.
    socketTimeout: 2000,
    connectTimeout: 1000,
    sentinelCommandTimeout: 1000,
    sentinelRetryStrategy: () => 200,
    retryStrategy: (times: number) => Math.min(times * 100, 500),
    // 2: connect anew and send the refused command again.
    reconnectOnError: (error: Error) => (error.message.startsWith('READONLY') ? 2 : false),
  });
  client.on('error', () => {});
  return (id) => client.rpush(`ledger:${order.prefix}`, id);
}

const order = JSON.parse(process.argv[2] ?? '') as WriterOrder;
const push = order.client === 'ioredis' ? await pushByIoRedis(order) : pushByReference(order);
const ledger = startLedger({
  file: order.ledgerFile,
  prefix: order.prefix,
  writesPerSecond: order.writesPerSecond,
  seconds: order.seconds,
  store: {
    async write(id) {
      try {
        await push(id);
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
  else break;
}
await ledger.stop(3000);
process.exit(0);
