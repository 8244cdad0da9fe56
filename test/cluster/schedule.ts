// An open loop: things fall due at a fixed rate by an absolute timetable, whatever became of those before.
// Must not know what falls due.
import { monotonicMs } from './clock.ts';

export interface Timetable {
  readonly ratePerSecond: number;
  /** How many fall due at most. */
  readonly count: number;
  /** When the first falls due, on the monotonic clock. */
  readonly originMs: number;
  /** Called once for each, in order. `dueMs` counts from the origin; the call may come later, never earlier. */
  readonly onDue: (index: number, dueMs: number) => void;
}

export interface Schedule {
  /** Lets nothing fall due any more. */
  stop(): void;
  /** Settles with the number that fell due, after the last one or after `stop`. */
  readonly done: Promise<number>;
}

/** When the thing of that index falls due, in milliseconds after the origin: no rounding adds up. */
export const dueAt = (index: number, ratePerSecond: number): number => (index * 1000) / ratePerSecond;

/** Starts the timetable. After a stall all that was missed falls due at once, each with its own due time. */
export function runSchedule({ ratePerSecond, count, originMs, onDue }: Timetable): Schedule {
  let next = 0;
  let timer: NodeJS.Timeout | undefined;
  let end: (count: number) => void = () => {};
  const done = new Promise<number>((resolve) => {
    end = resolve;
  });
  const stop = () => {
    clearTimeout(timer);
    count = next;
    end(next);
  };
  const tick = () => {
    while (next < count && originMs + dueAt(next, ratePerSecond) <= monotonicMs()) {
      const index = next++;
      onDue(index, dueAt(index, ratePerSecond));
    }
    if (next >= count) return stop();
    timer = setTimeout(tick, Math.max(0, Math.ceil(originMs + dueAt(next, ratePerSecond) - monotonicMs())));
  };
  tick();
  return { stop, done };
}
