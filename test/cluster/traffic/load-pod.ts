// The program of the load's pod: runs one plan and says everything on its standard output, a line of JSON each.
// Must not know the scenario, nor judge anything. Ends with its plan, or early by SIGTERM.
import { monotonicMs } from '../clock.ts';
import type { RecordBatch } from '../load/attempt-records.ts';
import { checkPlan, type LoadPlan } from '../load/plan.ts';
import { runLoad } from '../load/run-load.ts';

export type Line =
  /** `originMs` on the machine's monotonic clock, which the nodes of the test cluster share with the tests. */
  | { readonly kind: 'started'; readonly originMs: number; readonly startedAtMs: number }
  | { readonly kind: 'records'; readonly records: string; readonly pods: readonly string[] }
  | { readonly kind: 'finished'; readonly cpuMs: number; readonly elapsedMs: number };

const reportEveryMs = 1000;
/** Time before the first request is due: the network lets a new pod in some 0.1 s after it has its address. */
const leadMs = 2000;

const say = (line: Line): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

function sayRecords({ records, pods }: RecordBatch): void {
  if (records.length > 0) say({ kind: 'records', records: Buffer.from(records).toString('base64'), pods });
}

async function run(plan: LoadPlan): Promise<void> {
  const before = process.cpuUsage();
  const originMs = monotonicMs() + leadMs;
  const load = runLoad(checkPlan(plan), originMs);
  process.on('SIGTERM', () => load.stop());
  say({ kind: 'started', originMs, startedAtMs: Date.now() + leadMs });
  const timer = setInterval(() => sayRecords(load.book.take()), reportEveryMs);
  await load.done;
  clearInterval(timer);
  sayRecords(load.book.take());
  const { user, system } = process.cpuUsage(before);
  say({ kind: 'finished', cpuMs: (user + system) / 1000, elapsedMs: monotonicMs() - originMs });
}

await run(JSON.parse(process.argv[2] ?? '') as LoadPlan);
