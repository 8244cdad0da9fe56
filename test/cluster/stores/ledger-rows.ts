// Rows of a ledger in PostgreSQL, written with the pool and the retries of the reference api, by the settings that the chart
// gives it. Without its circuit breaker, which would measure itself. Must not know what is done to the servers.
import { setTimeout as pause } from 'node:timers/promises';
import { ReadWritePool } from '../../reference-api/postgresql/read-write-pool.ts';
import { readSettings } from '../../reference-api/settings.ts';
import { GuardedCalls } from '../../reference-api/stores/guarded-calls.ts';
import { StoreError } from '../../reference-api/stores/store-error.ts';

export type Environment = Readonly<Record<string, string>>;

/** What the answer to a write tells is the timeline: two histories are told apart by it. */
const timeline = 'left(pg_walfile_name(pg_current_wal_insert_lsn()), 8)';
/** `place` stands for the id. */
export const insertRow = (place: string): string =>
  `INSERT INTO ledger (id) VALUES (${place}) ON CONFLICT DO NOTHING RETURNING ${timeline}`;

const now = (): number => performance.now();

export class LedgerRows {
  readonly #pool: ReadWritePool;
  readonly #calls: GuardedCalls;
  readonly #patienceMs: number;

  /** Throws where the environment is not that of an api with a database. */
  constructor(environment: Environment) {
    const settings = readSettings(environment);
    if ('findings' in settings) throw new Error(settings.findings.join('; '));
    const { postgresql, resilience } = settings;
    if (postgresql === undefined) throw new Error('the api has no PostgreSQL');
    this.#pool = new ReadWritePool(postgresql);
    const breaker = { ...resilience.breaker, minimumRequests: Number.POSITIVE_INFINITY };
    this.#calls = new GuardedCalls({ ...resilience, breaker }, { now, pause, chance: Math.random });
    this.#patienceMs = resilience.requestTimeoutMilliseconds;
  }

  async #ask(sql: string, values: readonly string[] = []) {
    return this.#calls.retried(() => this.#pool.query(sql, values), now() + this.#patienceMs);
  }

  /** An empty ledger. */
  async open(): Promise<void> {
    await this.#ask('CREATE TABLE IF NOT EXISTS ledger (id text PRIMARY KEY)');
    await this.#ask('TRUNCATE ledger');
  }

  /** The timeline in which it was written; 0 where an attempt that was not heard of had written it. */
  async write(id: string): Promise<number> {
    try {
      const [row] = await this.#ask(insertRow('$1'), [id]);
      return row?.[0] ? Number.parseInt(row[0], 16) : 0;
    } catch (error) {
      // Only the code goes into the ledger.
      throw error instanceof StoreError
        ? Object.assign(new Error(), { code: error.code || error.fault.toUpperCase().replaceAll('-', '_') })
        : error;
    }
  }

  async readAll(): Promise<readonly string[]> {
    return (await this.#ask('SELECT id FROM ledger')).flatMap(([id]) => (id === null ? [] : [String(id)]));
  }

  close(): void {
    this.#pool.close();
  }
}
