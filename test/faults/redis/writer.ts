// The parent's side of a writer: a process on a machine of the trial, that writes and keeps its ledger.
// Must not know which client it uses.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { createInterface, type Interface } from 'node:readline';
import type { Readable } from 'node:stream';
import { type Ledger, readLedger } from '../../cluster/ledger.ts';
import type { Client } from './clients.ts';
import type { Network } from './network.ts';
import type { WriterOrder } from './writers/writer-process.ts';

export interface WriterPlace {
  readonly network: Network;
  readonly machine: string;
  readonly client: Client;
  readonly order: Omit<WriterOrder, 'client' | 'module' | 'settings'>;
}

export class Writer {
  readonly name: string;
  readonly machine: string;
  readonly prefix: string;
  readonly #ledgerFile: string;
  readonly #child: ChildProcess;
  readonly #lines: Interface;
  #complaint = '';

  constructor({ network, machine, client, order }: WriterPlace) {
    this.name = client.name;
    this.machine = machine;
    this.prefix = order.prefix;
    this.#ledgerFile = order.ledgerFile;
    const { name, module, settings } = client;
    const whole: WriterOrder = { ...order, client: name, module, settings };
    const [file = '', ...args] = [...network.on(machine), ...client.words, JSON.stringify(whole)];
    this.#child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child.stdin?.on('error', () => {});
    this.#child.stderr?.on('data', (text) => {
      appendFileSync(`${order.ledgerFile}.stderr`, text);
      this.#complaint = (this.#complaint + text).slice(-1000);
    });
    this.#lines = createInterface({ input: this.#child.stdout as Readable });
  }

  async #next(): Promise<string> {
    const ended = once(this.#child, 'close').then(() => {
      throw new Error(`the writer ${this.name} ended: ${this.#complaint.trim()}`);
    });
    const [line] = await Promise.race([once(this.#lines, 'line'), ended]);
    ended.catch(() => {});
    return String(line);
  }

  /** Settles when it writes, and its user is logged in. */
  async started(): Promise<void> {
    await this.#next();
  }

  /** Whether its user was ever told to log in again, or cannot be found now. */
  async wasLoggedOut(): Promise<boolean> {
    const answer = this.#next();
    this.#child.stdin?.write('session\n');
    return (await answer) !== 'session kept';
  }

  /** Names this moment in the ledger. */
  async mark(name: string): Promise<void> {
    const done = this.#next();
    this.#child.stdin?.write(`mark ${name}\n`);
    await done;
  }

  /** Lets it end, and reads what it kept. */
  async finish(): Promise<Ledger> {
    const ended = once(this.#child, 'close');
    this.#child.stdin?.end('stop\n');
    await ended;
    return readLedger(this.#ledgerFile);
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}
