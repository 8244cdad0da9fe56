// Breaker, retry and readiness by the clock of the test; nothing here opens a connection.
import { describe, expect, it } from 'vitest';
import { Readiness } from '../../reference-api/readiness.ts';
import { readSettings, type Settings } from '../../reference-api/settings.ts';
import { CircuitBreaker } from '../../reference-api/stores/circuit-breaker.ts';
import { GuardedCalls, pauseBefore } from '../../reference-api/stores/guarded-calls.ts';
import { StoreError } from '../../reference-api/stores/store-error.ts';

const { resilience } = readSettings({}) as Settings;
const away = new StoreError('unreachable', 'away');

describe('the circuit breaker', () => {
  const breaker = (): CircuitBreaker => new CircuitBreaker(resilience.breaker);
  const fill = (one: CircuitBreaker, failed: number, well: number, at: number): void => {
    for (let index = 0; index < well; index++) one.record(false, at);
    for (let index = 0; index < failed; index++) one.record(true, at);
  };

  it('opens at half of twenty calls, and not below', () => {
    const [below, half] = [breaker(), breaker()];
    fill(below, 9, 11, 0);
    fill(half, 10, 10, 0);
    expect([below.admits(1), half.admits(1)]).toEqual([true, false]);
    const few = breaker();
    fill(few, 19, 0, 0);
    expect(few.admits(1)).toBe(true);
  });

  it('forgets what is older than the sampling time', () => {
    const one = breaker();
    fill(one, 10, 0, 0);
    fill(one, 9, 10, 10_000);
    expect(one.admits(10_001)).toBe(true);
    one.record(true, 10_002);
    expect(one.admits(10_003)).toBe(false);
  });

  it('lets one call try after the break, and opens or closes by how it ends', () => {
    const one = breaker();
    fill(one, 20, 0, 0);
    expect(one.admits(1999)).toBe(false);
    expect([one.admits(2000), one.admits(2000)]).toEqual([true, false]);
    one.record(true, 2100);
    expect(one.admits(4000)).toBe(false);
    expect(one.admits(4100)).toBe(true);
    one.record(false, 4200);
    expect([one.isOpen, one.admits(4200), one.admits(4200)]).toEqual([false, true, true]);
  });
});

describe('retries', () => {
  const guarded = (pauses: number[] = []): GuardedCalls => {
    let time = 0;
    const pause = async (milliseconds: number): Promise<void> => {
      pauses.push(milliseconds);
      time += milliseconds;
    };
    return new GuardedCalls(resilience, { now: () => time, pause, chance: () => 1 });
  };
  const failing = (times: number, error: Error = away): { calls: number; call: () => Promise<string> } => {
    const state = {
      calls: 0,
      call: async (): Promise<string> => {
        state.calls++;
        if (state.calls <= times) throw error;
        return 'done';
      },
    };
    return state;
  };

  it('double their pauses up to the longest, half of it by chance', () => {
    const whole = [1, 2, 3, 4, 5].map((attempt) => pauseBefore(attempt, resilience.retry, 1));
    expect(whole).toEqual([200, 400, 800, 1600, 2000]);
    expect(pauseBefore(1, resilience.retry, 0)).toBe(100);
  });

  it('end well when the store comes back', async () => {
    const pauses: number[] = [];
    const state = failing(3);
    expect(await guarded(pauses).retried(state.call, 10_000)).toBe('done');
    expect(pauses).toEqual([200, 400, 800]);
  });

  it('end after the attempts that are set', async () => {
    const state = failing(9);
    await expect(guarded().retried(state.call, 10_000)).rejects.toBe(away);
    expect(state.calls).toBe(1 + resilience.retry.maxAttempts);
  });

  it('end before the deadline', async () => {
    const state = failing(9);
    await expect(guarded().retried(state.call, 500)).rejects.toBe(away);
    expect(state.calls).toBe(2);
  });

  it('are not made for an answer that will stay the same, nor count it against the store', async () => {
    const refused = new StoreError('refused', 'no');
    const calls = guarded();
    for (let index = 0; index < 30; index++) {
      const state = failing(1, refused);
      await expect(calls.retried(state.call, 10_000)).rejects.toBe(refused);
      expect(state.calls).toBe(1);
    }
    expect(calls.breaker.isOpen).toBe(false);
  });

  it('are not made while the breaker is open', async () => {
    const calls = guarded();
    for (let index = 0; index < 20; index++) await calls.once(failing(1).call, 1000).catch(() => undefined);
    const state = failing(0);
    await expect(calls.retried(state.call, 10_000)).rejects.toMatchObject({ fault: 'left-alone' });
    expect(state.calls).toBe(0);
  });
});

describe('readiness', () => {
  const watched = () => {
    const state = { time: 0, database: true, cache: true };
    const check = (name: 'database' | 'cache') => async (): Promise<void> => {
      if (!state[name]) throw away;
    };
    const readiness = new Readiness(
      [
        { name: 'database', essential: true, check: check('database') },
        { name: 'cache', essential: false, check: check('cache') },
      ],
      30_000,
      () => state.time,
    );
    return { state, readiness };
  };

  it('waits for every store once', async () => {
    const { state, readiness } = watched();
    state.cache = false;
    await readiness.refresh();
    expect(readiness.isReady).toBe(false);
    state.cache = true;
    expect(await readiness.refresh()).toEqual([{ store: 'cache', reachable: true, reason: 'it answers' }]);
    expect(readiness.isReady).toBe(true);
  });

  it('bears the loss of an essential store for the grace, and not longer', async () => {
    const { state, readiness } = watched();
    await readiness.refresh();
    state.database = false;
    state.time = 30_000;
    await readiness.refresh();
    expect(readiness.isReady).toBe(true);
    state.time = 30_001;
    expect(readiness.isReady).toBe(false);
    state.database = true;
    await readiness.refresh();
    expect(readiness.isReady).toBe(true);
  });

  it('bears the loss of the others without end, but not its own leaving', async () => {
    const { state, readiness } = watched();
    await readiness.refresh();
    state.cache = false;
    state.time = 20_000;
    await readiness.refresh();
    expect(readiness.isReady).toBe(true);
    readiness.drain();
    expect(readiness.isReady).toBe(false);
  });
});
