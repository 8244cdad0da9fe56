// A pool of connections to whichever of several servers takes writes: what a driver does with several hosts and
// `target_session_attrs=read-write`. Must not know what is asked.
import type { PostgresqlSettings } from '../settings.ts';
import { before } from '../stores/guarded-calls.ts';
import { learnAddresses } from '../stores/last-known-addresses.ts';
import { mayPass, StoreError, storeError } from '../stores/store-error.ts';
import { connectPostgresql, type PostgresqlConnection, type Row } from './connection.ts';

/** Not "is it a primary": a promoted server is no standby any more before it takes writes. */
const askReadOnly = 'SHOW transaction_read_only';

/** SQLSTATE class 28. */
const isRefusedLogin = (error: StoreError | undefined): boolean => error?.code.startsWith('28') ?? false;

/** At most `maxPoolSize` connections; whoever comes when all are taken waits in line. */
export class ReadWritePool {
  readonly #settings: PostgresqlSettings;
  readonly #line: (() => void)[] = [];
  #idle: PostgresqlConnection[] = [];
  #taken = 0;
  #preferred = 0;

  constructor(settings: PostgresqlSettings) {
    this.#settings = settings;
  }

  /** The rows of one statement on the server that takes writes. Throws StoreError. */
  async query(sql: string, values: readonly (string | null)[] = []): Promise<Row[]> {
    const { commandTimeoutMilliseconds } = this.#settings;
    await this.#place();
    try {
      const connection = this.#takeIdle() ?? (await this.#connect());
      try {
        return await connection.query(sql, values, commandTimeoutMilliseconds);
      } catch (error) {
        // What one connection learned holds for the others: the server froze, stopped or takes no writes.
        if (mayPass(error)) this.close();
        throw error;
      } finally {
        if (connection.isOpen) this.#idle.push(connection);
      }
    } finally {
      this.#leave();
    }
  }

  /** Asks whether there is a server that takes writes. Throws StoreError. */
  async check(): Promise<void> {
    const [row] = await this.query(askReadOnly);
    if (!this.#settings.readWrite || row?.[0] === 'off') return;
    this.close();
    throw new StoreError('moved', 'the server takes no writes any more');
  }

  /** Gives up all connections that nobody uses just now. */
  close(): void {
    for (const connection of this.#idle.splice(0)) connection.close();
  }

  #takeIdle(): PostgresqlConnection | undefined {
    this.#idle = this.#idle.filter((connection) => connection.isOpen);
    return this.#idle.pop();
  }

  async #place(): Promise<void> {
    if (this.#taken < this.#settings.maxPoolSize) {
      this.#taken++;
      return;
    }
    let come: () => void = () => undefined;
    const turn = new Promise<void>((resolve) => {
      come = resolve;
    });
    this.#line.push(come);
    try {
      await before(this.#settings.commandTimeoutMilliseconds, turn);
    } catch (error) {
      const place = this.#line.indexOf(come);
      // The turn came in the same moment: it is handed on.
      if (place === -1) this.#leave();
      else this.#line.splice(place, 1);
      throw error;
    }
  }

  /** Hands the place to the next in line, or gives it back. */
  #leave(): void {
    const next = this.#line.shift();
    if (next) next();
    else this.#taken--;
  }

  /** Tries the servers in turn, first the one that last took writes. */
  async #connect(): Promise<PostgresqlConnection> {
    const { hosts } = this.#settings;
    learnAddresses(hosts.map(({ host }) => host));
    let last: StoreError | undefined;
    for (let turn = 0; turn < hosts.length; turn++) {
      const index = (this.#preferred + turn) % hosts.length;
      try {
        const connection = await this.#connectTo(index);
        this.#preferred = index;
        return connection;
      } catch (error) {
        // That a password is refused says more than that another server takes no writes.
        if (!isRefusedLogin(last)) last = storeError(error);
      }
    }
    throw last ?? new StoreError('refused', 'no server is named');
  }

  async #connectTo(index: number): Promise<PostgresqlConnection> {
    const { hosts, readWrite, connectTimeoutMilliseconds } = this.#settings;
    const address = hosts[index];
    if (!address) throw new StoreError('refused', 'no server is named');
    const connection = await connectPostgresql(address, this.#settings);
    if (!readWrite) return connection;
    try {
      const [row] = await connection.query(askReadOnly, [], connectTimeoutMilliseconds);
      if (row?.[0] === 'off') return connection;
      throw new StoreError('moved', 'the server takes no writes');
    } catch (error) {
      connection.close();
      throw error;
    }
  }
}
