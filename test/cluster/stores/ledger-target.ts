// Where the clients' pod keeps a ledger: Redis through its Sentinels, or PostgreSQL through several hosts. Must not know
// what is done to either.
import { SentinelClient } from '../../reference-api/redis/sentinel-client.ts';
import { StoreError } from '../../reference-api/stores/store-error.ts';
import { type Environment, LedgerRows } from './ledger-rows.ts';
import type { SecretKeys } from './secrets.ts';

export interface RedisOrder {
  readonly store: 'redis';
  readonly sentinels: readonly { readonly host: string; readonly port: number }[];
  readonly masterName: string;
  readonly passwordFile: string;
  readonly rootCertificateFile: string | undefined;
  readonly serverName: string | undefined;
}

export interface PostgresqlOrder {
  readonly store: 'postgresql';
  /** Of the api. */
  readonly environment: Environment;
}

export type TargetOrder = RedisOrder | PostgresqlOrder;

/** A store of the release, in which clients can keep a ledger. */
export interface LedgerStore {
  /** What clients log in with: `password`, and `ca.crt`, which signed the servers. */
  credentials(): Promise<SecretKeys>;
  /** As a pod sees it that has the credentials in `/credentials`. */
  target(): Promise<TargetOrder>;
}

export interface LedgerTarget {
  /** An empty ledger. */
  open(): Promise<unknown>;
  /** What tells two histories apart: greater in a newer one; 0 where that is not known. */
  write(id: string): Promise<number>;
  readAll(): Promise<readonly string[]>;
  close(): void;
}

function inRedis(order: RedisOrder, prefix: string): LedgerTarget {
  const client = new SentinelClient({
    ...order,
    connectTimeoutMilliseconds: 1000,
    commandTimeoutMilliseconds: 2000,
  });
  const key = `ledger:${prefix}`;
  return {
    open: () => client.send('DEL', key),
    async write(id) {
      try {
        await client.send('RPUSH', key, id);
        return 0;
      } catch (error) {
        // Only the code goes into the ledger.
        const code = error instanceof StoreError ? error.code || 'UNREACHABLE' : 'error';
        throw Object.assign(new Error(), { code });
      }
    },
    readAll: async () => ((await client.send('LRANGE', key, '0', '-1')) as readonly unknown[]).map(String),
    close: () => client.close(),
  };
}

export const targetOf = (order: TargetOrder, prefix: string): LedgerTarget =>
  order.store === 'redis' ? inRedis(order, prefix) : new LedgerRows(order.environment);
