// What the records of a load say: counts, failures, latencies, gaps. Must not know how they were made.
import { type Gap, longestGap } from '../gaps.ts';
import type { Attempt, ConnectionKind } from './attempt-records.ts';

/** Milliseconds after the start of the load, or the name of a mark. */
export type Moment = number | string;

export interface Counts {
  readonly requests: number;
  readonly failed: number;
}

/** A request is what the caller wanted; it failed when its last attempt got no answer of 200 to 299. */
export interface Failure {
  readonly request: number;
  readonly scheduledMs: number;
  /** Start of the first attempt, end of the last. */
  readonly startedMs: number;
  readonly endedMs: number;
  /** `timeout`, `refused`, `HTTP 503`… of each attempt. */
  readonly outcomes: readonly string[];
  readonly connection: ConnectionKind;
  readonly reused: boolean;
  readonly target: number;
  readonly pod?: string;
}

/** Latency from the scheduled start to the end of the last attempt, retries included, of requests that succeeded. */
export interface Latency {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

export interface Second extends Counts, Latency {
  /** Requests scheduled from this second to the next. */
  readonly second: number;
}

export interface LoadResult extends Counts, Latency {
  /** The time of day at which the load started, in milliseconds since 1970. */
  readonly startedAtMs: number;
  readonly succeeded: number;
  readonly attempts: number;
  /** Requests that failed once and succeeded later. */
  readonly savedByRetry: number;
  /** Requests by the outcome of their last attempt, attempts by their own. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly attemptOutcomes: Readonly<Record<string, number>>;
  /** Successes by the pod that answered; those without x-pod are not in it. */
  readonly pods: Readonly<Record<string, number>>;
  /** By the kind of the first attempt's connection. */
  readonly connections: Readonly<Record<ConnectionKind, Counts>>;
  readonly failures: readonly Failure[];
  /** The longest time without the end of a success, silence at the start and at the end included. */
  readonly longestGap: Gap;
  readonly seconds: readonly Second[];
  readonly marks: Readonly<Record<string, number>>;
  /** How late the generator itself was at worst: beyond some 100 ms the machine was too busy to trust the latencies. */
  readonly lateMaxMs: number;
  /** Attempts that failed for want of something on this machine: any of them makes the run void. */
  readonly localErrors: number;
  /** The share of one core that the generator used. */
  readonly cpuShare: number;
  /** Requests scheduled from one moment to just before another: a zero of failures needs it beside. */
  requestsBetween(from: Moment, to: Moment): number;
  failedBetween(from: Moment, to: Moment): number;
  /** Infinity when nothing succeeded. */
  p99Between(from: Moment, to: Moment): number;
}

export interface LoadFacts {
  readonly attempts: readonly Attempt[];
  readonly marks: ReadonlyMap<string, number>;
  readonly startedAtMs: number;
  readonly cpuMs: number;
  readonly elapsedMs: number;
}

interface Request {
  readonly first: Attempt;
  readonly last: Attempt;
  readonly attempts: readonly Attempt[];
  readonly failed: boolean;
  readonly latencyMs: number;
}

const isSuccess = ({ status }: Attempt): boolean => status >= 200 && status < 300;
const outcomeOf = ({ status, error }: Attempt): string => error ?? `HTTP ${status}`;

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => number): Map<number, Item[]> {
  const groups = new Map<number, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function readRequest(unsorted: readonly Attempt[]): Request {
  const attempts = [...unsorted].sort((a, b) => a.attempt - b.attempt);
  const first = attempts[0] as Attempt;
  const last = attempts.at(-1) as Attempt;
  return { first, last, attempts, failed: !isSuccess(last), latencyMs: last.endedMs - first.scheduledMs };
}

/** The requests in the order in which they were due. */
const readRequests = (attempts: readonly Attempt[]): Request[] =>
  [...groupBy(attempts, ({ request }) => request).values()]
    .map(readRequest)
    .sort((a, b) => a.first.request - b.first.request);

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of [...names].sort()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

const countsOf = (requests: readonly Request[]): Counts => ({
  requests: requests.length,
  failed: requests.filter(({ failed }) => failed).length,
});

/** Nearest rank; Infinity of nothing, so that no bar is passed by it. */
function latencyOf(requests: readonly Request[]): Latency {
  const sorted = requests
    .filter(({ failed }) => !failed)
    .map(({ latencyMs }) => latencyMs)
    .sort((a, b) => a - b);
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Infinity;
  return { p50Ms: rank(0.5), p99Ms: rank(0.99), maxMs: rank(1) };
}

function failureOf({ first, last, attempts }: Request): Failure {
  return {
    request: first.request,
    scheduledMs: first.scheduledMs,
    startedMs: first.startedMs,
    endedMs: last.endedMs,
    outcomes: attempts.map(outcomeOf),
    connection: first.connection,
    reused: first.reused,
    target: last.target,
    ...(last.pod === undefined ? {} : { pod: last.pod }),
  };
}

const secondsOf = (requests: readonly Request[]): Second[] =>
  [...groupBy(requests, ({ first }) => Math.floor(first.scheduledMs / 1000))].map(([second, within]) => ({
    second,
    ...countsOf(within),
    ...latencyOf(within),
  }));

function gapOf(requests: readonly Request[]): Gap {
  const ends = requests.filter(({ failed }) => !failed).map(({ last }) => last.endedMs);
  const lastScheduled = requests.at(-1)?.first.scheduledMs ?? 0;
  return longestGap(ends, {
    fromMs: 0,
    toMs: Math.max(
      lastScheduled,
      ends.reduce((a, b) => Math.max(a, b), 0),
    ),
  });
}

/** The functions that look at a part of the load. They throw on a mark that was never set and on a turned span. */
function windowsOf(requests: readonly Request[], marks: ReadonlyMap<string, number>) {
  const momentMs = (moment: Moment): number => {
    const ms = typeof moment === 'number' ? moment : marks.get(moment);
    if (ms === undefined)
      throw new Error(`No mark "${moment}"; there are: ${[...marks.keys()].join(', ') || 'none'}.`);
    return ms;
  };
  const between = (from: Moment, to: Moment): Request[] => {
    const [fromMs, toMs] = [momentMs(from), momentMs(to)];
    if (!(fromMs <= toMs))
      throw new Error(`The span from ${from} (${fromMs} ms) to ${to} (${toMs} ms) is turned.`);
    return requests.filter(({ first }) => first.scheduledMs >= fromMs && first.scheduledMs < toMs);
  };
  return {
    requestsBetween: (from: Moment, to: Moment) => between(from, to).length,
    failedBetween: (from: Moment, to: Moment) => countsOf(between(from, to)).failed,
    p99Between: (from: Moment, to: Moment) => latencyOf(between(from, to)).p99Ms,
  };
}

/** Reads the records. Pure. */
export function summarise({ attempts, marks, startedAtMs, cpuMs, elapsedMs }: LoadFacts): LoadResult {
  const requests = readRequests(attempts);
  const counts = countsOf(requests);
  const succeeded = requests.filter(({ failed }) => !failed);
  const byConnection = (kind: ConnectionKind) =>
    countsOf(requests.filter(({ first }) => first.connection === kind));
  return {
    ...counts,
    ...latencyOf(requests),
    ...windowsOf(requests, marks),
    startedAtMs,
    succeeded: succeeded.length,
    attempts: attempts.length,
    savedByRetry: succeeded.filter(({ attempts }) => attempts.length > 1).length,
    outcomes: tally(requests.map(({ last }) => outcomeOf(last))),
    attemptOutcomes: tally(attempts.map(outcomeOf)),
    pods: tally(succeeded.flatMap(({ last }) => last.pod ?? [])),
    connections: { 'keep-alive': byConnection('keep-alive'), new: byConnection('new') },
    failures: requests.filter(({ failed }) => failed).map(failureOf),
    longestGap: gapOf(requests),
    seconds: secondsOf(requests),
    marks: Object.fromEntries(marks),
    lateMaxMs: requests.reduce((late, { first }) => Math.max(late, first.startedMs - first.scheduledMs), 0),
    localErrors: attempts.filter(({ error }) => error === 'local').length,
    cpuShare: elapsedMs > 0 ? cpuMs / elapsedMs : 0,
  };
}
