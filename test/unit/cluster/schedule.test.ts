// The timetable: absolute, complete, and never early.
import { describe, expect, it } from 'vitest';
import { monotonicMs } from '../../cluster/clock.ts';
import { dueAt, runSchedule } from '../../cluster/schedule.ts';
import { pause } from './loopback-server.ts';

describe('a timetable', () => {
  it('does not add up what it rounds', () => {
    expect(dueAt(300_000, 300)).toBe(1_000_000);
    expect(dueAt(7, 3)).toBeCloseTo(2333.333, 2);
  });

  it('lets each fall due once, in order, never early', async () => {
    const originMs = monotonicMs();
    const seen: [index: number, early: boolean][] = [];
    const onDue = (index: number, dueMs: number) => void seen.push([index, monotonicMs() < originMs + dueMs]);
    expect(await runSchedule({ ratePerSecond: 300, count: 100, originMs, onDue }).done).toBe(100);
    expect(seen).toEqual(Array.from({ length: 100 }, (_, index) => [index, false]));
    expect(monotonicMs() - originMs).toBeGreaterThanOrEqual(330);
  });

  it('catches up after a stall, with the times that were due', async () => {
    const originMs = monotonicMs();
    const due: number[] = [];
    const schedule = runSchedule({
      ratePerSecond: 100,
      count: 50,
      originMs,
      onDue: (_, dueMs) => void due.push(dueMs),
    });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
    await schedule.done;
    expect(due).toEqual(Array.from({ length: 50 }, (_, index) => index * 10));
    expect(monotonicMs() - originMs).toBeLessThan(800);
  });

  it('stops, and says how many there were', async () => {
    let seen = 0;
    const schedule = runSchedule({
      ratePerSecond: 100,
      count: 1000,
      originMs: monotonicMs(),
      onDue: () => void seen++,
    });
    await pause(100);
    schedule.stop();
    const count = await schedule.done;
    await pause(100);
    expect(count).toBe(seen);
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(100);
  });
});
