// Rows in PostgreSQL, and their number through the cache. Must not know connections, nor HTTP beyond an answer.
import { randomUUID } from 'node:crypto';
import { type Answer, problem, type Question } from './answer.ts';
import type { Row } from './postgresql/connection.ts';
import type { Reply } from './redis/protocol.ts';
import type { Deadline, GuardedCalls } from './stores/guarded-calls.ts';
import { StoreError } from './stores/store-error.ts';

export interface Database {
  readonly query: (sql: string, values?: readonly (string | null)[]) => Promise<Row[]>;
}
export interface KeyStore {
  readonly send: (...words: readonly string[]) => Promise<Reply>;
}
export interface Guarded<Store> {
  readonly store: Store;
  readonly calls: GuardedCalls;
}

const table = 'reference_api_rows';
const createTable = `CREATE TABLE IF NOT EXISTS ${table} (id text PRIMARY KEY, pod text NOT NULL, written timestamptz NOT NULL DEFAULT now())`;
// The same id twice is one row: after a lost answer the write can simply be done again.
const insert = `INSERT INTO ${table} (id, pod) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING`;
const undefinedTable = '42P01';
/** Two pods that create the table in the same moment; one of them loses, and finds it there. */
const createdByAnother: ReadonlySet<string> = new Set(['23505', '42P07', 'XX000']);

const cacheKey = 'reference-api:rows';
const cacheMilliseconds = '2000';
/** A slow cache is no cache. */
const cachePatienceMilliseconds = 250;
const idPattern = /^[A-Za-z0-9._-]{1,64}$/;

/** Runs a statement, and makes the table first where it is not there yet. */
async function withTable(database: Database, sql: string, values: readonly string[] = []): Promise<Row[]> {
  try {
    return await database.query(sql, values);
  } catch (error) {
    if (!(error instanceof StoreError && error.code === undefinedTable)) throw error;
  }
  try {
    await database.query(createTable);
  } catch (error) {
    if (!(error instanceof StoreError && createdByAnother.has(error.code))) throw error;
  }
  return database.query(sql, values);
}

/** POST: writes a row; `?id=` names it. 201 means that it is on disk, on as many servers as the database waits for. */
export async function writeRow(
  database: Guarded<Database>,
  pod: string,
  question: Question,
): Promise<Answer> {
  const id = question.query.get('id') ?? randomUUID();
  if (!idPattern.test(id))
    return problem(400, 'an id is 1 to 64 letters, digits, dots, dashes or underscores');
  const { store, calls } = database;
  await calls.retried(() => withTable(store, insert, [id, pod]), question.deadline);
  return { status: 201, body: { id, pod } };
}

export type CacheResult = 'hit' | 'miss' | 'away' | 'none';

interface Reading {
  readonly database: Guarded<Database>;
  readonly cache: Guarded<KeyStore> | undefined;
  readonly count: (result: CacheResult) => void;
}

/** GET: how many rows there are, up to 2 s old; `?fresh=1` leaves the cache out; `?id=` asks for one row. */
export async function readRows({ database, cache, count }: Reading, question: Question): Promise<Answer> {
  const { deadline, query } = question;
  const id = query.get('id');
  const ask = (sql: string, values: readonly string[] = []): Promise<Row[]> =>
    database.calls.retried(() => withTable(database.store, sql, values), deadline);
  if (id !== null) {
    const rows = await ask(`SELECT id FROM ${table} WHERE id = $1`, [id]);
    return rows.length > 0 ? { status: 200, body: { id } } : problem(404, 'there is no such row');
  }
  const fresh = query.get('fresh') === '1';
  const cached =
    fresh || !cache ? ({ result: 'none', text: null } as const) : await readCache(cache, deadline);
  count(cached.result);
  const headers = { 'x-cache': cached.result };
  if (cached.text !== null) return { status: 200, body: { count: Number(cached.text) }, headers };
  const [row] = await ask(`SELECT count(*) FROM ${table}`);
  const number = row?.[0] ?? '0';
  // Nobody waits for the cache to be filled, and nothing is lost when it is not.
  if (cache && cached.result === 'miss')
    cache.calls
      .once(() => cache.store.send('SET', cacheKey, number, 'PX', cacheMilliseconds), deadline)
      .catch(() => undefined);
  return { status: 200, body: { count: Number(number) }, headers };
}

/** One attempt: a cache that is away is a miss, not an error. */
async function readCache(
  { store, calls }: Guarded<KeyStore>,
  deadline: Deadline,
): Promise<{ readonly result: CacheResult; readonly text: string | null }> {
  try {
    const reply = await calls.once(() => store.send('GET', cacheKey), deadline, cachePatienceMilliseconds);
    return typeof reply === 'string' ? { result: 'hit', text: reply } : { result: 'miss', text: null };
  } catch {
    return { result: 'away', text: null };
  }
}
