// Runs the bundled reference api as a process of its own, and talks to it. For tests only.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly [field: string]: unknown;
}

export interface Running {
  readonly port: number;
  readonly process: ChildProcess;
  /** Everything printed so far. */
  readonly output: () => string;
  readonly lines: () => readonly LogLine[];
  /** The exit code, once it has ended; a signal's name when one killed it. */
  readonly ended: Promise<number | string | null>;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const started: ChildProcess[] = [];
let folder: string | undefined;
let file: string | undefined;

function bundleInto(path: string): string {
  const script = join(import.meta.dirname, '../../reference-api/bundle.mjs');
  execFileSync(process.execPath, [script, path], { stdio: ['ignore', 'ignore', 'inherit'] });
  return path;
}

/** A port that was free a moment ago is not needed: port 0 lets the system choose, and the log tells which. */
export async function start(environment: Readonly<Record<string, string>> = {}): Promise<Running> {
  folder ??= mkdtempSync(join(tmpdir(), 'reference-api-'));
  file ??= bundleInto(join(folder, 'server.mjs'));
  const child = spawn(process.execPath, [file], {
    env: { HTTP_PORT: '0', POD_NAME: 'pod-a', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let output = '';
  const ended = new Promise<number | string | null>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal)),
  );
  const lines = (): LogLine[] =>
    output
      .split('\n')
      .filter((line) => line.startsWith('{') && line.endsWith('}'))
      .map((line) => JSON.parse(line) as LogLine);
  const port = await new Promise<number>((resolve) => {
    const take = (bytes: Buffer): void => {
      output += bytes.toString('utf8');
      const listening = lines().find(({ message }) => message === 'listening');
      if (listening) resolve(Number(listening.port));
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    void ended.then(() => resolve(0));
  });
  return { port, process: child, output: () => output, lines, ended };
}

/** Ends what this file started, by its own handles, and removes the bundle. */
export function stopAll(): void {
  for (const child of started.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  if (folder) rmSync(folder, { recursive: true, force: true });
  folder = undefined;
  file = undefined;
}

export { workPath } from '../../reference-api/work.ts';

export interface Sending {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly agent?: Agent;
}

/** One request on loopback. Rejects with what the socket says. */
export function send(port: number, path: string, options: Sending = {}): Promise<Reply> {
  const { method = 'GET', headers = {}, body, agent = new Agent() } = options;
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers, agent }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(parts).toString('utf8'),
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Asks until the answer is as wished; throws after `milliseconds`. */
export async function until<T>(
  ask: () => Promise<T>,
  wished: (answer: T) => boolean,
  milliseconds = 10_000,
): Promise<T> {
  const stop = performance.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (wished(answer)) return answer;
    if (performance.now() > stop) throw new Error(`not in time; last: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
