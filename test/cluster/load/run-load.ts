// Runs a plan: sends every request when it falls due, tries again where the plan says so, records every attempt.
// Must not know who asked, nor what the figures are for.
import { monotonicMs } from '../clock.ts';
import { runSchedule } from '../schedule.ts';
import { type Attempt, RecordBook } from './attempt-records.ts';
import { type Connections, createConnections } from './connections.ts';
import type { LoadPlan } from './plan.ts';
import { sendAttempt } from './send-attempt.ts';

export interface RunningLoad {
  readonly book: RecordBook;
  /** Lets no further request fall due; those under way are finished. */
  stop(): void;
  /** Settles when every request that fell due has its last record. */
  readonly done: Promise<void>;
}

interface Sender {
  readonly plan: LoadPlan;
  readonly urls: readonly URL[];
  readonly originMs: number;
  readonly connections: Connections;
  readonly record: (attempt: Attempt) => void;
}

interface Turn {
  readonly request: number;
  readonly attempt: number;
  readonly scheduledMs: number;
}

/** An answer that a second attempt may better: none at all, or a server's fault. */
const isWorthRetry = ({ status }: Attempt): boolean => status === 0 || status >= 500;

/** One attempt and those after it. `onEnd` is called after the last. */
function tryRequest(sender: Sender, turn: Turn, onEnd: () => void): void {
  const { plan, originMs } = sender;
  const { connection, target, agent, localPort } = sender.connections.routeOf(turn.request, turn.attempt);
  const startedMs = monotonicMs() - originMs;
  const order = {
    url: sender.urls[target] as URL,
    agent,
    localPort,
    headers: plan.headers,
    timeoutMs: plan.timeoutMs,
    connectTimeoutMs: plan.connectTimeoutMs,
  };
  sendAttempt(order, (outcome) => {
    const attempt = { ...turn, ...outcome, connection, target, startedMs, endedMs: monotonicMs() - originMs };
    sender.record(attempt);
    if (!isWorthRetry(attempt) || turn.attempt >= plan.retries) return onEnd();
    const retry = () => tryRequest(sender, { ...turn, attempt: turn.attempt + 1 }, onEnd);
    if (plan.retryDelayMs > 0) setTimeout(retry, plan.retryDelayMs);
    else retry();
  });
}

/** Starts the load at `originMs` of the monotonic clock. */
export function runLoad(plan: LoadPlan, originMs: number): RunningLoad {
  const book = new RecordBook();
  const connections = createConnections(plan);
  const urls = plan.urls.map((url) => new URL(url));
  const record = (attempt: Attempt) => book.append(attempt);
  const sender: Sender = { plan, urls, originMs, connections, record };
  let underWay = 0;
  let allSent = false;
  let finish = () => {};
  const done = new Promise<void>((resolve) => {
    finish = () => {
      if (!allSent || underWay > 0) return;
      connections.close();
      resolve();
    };
  });
  const onDue = (request: number, scheduledMs: number) => {
    underWay += 1;
    tryRequest(sender, { request, attempt: 0, scheduledMs }, () => {
      underWay -= 1;
      finish();
    });
  };
  const schedule = runSchedule({ ratePerSecond: plan.ratePerSecond, count: plan.count, originMs, onDue });
  void schedule.done.then(() => {
    allSent = true;
    finish();
  });
  return { book, stop: schedule.stop, done };
}
