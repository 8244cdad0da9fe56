// Sessions in Redis: all pods share them, so any pod may answer. Must not know connections.
// The cookie carries a random id and a seal over it; the key of the seal is shared by all pods in the same Redis.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Answer, problem, type Question } from './answer.ts';
import type { Reply } from './redis/protocol.ts';
import type { Guarded, KeyStore } from './rows.ts';
import type { SessionSettings } from './settings.ts';
import type { Deadline } from './stores/guarded-calls.ts';

const cookiePattern = /^([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{43})$/;
const userPattern = /^[A-Za-z0-9._@-]{1,64}$/;
/** A key older than this is read again, in case the sessions' Redis was emptied and another pod made a new one. */
const keyMilliseconds = 30_000;

const seal = (key: string, id: string): string => createHmac('sha256', key).update(id).digest('base64url');

function userIn(body: string): string | undefined {
  try {
    const { user } = JSON.parse(body) as { user?: unknown };
    return typeof user === 'string' && userPattern.test(user) ? user : undefined;
  } catch {
    return undefined;
  }
}

/** Login, reading with renewal, and logout. Store faults are thrown as StoreError. */
export class Sessions {
  readonly #settings: SessionSettings;
  readonly #redis: Guarded<KeyStore>;
  readonly #now: () => number;
  #key: { readonly text: string; readonly readAt: number } | undefined;

  constructor(settings: SessionSettings, redis: Guarded<KeyStore>, now: () => number) {
    this.#settings = settings;
    this.#redis = redis;
    this.#now = now;
  }

  /** POST {"user": "…"}: always a new id, so that nobody can plant one. 201 with the cookie. */
  async logIn({ body, cookies, deadline }: Question): Promise<Answer> {
    const user = userIn(body);
    if (!user) return problem(400, 'the body must be JSON with the name of a user');
    const before = await this.#idFrom(cookies, deadline);
    if (before) await this.#send(deadline, 'DEL', this.#nameOf(before));
    const id = randomBytes(32).toString('base64url');
    const { idleTimeoutSeconds } = this.#settings;
    const value = JSON.stringify({ user, since: new Date().toISOString() });
    await this.#send(deadline, 'SET', this.#nameOf(id), value, 'EX', String(idleTimeoutSeconds));
    const key = await this.#sealingKey(deadline);
    return {
      status: 201,
      body: { user },
      headers: { 'set-cookie': this.#cookie(`${id}.${seal(key, id)}`) },
    };
  }

  /** GET: who is logged in; each reading starts the idle time anew. 401 without a session. */
  async read({ cookies, deadline }: Question): Promise<Answer> {
    const id = await this.#idFrom(cookies, deadline);
    const { idleTimeoutSeconds } = this.#settings;
    const value = id
      ? await this.#send(deadline, 'GETEX', this.#nameOf(id), 'EX', String(idleTimeoutSeconds))
      : null;
    if (typeof value !== 'string') return problem(401, 'nobody is logged in');
    return { status: 200, body: JSON.parse(value) };
  }

  /** DELETE: ends the session. */
  async logOut({ cookies, deadline }: Question): Promise<Answer> {
    const id = await this.#idFrom(cookies, deadline);
    if (id) await this.#send(deadline, 'DEL', this.#nameOf(id));
    return { status: 204, headers: { 'set-cookie': `${this.#cookie('')}; Max-Age=0` } };
  }

  #nameOf = (id: string): string => `${this.#settings.prefix}${id}`;

  #cookie(value: string): string {
    const { cookieName, httpOnly, secure } = this.#settings;
    return [
      `${cookieName}=${value}`,
      'Path=/',
      'SameSite=Lax',
      ...(httpOnly ? ['HttpOnly'] : []),
      ...(secure ? ['Secure'] : []),
    ].join('; ');
  }

  #send(deadline: Deadline, ...words: readonly string[]): Promise<Reply> {
    const { store, calls } = this.#redis;
    return calls.retried(() => store.send(...words), deadline);
  }

  /** The id in the cookie, if one of the pods sealed it. */
  async #idFrom(cookies: Question['cookies'], deadline: Deadline): Promise<string | undefined> {
    const [, id, theirs] = cookiePattern.exec(cookies[this.#settings.cookieName] ?? '') ?? [];
    if (!id || !theirs) return undefined;
    const ours = seal(await this.#sealingKey(deadline), id);
    return timingSafeEqual(Buffer.from(ours), Buffer.from(theirs)) ? id : undefined;
  }

  /** The key that all pods share; the first one that needs it makes it. */
  async #sealingKey(deadline: Deadline): Promise<string> {
    if (this.#key && this.#now() - this.#key.readAt < keyMilliseconds) return this.#key.text;
    const { dataProtectionKey: name } = this.#settings;
    await this.#send(deadline, 'SET', name, randomBytes(32).toString('base64url'), 'NX');
    const text = await this.#send(deadline, 'GET', name);
    if (typeof text !== 'string') throw new Error('the key of the cookies is gone');
    this.#key = { text, readAt: this.#now() };
    return text;
  }
}
