// Calls to one store: retried with growing pauses, bounded by the request's deadline, watched by a breaker.
// Must not know which store it is, nor what is asked.
import type { ResilienceSettings } from '../settings.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { mayPass, StoreError, storeError } from './store-error.ts';

/** What a call needs from outside: the clock, a pause, and chance. */
export interface Surroundings {
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly chance: () => number;
}

/** The moment, on the clock of `now`, after which nobody waits for the answer any more. */
export type Deadline = number;

/** The pause before the given new attempt (1, 2, …): it doubles, and half of it is chance, so that pods do not knock in step. */
export function pauseBefore(
  attempt: number,
  { baseDelayMilliseconds, maxDelayMilliseconds }: ResilienceSettings['retry'],
  chance: number,
): number {
  const whole = Math.min(maxDelayMilliseconds, baseDelayMilliseconds * 2 ** (attempt - 1));
  return whole / 2 + (whole / 2) * chance;
}

/** Guards the calls to one store. */
export class GuardedCalls {
  readonly breaker: CircuitBreaker;
  readonly #resilience: ResilienceSettings;
  readonly #surroundings: Surroundings;

  constructor(resilience: ResilienceSettings, surroundings: Surroundings) {
    this.breaker = new CircuitBreaker(resilience.breaker);
    this.#resilience = resilience;
    this.#surroundings = surroundings;
  }

  /** One attempt, no second one: for a cache, where a miss is better than a wait. Throws StoreError. */
  async once<T>(
    call: () => Promise<T>,
    deadline: Deadline,
    longestMilliseconds = Number.POSITIVE_INFINITY,
  ): Promise<T> {
    const { now } = this.#surroundings;
    if (!this.breaker.admits(now())) throw new StoreError('left-alone', 'the circuit breaker is open');
    try {
      const answer = await before(Math.min(longestMilliseconds, deadline - now()), call());
      this.breaker.record(false, now());
      return answer;
    } catch (error) {
      const fault = storeError(error);
      this.breaker.record(mayPass(fault), now());
      throw fault;
    }
  }

  /** Up to `maxAttempts` new attempts while the deadline is ahead. What is called must bear being done twice. Throws StoreError. */
  async retried<T>(call: () => Promise<T>, deadline: Deadline): Promise<T> {
    const { retry } = this.#resilience;
    const { now, pause, chance } = this.#surroundings;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(call, deadline);
      } catch (error) {
        const wait = pauseBefore(attempt, retry, chance());
        if (attempt > retry.maxAttempts || !mayPass(error) || now() + wait >= deadline) throw error;
        await pause(wait);
      }
    }
  }
}

/** The answer, or a StoreError when it takes longer; the work itself goes on unheard. */
export function before<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new StoreError('unreachable', 'no answer in time')),
      Math.max(0, milliseconds),
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
