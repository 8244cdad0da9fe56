// The figures of a load, from records made by hand.
import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../../cluster/load/attempt-records.ts';
import { type LoadFacts, summarise } from '../../../cluster/load/load-result.ts';

/** Request n was due at n × 10 ms, sent at once and answered after 5 ms, unless told. */
const attemptAt = (request: number, others: Partial<Attempt> = {}): Attempt => ({
  request,
  attempt: 0,
  scheduledMs: request * 10,
  startedMs: request * 10,
  endedMs: request * 10 + 5,
  status: 200,
  connection: request % 2 === 0 ? 'keep-alive' : 'new',
  reused: false,
  target: 0,
  ...others,
});

const facts = (attempts: readonly Attempt[], marks: Record<string, number> = {}): LoadFacts => ({
  attempts,
  marks: new Map(Object.entries(marks)),
  startedAtMs: 0,
  cpuMs: 100,
  elapsedMs: 1000,
});

const hundred = Array.from({ length: 100 }, (_, request) => attemptAt(request));

describe('the figures', () => {
  it('of a load without fault', () => {
    const result = summarise(facts(hundred));
    expect(result).toMatchObject({
      requests: 100,
      failed: 0,
      p50Ms: 5,
      p99Ms: 5,
      maxMs: 5,
      lateMaxMs: 0,
      cpuShare: 0.1,
    });
    expect(result.longestGap.ms).toBe(10);
  });

  it('count latency from the schedule, by nearest rank', () => {
    const slow = hundred.map((one) =>
      one.request >= 98 ? { ...one, startedMs: one.scheduledMs + 400, endedMs: one.scheduledMs + 405 } : one,
    );
    const result = summarise(facts(slow));
    expect(result).toMatchObject({ p50Ms: 5, p99Ms: 405, maxMs: 405, lateMaxMs: 400 });
    expect(summarise(facts(slow.slice(0, 99))).p99Ms).toBe(405);
    expect(result.p99Between(0, 980)).toBe(5);
    expect(
      summarise(facts(hundred.map((o) => (o.request === 99 ? { ...o, endedMs: 2000 } : o)))),
    ).toMatchObject({ p99Ms: 5, maxMs: 1010 });
  });

  it('judge a request by its last attempt, in whatever order attempts were recorded', () => {
    const failed = attemptAt(3, { status: 0, error: 'refused' });
    const retried = attemptAt(3, { attempt: 1, startedMs: 40, endedMs: 60, connection: 'new', target: 1 });
    const others = hundred.filter(({ request }) => request !== 3);
    const saved = summarise(facts([retried, ...others, failed]));
    expect(saved).toMatchObject({ requests: 100, attempts: 101, failed: 0, savedByRetry: 1, maxMs: 30 });
    const again = { ...retried, status: 503, pod: 'api-2' };
    const lost = summarise(facts([...others, failed, again]));
    expect(lost).toMatchObject({ failed: 1, savedByRetry: 0, outcomes: { 'HTTP 200': 99, 'HTTP 503': 1 } });
    expect(lost.failures).toEqual([
      {
        request: 3,
        scheduledMs: 30,
        startedMs: 30,
        endedMs: 60,
        outcomes: ['refused', 'HTTP 503'],
        connection: 'new',
        reused: false,
        target: 1,
        pod: 'api-2',
      },
    ]);
    expect(lost.connections).toEqual({
      'keep-alive': { requests: 50, failed: 0 },
      new: { requests: 50, failed: 1 },
    });
  });

  it.each([199, 301, 404, 500])('take %i for a failure', (status) => {
    expect(summarise(facts([attemptAt(0, { status })])).failed).toBe(1);
  });

  it('see silence at the start, in the middle and at the end', () => {
    const without = (from: number, to: number) =>
      summarise(
        facts(
          hundred.map((one) => (one.request >= from && one.request < to ? { ...one, status: 500 } : one)),
        ),
      ).longestGap;
    expect(without(0, 20)).toEqual({ ms: 205, fromMs: 0, toMs: 205 });
    expect(without(40, 60)).toEqual({ ms: 210, fromMs: 395, toMs: 605 });
    expect(without(80, 100)).toEqual({ ms: 195, fromMs: 795, toMs: 990 });
    expect(without(0, 100)).toEqual({ ms: 990, fromMs: 0, toMs: 990 });
  });

  it('pass no bar when there is nothing', () => {
    const result = summarise(facts([]));
    expect(result).toMatchObject({ requests: 0, failed: 0, p99Ms: Infinity });
    expect(result.requestsBetween(0, Infinity)).toBe(0);
  });
});

describe('a span', () => {
  const result = summarise(
    facts(
      hundred.map((o) => (o.request === 50 ? { ...o, status: 0, error: 'reset' as const } : o)),
      { kill: 500 },
    ),
  );

  it('holds its first moment and not its last', () => {
    expect(result.failedBetween('kill', 501)).toBe(1);
    expect(result.failedBetween(0, 'kill')).toBe(0);
    expect(result.requestsBetween('kill', 600)).toBe(10);
  });

  it('is refused when turned, or for a mark that nobody set', () => {
    expect(() => result.failedBetween(600, 'kill')).toThrow('turned');
    expect(() => result.p99Between('kil', 600)).toThrow('No mark "kil"; there are: kill.');
  });
});
