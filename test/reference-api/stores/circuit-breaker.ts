// A circuit breaker for one store: after too many failures the store is left alone for a while.
// Must not know what a call does, nor the clock: the time is told.
import type { ResilienceSettings } from '../settings.ts';

type Figures = ResilienceSettings['breaker'];

/** Counts calls over a sliding time; times are milliseconds of a clock that only goes forward. */
export class CircuitBreaker {
  readonly #figures: Figures;
  #calls: { readonly at: number; readonly failed: boolean }[] = [];
  #openedAt: number | undefined;
  #trial = false;

  constructor(figures: Figures) {
    this.#figures = figures;
  }

  /** Whether a call may be made now. When the break is over, one call at a time tries whether the store is back. */
  admits(now: number): boolean {
    if (this.#openedAt === undefined) return true;
    if (this.#trial || now - this.#openedAt < this.#figures.breakMilliseconds) return false;
    this.#trial = true;
    return true;
  }

  /** Whether calls are being refused. */
  get isOpen(): boolean {
    return this.#openedAt !== undefined;
  }

  /** Tells how an admitted call ended. */
  record(failed: boolean, now: number): void {
    if (this.#openedAt !== undefined) {
      // An answer to a call from before the break says nothing about the store now.
      if (!this.#trial) return;
      this.#trial = false;
      this.#openedAt = failed ? now : undefined;
      this.#calls = [];
      return;
    }
    this.#calls.push({ at: now, failed });
    this.#calls = this.#calls.filter(({ at }) => now - at < this.#figures.samplingMilliseconds);
    const failures = this.#calls.filter((call) => call.failed).length;
    const { minimumRequests, failurePercent } = this.#figures;
    if (this.#calls.length >= minimumRequests && failures * 100 >= failurePercent * this.#calls.length)
      this.#openedAt = now;
  }
}
