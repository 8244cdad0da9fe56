// Tries to write on every Redis by itself, twenty times a second and past every fault of the network, and says for how
// long two of them took writes at once. Must not know who should be the master.
import { pause } from '../run-command.ts';
import { connectDirectly } from './direct.ts';

/** From the first to the last write that was accepted in a row. */
export interface Tenure {
  readonly node: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The longest time in which two nodes both took writes. */
export function longestOverlap(tenures: readonly Tenure[]): number {
  let longest = 0;
  for (const [place, one] of tenures.entries())
    for (const other of tenures.slice(place + 1))
      if (one.node !== other.node)
        longest = Math.max(longest, Math.min(one.toMs, other.toMs) - Math.max(one.fromMs, other.fromMs));
  return longest;
}

export interface WatchedNode {
  readonly name: string;
  readonly socketFile: string;
  readonly password: string;
}

const everyMs = 50;

/** Watches until it is stopped. */
export class MasterWatch {
  readonly tenures: Tenure[] = [];
  #stopped = false;
  readonly #running: Promise<unknown>;

  constructor(nodes: readonly WatchedNode[]) {
    this.#running = Promise.all(nodes.map((node) => this.#watch(node)));
  }

  async #watch({ name, socketFile, password }: WatchedNode): Promise<void> {
    let open: Tenure | undefined;
    const end = (): void => {
      if (open) this.tenures.push(open);
      open = undefined;
    };
    let connection: Awaited<ReturnType<typeof connectDirectly>> | undefined;
    while (!this.#stopped) {
      try {
        connection = connection?.isOpen ? connection : await connectDirectly(socketFile, password, 400);
        const sentMs = performance.now();
        await connection.send('SET', 'faults:watch', name);
        // Accepted no sooner than it was sent, so an overlap is never made longer than it was.
        open = {
          node: name,
          fromMs: open?.fromMs ?? performance.now(),
          toMs: Math.max(open?.toMs ?? 0, sentMs),
        };
      } catch {
        end();
      }
      await pause(everyMs);
    }
    end();
    connection?.close();
  }

  async stop(): Promise<readonly Tenure[]> {
    this.#stopped = true;
    await this.#running;
    return this.tenures;
  }
}
