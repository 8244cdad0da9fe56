// What a trial plays on: a group that serves, clients that write, and the figures at the end. Must not know any trial.
import { join } from 'node:path';
import { longestGap } from '../../cluster/gaps.ts';
import { compareLedger, type Ledger, type LedgerComparison } from '../../cluster/ledger.ts';
import { atMost, exactly, type Figure } from '../../cluster/scenario.ts';
import { NoisyMachine } from '../bench/subject.ts';
import { pause } from '../run-command.ts';
import type { Client } from './clients.ts';
import { Group, type GroupOptions, type MachineName } from './group.ts';
import type { Pod } from './pod.ts';
import { longestOverlap, MasterWatch } from './watch-masters.ts';
import { Writer } from './writer.ts';

export interface StageOptions extends GroupOptions {
  readonly clients: readonly Client[];
}

/** The writes that a fault may cost: those acknowledged from so many seconds before it began to so many after it was done. */
export interface Allowance {
  readonly secondsBefore: number;
  readonly secondsAfter: number;
}

export interface Bars {
  readonly writableSeconds: number;
  /** From which mark on writes are waited for; `fault` when absent. */
  readonly from?: string;
  /** Absent: no acknowledged write may be lost. */
  readonly allowance?: Allowance;
  /** The same for clients on machine b, which a partition cuts off with the master; their wait has no bar. */
  readonly allowanceOfCutOff?: Allowance;
}

/** Where each client runs: the api's own on two machines, of which one can be cut off with a master. */
const machinesOf = { reference: ['a', 'b'], ioredis: ['c'], 'redis-py': ['c'] } as const satisfies Record<
  Client['name'],
  readonly MachineName[]
>;

interface Result {
  readonly writer: Writer;
  readonly ledger: Ledger;
  readonly comparison: LedgerComparison;
}

export const lastSecond: Allowance = { secondsBefore: 1, secondsAfter: 0 };

const mostLateMs = 1500;

/** The entries that the fault may cost. */
function withinAllowance(
  { marks }: Ledger,
  atMs: number,
  { secondsBefore, secondsAfter }: Allowance,
): boolean {
  const faultMs = marks.get('fault') ?? 0;
  const doneMs = marks.get('done') ?? faultMs;
  return atMs >= faultMs - secondsBefore * 1000 && atMs <= doneMs + secondsAfter * 1000;
}

function lostFigure(what: string, results: readonly Result[], allowance: Allowance | undefined): Figure {
  const lost = results.flatMap(({ ledger, comparison }) =>
    comparison.lost.map(({ acknowledged }) => ({ ledger, atMs: acknowledged.ackedMs })),
  );
  if (allowance === undefined) return exactly(what, lost.length, 0);
  const allowed = results.flatMap(({ ledger }) =>
    ledger.entries.flatMap(({ acknowledged }) =>
      acknowledged !== undefined && withinAllowance(ledger, acknowledged.ackedMs, allowance) ? [1] : [],
    ),
  ).length;
  const { secondsBefore, secondsAfter } = allowance;
  const before = secondsBefore === 1 ? 'the last second' : `the last ${secondsBefore} s`;
  const span = secondsAfter === 0 ? before : `the first ${secondsAfter} s`;
  return {
    what,
    value: lost.length,
    unit: '',
    bar: `≤ ${allowed}, acknowledged in ${span}`,
    passed: lost.every(({ ledger, atMs }) => withinAllowance(ledger, atMs, allowance)),
  };
}

export class Stage {
  readonly group: Group;
  readonly #clients: readonly Client[];
  #watch: MasterWatch | undefined;
  #writers: readonly Writer[] = [];

  constructor(options: StageOptions) {
    this.group = new Group(options);
    this.#clients = options.clients;
  }

  /** A group that serves, with every client writing, and a user logged in at each. */
  async open(): Promise<void> {
    await this.group.open();
    await this.group.startAll();
    await this.group.allReady(60);
    const { folder, passwordFile, password, network, pods } = this.group;
    const places = this.#clients.flatMap((client) =>
      machinesOf[client.name].map((machine) => ({ client, machine })),
    );
    this.#writers = places.map(({ client, machine }) => {
      const prefix = `${client.name}-${machine}`;
      const ledgerFile = join(folder, `${prefix}.ledger`);
      const rate = { writesPerSecond: 40, seconds: 600 };
      const order = { passwordFile, ledgerFile, prefix, ...rate };
      return new Writer({ network, machine, client, order });
    });
    await Promise.all(this.#writers.map((writer) => writer.started()));
    this.#watch = new MasterWatch(pods.map(({ name, socketFile }) => ({ name, socketFile, password })));
    await pause(3000);
  }

  /** Names this moment in every ledger. */
  async mark(name: string): Promise<void> {
    await Promise.all(this.#writers.map((writer) => writer.mark(name)));
  }

  /** What is done to the group, between two marks: what a writer hears in the meantime was said before the end. */
  async fault(act: () => unknown): Promise<void> {
    await this.mark('fault');
    await act();
    await pause(20);
    await this.mark('done');
  }

  wait(seconds: number): Promise<void> {
    return pause(seconds * 1000);
  }

  /** The figures, after all pods are ready again and the clients have stopped. */
  async finish(bars: Bars): Promise<readonly Figure[]> {
    await this.group.allReady(60);
    await pause(2000);
    const loggedOut = await Promise.all(this.#writers.map((writer) => writer.wasLoggedOut()));
    const ledgers = await Promise.all(this.#writers.map((writer) => writer.finish()));
    const tenures = (await this.#watch?.stop()) ?? [];
    const { master, replicas } = await this.group.roles();
    const results = await Promise.all(
      this.#writers.map(async (writer, place): Promise<Result> => {
        const ledger = ledgers[place] as Ledger;
        const comparison = compareLedger(ledger, await this.#held(master, writer.prefix));
        return { writer, ledger, comparison };
      }),
    );
    this.#demandCalm(results);
    const isCutOff = ({ writer }: Result): boolean =>
      bars.allowanceOfCutOff !== undefined && writer.machine === 'b';
    const others = results.filter((result) => !isCutOff(result));
    const cutOff = results.filter(isCutOff);
    return [
      ...others.map((result) => this.#gapFigure(result, bars)),
      lostFigure('acknowledged writes lost', others, bars.allowance),
      ...(cutOff.length > 0
        ? [lostFigure('of the clients cut off with the master', cutOff, bars.allowanceOfCutOff)]
        : []),
      exactly('users who were logged out', loggedOut.filter(Boolean).length, 0),
      exactly('two nodes took writes at once', Math.round(longestOverlap(tenures)), 0, 'ms'),
      exactly('writes that a replica lacks', await this.#lacking(replicas, results), 0),
    ];
  }

  /** Only the reference client sends what falls due without waiting for the answers before. */
  #demandCalm(results: readonly Result[]): void {
    for (const { writer, comparison } of results)
      if (writer.name === 'reference' && comparison.lateMaxMs > mostLateMs)
        throw new NoisyMachine(`a writer was ${Math.round(comparison.lateMaxMs)} ms late`);
  }

  #gapFigure({ writer, ledger }: Result, { writableSeconds, from = 'fault' }: Bars): Figure {
    const acked = ledger.entries.flatMap(({ acknowledged }) => acknowledged?.ackedMs ?? []);
    const fromMs = ledger.marks.get(from) ?? 0;
    const toMs = Math.max(...ledger.entries.map(({ sentMs }) => sentMs), fromMs);
    const { ms } = longestGap(
      acked.filter((atMs) => atMs >= fromMs),
      { fromMs, toMs },
    );
    return atMost(
      `writes accepted again, ${writer.name} on ${writer.machine}`,
      ms / 1000,
      writableSeconds,
      's',
    );
  }

  async #held(pod: Pod, prefix: string): Promise<readonly string[]> {
    const reply = await pod.ask('LRANGE', `ledger:${prefix}`, '0', '-1');
    return Array.isArray(reply) ? reply.map(String) : [];
  }

  async #lacking(replicas: readonly Pod[], results: readonly Result[]): Promise<number> {
    const counts = await Promise.all(
      replicas.flatMap((replica) =>
        results.map(async ({ writer, comparison, ledger }) => {
          const held = new Set(await this.#held(replica, writer.prefix));
          const lost = new Set(comparison.lost.map(({ id }) => id));
          return ledger.entries.filter((e) => e.acknowledged && !lost.has(e.id) && !held.has(e.id)).length;
        }),
      ),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  async close(keep: boolean): Promise<void> {
    for (const writer of this.#writers) writer.kill();
    await this.#watch?.stop();
    await this.group.close(keep);
  }
}
