// Whether the pod should get requests. Must not know what a store is, nor ask one while a probe waits.
//
// A store must have been reached once before the first "ready": a release that cannot log in never replaces one that
// can. After that, only the loss of an essential store for longer than the grace counts, so that a failover, which
// all pods see at once, does not empty the Service; without the others the api goes on with less.

export interface Watched {
  readonly name: string;
  readonly essential: boolean;
  /** Resolves when the store was reached just now. */
  readonly check: () => Promise<void>;
}

export interface StoreState {
  readonly name: string;
  readonly essential: boolean;
  readonly reachable: boolean;
  readonly reachedOnce: boolean;
}

/** A store that was lost or found again; the reason is safe to log. */
export interface Change {
  readonly store: string;
  readonly reachable: boolean;
  readonly reason: string;
}

interface Kept {
  readonly store: Watched;
  reachable: boolean | undefined;
  lastReached: number | undefined;
}

/** Watches the stores; times are milliseconds of a clock that only goes forward. */
export class Readiness {
  readonly #kept: readonly Kept[];
  readonly #graceMilliseconds: number;
  readonly #now: () => number;
  #draining = false;

  constructor(stores: readonly Watched[], graceMilliseconds: number, now: () => number) {
    this.#kept = stores.map((store) => ({ store, reachable: undefined, lastReached: undefined }));
    this.#graceMilliseconds = graceMilliseconds;
    this.#now = now;
  }

  /** Asks every store once, and tells what changed. Never throws. */
  async refresh(): Promise<readonly Change[]> {
    const changes = await Promise.all(
      this.#kept.map(async (kept): Promise<readonly Change[]> => {
        const before = kept.reachable;
        let reason = 'it answers';
        try {
          await kept.store.check();
          kept.reachable = true;
          kept.lastReached = this.#now();
        } catch (error) {
          kept.reachable = false;
          reason = error instanceof Error ? error.message : 'unknown';
        }
        const { reachable, store } = kept;
        return reachable === before ? [] : [{ store: store.name, reachable, reason }];
      }),
    );
    return changes.flat();
  }

  /** From now on the pod is leaving. */
  drain(): void {
    this.#draining = true;
  }

  get isDraining(): boolean {
    return this.#draining;
  }

  get isReady(): boolean {
    return !this.#draining && this.#kept.every((kept) => this.#suffices(kept));
  }

  get stores(): readonly StoreState[] {
    return this.#kept.map(({ store: { name, essential }, reachable, lastReached }) => ({
      name,
      essential,
      reachable: reachable === true,
      reachedOnce: lastReached !== undefined,
    }));
  }

  #suffices({ store, lastReached }: Kept): boolean {
    if (lastReached === undefined) return false;
    return !store.essential || this.#now() - lastReached <= this.#graceMilliseconds;
  }
}
