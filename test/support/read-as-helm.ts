// YAML to JSON with Helm's own reader, so that a plain `yes` or 0777 means here what it means to Helm:
// a small Go program that is built once and then asked as often as needed. Must not know any chart.
import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { programsOnPath, runProgram } from '../../generator/tools.ts';
import { type Built, buildOnce, lastWords } from './build-once.ts';
import { isAvailable } from './required.ts';

export interface HelmReading {
  /** As JSON; documents that hold only comments are left out, as Kubernetes does. */
  readonly documents: readonly unknown[];
  /** What the reader refused; the documents before it are there. */
  readonly error?: string;
}

const source = fileURLToPath(new URL('helm-yaml-reader/', import.meta.url));

function build(): Promise<Built> {
  return buildOnce({
    name: 'helm-yaml-reader',
    sources: ['main.go', 'go.mod', 'go.sum'].map((file) => join(source, file)),
    build: async (folder) => {
      const go = programsOnPath('go', process.env)[0];
      if (go === undefined) return 'Go is not on the PATH';
      const run = await runProgram(go, ['build', '-trimpath', '-o', join(folder, 'reader'), '.'], {
        cwd: source,
        timeout: 600_000,
        variables: { CGO_ENABLED: '0', GOWORK: 'off' },
      });
      return run.status === 0 ? undefined : `go build failed: ${lastWords(run.stderr)}`;
    },
  });
}

type Waiter = { resolve: (reading: HelmReading) => void; reject: (error: Error) => void };

/** One process that answers line by line, in the order of the requests. */
class ReaderProcess {
  private readonly child: ChildProcess;
  private readonly waiting: Waiter[] = [];

  constructor(program: string) {
    this.child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: this.child.stdout! }).on('line', (line) => {
      this.waiting.shift()?.resolve(JSON.parse(line) as HelmReading);
      if (this.waiting.length === 0) this.hold(false);
    });
    const fail = (reason: string): void => {
      for (const { reject } of this.waiting.splice(0)) reject(new Error(reason));
    };
    this.child.on('error', (error) => fail(`the YAML reader could not be started: ${error.message}`));
    this.child.on('exit', (status) => fail(`the YAML reader ended with status ${status}`));
    this.child.stdin!.on('error', () => {});
    this.hold(false);
  }

  ask(stream: string): Promise<HelmReading> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.hold(true);
      this.child.stdin!.write(`${JSON.stringify(stream)}\n`);
    });
  }

  /** An idle reader must not keep the tests from ending. */
  private hold(busy: boolean): void {
    const method = busy ? 'ref' : 'unref';
    this.child[method]();
    (this.child.stdin as Socket)[method]();
    (this.child.stdout as Socket)[method]();
  }
}

let reader: Promise<ReaderProcess> | undefined;

async function start(): Promise<ReaderProcess> {
  const built = await build();
  if (built.folder === undefined) throw new Error(`Helm's YAML reader: ${built.problem}`);
  return new ReaderProcess(join(built.folder, 'reader'));
}

/** Whether the reader is there, built now if need be; see `required.ts` for what happens if not. */
export async function requireHelmReader(): Promise<boolean> {
  return isAvailable("Helm's YAML reader", (await build()).problem);
}

/** Reads a stream of YAML documents as Helm does; duplicate keys, which Helm lets pass, are refused. */
export async function readAsHelm(stream: string): Promise<HelmReading> {
  reader ??= start();
  return (await reader).ask(stream);
}
