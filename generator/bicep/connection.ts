// Part of the Bicep door: one `bicep jsonrpc --stdio`, asked one thing after another. Must not know what is asked.
import { type ChildProcess, spawn } from 'node:child_process';

const answerTimeoutMilliseconds = 300_000;
const blankLine = Buffer.from('\r\n\r\n');

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A compiler that runs until it is closed. */
export class BicepConnection {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #received = Buffer.alloc(0);
  #last = 0;

  constructor(program: string) {
    this.#child = spawn(program, ['jsonrpc', '--stdio'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
      // It would look for a newer version, and say so.
      env: { ...process.env, DOTNET_CLI_TELEMETRY_OPTOUT: '1' },
    });
    this.#child.stdout?.on('data', (chunk: Buffer) => this.#receive(chunk));
    this.#child.stdin?.on('error', () => {});
    this.#child.on('error', (error) => this.#fail(error.message));
    this.#child.on('close', () => this.#fail('it ended before it answered'));
  }

  /** @throws when the compiler ends, refuses, or does not answer in time. */
  ask(method: string, params: object): Promise<unknown> {
    const id = ++this.#last;
    const text = JSON.stringify({ jsonrpc: '2.0', id, method, params });
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#fail('it did not answer'), answerTimeoutMilliseconds);
      const settle =
        <T>(give: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(timer);
          this.#waiting.delete(id);
          give(value);
        };
      this.#waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
      this.#child.stdin?.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    });
  }

  close(): void {
    this.#child.removeAllListeners();
    this.#child.kill();
  }

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const end = this.#received.indexOf(blankLine);
      const length = Number(
        /Content-Length: *(\d+)/i.exec(this.#received.toString('latin1', 0, Math.max(end, 0)))?.[1],
      );
      const start = end + blankLine.length;
      if (end < 0 || !(this.#received.length >= start + length)) return;
      const message = JSON.parse(this.#received.toString('utf8', start, start + length)) as Answer;
      this.#received = this.#received.subarray(start + length);
      const waiting = this.#waiting.get(message.id ?? 0);
      if (message.error === undefined) waiting?.resolve(message.result);
      else waiting?.reject(new Error(message.error.message));
    }
  }

  #fail(problem: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(problem));
  }
}

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}
