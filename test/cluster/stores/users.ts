// Users of the api: they log in once, and go on asking with what they got. Must not know what the api keeps them in.
import { setTimeout as pause } from 'node:timers/promises';
import { monotonicMs } from '../clock.ts';
import { runSchedule } from '../schedule.ts';

export interface UsersOptions {
  readonly api: string;
  readonly users: number;
  readonly seconds: number;
  readonly requestsPerSecond: number;
}

export interface SessionTally {
  readonly users: number;
  readonly asked: number;
  /** Answers by status; `none` where no answer came. */
  readonly answers: Readonly<Record<string, number>>;
  /** Answers that knew nobody, or somebody else. */
  readonly loggedOut: number;
  /** Users whom the last question of all found logged in. */
  readonly stillLoggedIn: number;
}

const patienceMs = 4000;
/** After the fault each is asked until an answer comes, so that only the answer counts. */
const lastTries = 20;

export class Users {
  readonly #options: UsersOptions;
  readonly #cookies: string[] = [];
  readonly #answers: Record<string, number> = {};
  #asked = 0;
  #loggedOut = 0;
  #stillLoggedIn = 0;

  constructor(options: UsersOptions) {
    this.#options = options;
  }

  async logInAll(): Promise<void> {
    while (this.#cookies.length < this.#options.users) {
      const body = JSON.stringify({ user: `user-${this.#cookies.length}` });
      const answer = await this.#fetch({ method: 'POST', body });
      const cookie = answer.headers.get('set-cookie')?.split(';')[0];
      await answer.arrayBuffer();
      if (answer.status !== 201 || cookie === undefined) throw new Error(`the api answered ${answer.status}`);
      this.#cookies.push(cookie);
    }
  }

  /** Starts asking, user by user, at a fixed rate. */
  ask({ requestsPerSecond, seconds }: UsersOptions): { readonly stop: () => Promise<void> } {
    const open = new Set<Promise<unknown>>();
    const schedule = runSchedule({
      ratePerSecond: requestsPerSecond,
      count: Math.round(requestsPerSecond * seconds),
      originMs: monotonicMs(),
      onDue: (index) => {
        const asked = this.#askOne(index % this.#cookies.length).finally(() => open.delete(asked));
        open.add(asked);
      },
    });
    return {
      stop: async () => {
        schedule.stop();
        await schedule.done;
        await Promise.all(open);
      },
    };
  }

  /** Asks for every user until there is an answer. */
  async askAllOnce(): Promise<void> {
    let still = 0;
    for (const user of this.#cookies.keys()) {
      let answer = await this.#askOne(user);
      for (let tries = 1; answer === 'away' && tries < lastTries; tries++) {
        await pause(500);
        answer = await this.#askOne(user);
      }
      if (answer === 'in') still++;
    }
    this.#stillLoggedIn = still;
  }

  get tally(): SessionTally {
    return {
      users: this.#options.users,
      asked: this.#asked,
      answers: this.#answers,
      loggedOut: this.#loggedOut,
      stillLoggedIn: this.#stillLoggedIn,
    };
  }

  async #askOne(user: number): Promise<'in' | 'out' | 'away'> {
    this.#asked++;
    try {
      const answer = await this.#fetch({ headers: { cookie: this.#cookies[user] ?? '' } });
      const text = await answer.text();
      this.#answers[answer.status] = (this.#answers[answer.status] ?? 0) + 1;
      if (answer.status >= 500) return 'away';
      if (answer.status === 200 && JSON.parse(text).user === `user-${user}`) return 'in';
      this.#loggedOut++;
      return 'out';
    } catch {
      this.#answers.none = (this.#answers.none ?? 0) + 1;
      return 'away';
    }
  }

  #fetch(options: RequestInit): Promise<Response> {
    return fetch(`${this.#options.api}/session`, { ...options, signal: AbortSignal.timeout(patienceMs) });
  }
}
