// The parent's side of the generator's process: starts it, collects its reports, ends it when it does not.
// Must not know what the records say.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { RecordBatch } from './attempt-records.ts';
import type { Order, Report } from './load-process.ts';
import { type LoadPlan, longestRequestMs } from './plan.ts';

type Started = Extract<Report, { kind: 'started' }>;
type Finished = Extract<Report, { kind: 'finished' }>;

export interface GeneratorProcess {
  readonly pid: number;
  readonly started: Promise<Started>;
  /** Rejects when the process ends without its last report. */
  readonly finished: Promise<Finished>;
  /** The records so far. */
  readonly batches: readonly RecordBatch[];
  /** Lets no further request fall due. */
  stop(): void;
}

/** Time beyond its plan that the process has to start and to end, before it is killed. */
const graceMs = 15_000;

let program: Promise<string> | undefined;

/** The program as plain JavaScript: the oldest supported Node reads no types. */
function bundleProgram(): Promise<string> {
  program ??= build({
    entryPoints: [join(import.meta.dirname, 'load-process.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    write: false,
    logLevel: 'silent',
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? '');
  return program;
}

/** Node with the program on its standard input: nothing is left on the disk. Its environment is empty. */
export async function spawnGenerator(): Promise<ChildProcess> {
  const code = await bundleProgram();
  const child = spawn(process.execPath, ['--input-type=module', '-'], {
    stdio: ['pipe', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
    env: {},
  });
  child.stdin?.on('error', () => {});
  child.stdin?.end(code);
  return child;
}

/** The first report of that kind; rejects when the process ends without it. */
function awaitReport<Kind extends Report['kind']>(child: ChildProcess, kind: Kind) {
  let complaint = '';
  child.stderr?.on('data', (text) => {
    complaint = (complaint + text).slice(-2000);
  });
  const report = new Promise<Extract<Report, { kind: Kind }>>((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(`The load generator ${reason}. ${complaint}`.trim()));
    child.on('message', (message: Report) => {
      if (message.kind === kind) resolve(message as Extract<Report, { kind: Kind }>);
    });
    child.on('error', (error) => fail(`did not start: ${error.message}`));
    // Not 'exit': what it said last is read before 'close'.
    child.on('close', (code, signal) => fail(`ended before it was ${kind} (${signal ?? code})`));
  });
  // Whoever asks later still gets the rejection; until then it must not end the test's process.
  report.catch(() => {});
  return report;
}

/** Starts the generator on the plan. */
export async function startGenerator(plan: LoadPlan): Promise<GeneratorProcess> {
  const child = await spawnGenerator();
  const batches: RecordBatch[] = [];
  const send = (order: Order) => void (child.connected && child.send(order, () => {}));
  child.on('message', (report: Report) => {
    if (report.kind === 'ready') send({ kind: 'run', plan });
    if (report.kind === 'records') batches.push(report);
  });
  const killAfter = (ms: number) => setTimeout(() => child.kill('SIGKILL'), ms);
  let timer = killAfter(plan.seconds * 1000 + longestRequestMs(plan) + graceMs);
  child.on('close', () => clearTimeout(timer));
  return {
    pid: child.pid ?? 0,
    started: awaitReport(child, 'started'),
    finished: awaitReport(child, 'finished'),
    batches,
    stop() {
      send({ kind: 'stop' });
      clearTimeout(timer);
      if (child.exitCode === null && child.signalCode === null)
        timer = killAfter(longestRequestMs(plan) + graceMs);
    },
  };
}
