// The program of the load's own process: takes a plan, runs it, sends the records to its parent each second.
// Must not know what the records are for. Ends by itself with its plan, and with its parent.
import { monotonicMs } from '../clock.ts';
import type { RecordBatch } from './attempt-records.ts';
import { checkPlan, type LoadPlan } from './plan.ts';
import { type RunningLoad, runLoad } from './run-load.ts';

export type Order = { readonly kind: 'run'; readonly plan: LoadPlan } | { readonly kind: 'stop' };

export type Report =
  | { readonly kind: 'ready' }
  /** `originMs` on the machine's monotonic clock, `startedAtMs` the time of day. */
  | { readonly kind: 'started'; readonly originMs: number; readonly startedAtMs: number }
  | ({ readonly kind: 'records' } & RecordBatch)
  | { readonly kind: 'finished'; readonly cpuMs: number; readonly elapsedMs: number };

const reportEveryMs = 1000;
/** Time for the timers and the first connection to be set up before the first request is due. */
const leadMs = 20;

function report(message: Report): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, undefined, {}, () => resolve());
  });
}

async function run(plan: LoadPlan, onStart: (load: RunningLoad) => void): Promise<void> {
  const before = process.cpuUsage();
  const originMs = monotonicMs() + leadMs;
  const load = runLoad(checkPlan(plan), originMs);
  onStart(load);
  void report({ kind: 'started', originMs, startedAtMs: Date.now() + leadMs });
  const timer = setInterval(() => void report({ kind: 'records', ...load.book.take() }), reportEveryMs);
  await load.done;
  clearInterval(timer);
  await report({ kind: 'records', ...load.book.take() });
  const { user, system } = process.cpuUsage(before);
  await report({ kind: 'finished', cpuMs: (user + system) / 1000, elapsedMs: monotonicMs() - originMs });
  process.disconnect();
}

let running: RunningLoad | undefined;
process.on('message', (order: Order) => {
  if (order.kind === 'stop') return running?.stop();
  void run(order.plan, (load) => {
    running = load;
  });
});
// A load whose test is gone must not go on.
process.on('disconnect', () => process.exit());
void report({ kind: 'ready' });
