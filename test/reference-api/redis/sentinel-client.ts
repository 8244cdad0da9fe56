// A client that finds the master through its Sentinels and stays with it as long as it is the master.
// Must not know what the keys mean.
import type { Address, RedisSettings } from '../settings.ts';
import { StoreError, storeError } from '../stores/store-error.ts';
import { connectRedis, type RedisConnection } from './connection.ts';
import type { Reply } from './protocol.ts';

/** The address that one Sentinel names. Throws StoreError. */
async function askSentinel(sentinel: Address, settings: RedisSettings): Promise<Address> {
  const connection = await connectRedis(sentinel, settings, true);
  try {
    const reply = await connection.send('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', settings.masterName);
    if (!Array.isArray(reply) || reply.length !== 2)
      throw new StoreError('unreachable', 'a Sentinel knows no such master');
    return { host: String(reply[0]), port: Number(reply[1]) };
  } finally {
    connection.close();
  }
}

/** A connection to a node, if it is a master. Throws StoreError. */
async function connectMaster(address: Address, settings: RedisSettings): Promise<RedisConnection> {
  const connection = await connectRedis(address, settings);
  try {
    await checkMaster(connection);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Throws StoreError when the node is no master; a Sentinel that was cut off may name one that was. */
async function checkMaster(connection: RedisConnection): Promise<void> {
  const role = await connection.send('ROLE');
  if (Array.isArray(role) && role[0] === 'master') return;
  const error = new StoreError('moved', 'the node is no master any more');
  connection.close(error);
  throw error;
}

/** All commands of a pod to one Redis go over one connection. */
export class SentinelClient {
  readonly #settings: RedisSettings;
  #current: RedisConnection | undefined;
  #connecting: Promise<RedisConnection> | undefined;

  constructor(settings: RedisSettings) {
    this.#settings = settings;
  }

  /** The reply of the master. Throws StoreError. */
  async send(...words: readonly string[]): Promise<Reply> {
    const connection = await this.#connection();
    return connection.send(...words);
  }

  /** Asks whether the master is there and is the master. Throws StoreError. */
  async check(): Promise<void> {
    await checkMaster(await this.#connection());
  }

  close(): void {
    this.#current?.close();
  }

  async #connection(): Promise<RedisConnection> {
    if (this.#current?.isOpen) return this.#current;
    this.#connecting ??= this.#connect().finally(() => {
      this.#connecting = undefined;
    });
    this.#current = await this.#connecting;
    return this.#current;
  }

  /** All Sentinels at once, so that a dead one costs no time; each new address is tried as it comes. */
  async #connect(): Promise<RedisConnection> {
    const tried = new Map<string, Promise<RedisConnection>>();
    const attempts = this.#settings.sentinels.map(async (sentinel) => {
      const address = await askSentinel(sentinel, this.#settings);
      const name = `${address.host}:${address.port}`;
      const attempt = tried.get(name) ?? connectMaster(address, this.#settings);
      tried.set(name, attempt);
      return attempt;
    });
    try {
      const chosen = await Promise.any(attempts);
      for (const other of tried.values())
        other.then(
          (connection) => connection !== chosen && connection.close(),
          () => undefined,
        );
      return chosen;
    } catch (error) {
      throw storeError(error instanceof AggregateError ? error.errors[0] : error);
    }
  }
}
