// One container of a pod: a process that is started again when it ends, as kubelet does. Must not know what it runs.
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { pause } from '../run-command.ts';

export interface LogLine {
  readonly atMs: number;
  readonly text: string;
}

export interface ContainerOptions {
  readonly words: readonly string[];
  /** Starts again so long after an end that nobody ordered; undefined: never. */
  readonly restartAfterMs: number | undefined;
  readonly onLine: (line: LogLine) => void;
}

/** Starts the words as the leader of a process group of their own, so that all of it can be ended by its number. */
function spawnGroup({ words, onLine }: ContainerOptions): ChildProcess {
  const [file = '', ...args] = words;
  const child = spawn(file, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream as Readable }).on('line', (text) =>
      onLine({ atMs: performance.now(), text }),
    );
  return child;
}

export class Container {
  readonly #options: ContainerOptions;
  #child: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();
  #wanted = false;

  constructor(options: ContainerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#wanted = true;
    const child = spawnGroup(this.#options);
    this.#child = child;
    this.#ended = new Promise((resolve) => child.once('close', () => resolve()));
    child.once('exit', () => void this.#startAgain(child));
  }

  async #startAgain(child: ChildProcess): Promise<void> {
    const { restartAfterMs } = this.#options;
    // What the process left behind in its container ends with it.
    this.#signal('SIGKILL', child);
    if (restartAfterMs === undefined) return;
    await pause(restartAfterMs);
    if (this.#wanted && this.#child === child) this.start();
  }

  #signal(signal: NodeJS.Signals, child = this.#child): void {
    if (child?.pid === undefined) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      // The group has ended.
    }
  }

  /** Ends it as a crash does; it starts again. */
  crash(): void {
    this.#signal('SIGKILL');
  }

  freeze(): void {
    this.#signal('SIGSTOP');
  }

  thaw(): void {
    this.#signal('SIGCONT');
  }

  /** Ends it for good, without a word. */
  async kill(): Promise<void> {
    this.#wanted = false;
    this.#signal('SIGKILL');
    await this.#ended;
  }

  /** Asks it to end, as kubelet does after the preStop; kills it when it has not by then. */
  async terminate(graceMs: number): Promise<void> {
    this.#wanted = false;
    const child = this.#child;
    if (child?.pid !== undefined && child.exitCode === null) child.kill('SIGTERM');
    await Promise.race([this.#ended, pause(graceMs)]);
    await this.kill();
  }
}
