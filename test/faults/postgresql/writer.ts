// The parent's side of a writer: a process that writes and keeps its ledger. It finds names in a hosts file of its own.
// Must not know which client it uses.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { createInterface, type Interface } from 'node:readline';
import type { Readable } from 'node:stream';
import { type Ledger, readLedger } from '../../cluster/ledger.ts';
import type { WriterOrder } from './writers/writer-process.ts';

/** The writes under way may end within this. */
const stopSeconds = 20;

export interface WriterPlace {
  /** What is run, before the order. */
  readonly words: readonly string[];
  readonly hostsFile: string;
  readonly order: WriterOrder;
  readonly isWitness: boolean;
}

export class Writer {
  readonly name: string;
  readonly prefix: string;
  readonly writesPerSecond: number;
  readonly isWitness: boolean;
  readonly #ledgerFile: string;
  readonly #child: ChildProcess;
  readonly #lines: Interface;
  readonly #ended: Promise<unknown>;
  #complaint = '';

  constructor({ words, hostsFile, order, isWitness }: WriterPlace) {
    this.isWitness = isWitness;
    this.name = order.client;
    this.prefix = order.prefix;
    this.writesPerSecond = order.writesPerSecond;
    this.#ledgerFile = order.ledgerFile;
    // A mount namespace of its own: nothing but the writer sees this hosts file.
    const mount = 'mount --bind "$1" /etc/hosts && shift && exec "$@"';
    const all = ['--mount', 'sh', '-c', mount, 'sh', hostsFile, ...words, JSON.stringify(order)];
    this.#child = spawn('unshare', all, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#ended = once(this.#child, 'close').catch(() => {});
    this.#child.stdin?.on('error', () => {});
    this.#child.stderr?.on('data', (text) => {
      appendFileSync(`${order.ledgerFile}.stderr`, text);
      this.#complaint = (this.#complaint + text).slice(-1000);
    });
    this.#lines = createInterface({ input: this.#child.stdout as Readable });
  }

  async #next(): Promise<string> {
    const ended = this.#ended.then(() => {
      throw new Error(`the writer ${this.name} ended: ${this.#complaint.trim()}`);
    });
    const [line] = await Promise.race([once(this.#lines, 'line'), ended]);
    ended.catch(() => {});
    return String(line);
  }

  /** Settles when it writes. */
  async started(): Promise<void> {
    await this.#next();
  }

  /** Names this moment in the ledger. */
  async mark(name: string): Promise<void> {
    const done = this.#next();
    this.#child.stdin?.write(`mark ${name}\n`);
    await done;
  }

  /** Lets it end, and reads what it kept. */
  async finish(): Promise<Ledger> {
    this.#child.stdin?.end('stop\n');
    // One that hangs in a write ends all the same; what it kept so far is in its ledger.
    const timer = setTimeout(() => this.kill(), stopSeconds * 1000);
    await this.#ended;
    clearTimeout(timer);
    return readLedger(this.#ledgerFile);
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}
