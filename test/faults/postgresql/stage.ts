// What a trial plays on: a group that serves, clients that write, and the figures at the end. Must not know any trial.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { countGaps, longestGap, type Span } from '../../cluster/gaps.ts';
import { compareLedger, type Ledger, type LedgerComparison } from '../../cluster/ledger.ts';
import { atLeast, atMost, exactly, type Figure } from '../../cluster/scenario.ts';
import { insertRow } from '../../cluster/stores/ledger-rows.ts';
import { NoisyMachine } from '../bench/subject.ts';
import { pause } from '../run-command.ts';
import { Group, type GroupOptions } from './group.ts';
import { mergeLedgers } from './merge-ledgers.ts';
import type { PlayedPod } from './pod.ts';
import type { Rendered } from './rendered.ts';
import { Site } from './site.ts';
import { Writer } from './writer.ts';
import type { WriterOrder } from './writers/writer-process.ts';

/** A client of the trials, ready to run. */
export interface Client extends Pick<WriterOrder, 'settings'> {
  readonly name: WriterOrder['client'];
  /** What is run, before the order. */
  readonly words: readonly string[];
  readonly writesPerSecond: number;
  /** Knows one node only, and writes whenever that one lets it: it is no client whose outage counts. */
  readonly isWitness?: boolean;
}

export interface StageOptions extends Omit<GroupOptions, 'site' | 'firstAddress' | 'rendered'> {
  /** By region. */
  readonly regions: ReadonlyMap<string, Rendered>;
  /** The network of the site, without the last number of its addresses. */
  readonly subnet: string;
  readonly clients: readonly Client[];
  /** Where PostgreSQL stores backups: opened before the group is. */
  readonly store?: ((site: Site) => Store) | undefined;
}

/** A service of the trial's own. */
export interface Store {
  readonly open: () => Promise<void>;
  /** Away, and back with all that it holds. */
  readonly setAway: (isAway: boolean) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Bars {
  readonly writableSeconds: number;
  /** From which mark on writes are waited for; `fault` when absent. */
  readonly from?: string;
  /** Clients that cannot keep to it by their nature, and what they keep to. */
  readonly others?: Readonly<Record<string, { readonly seconds: number; readonly from: string }>>;
  /** How many times writes may stop, for whichever client that keeps its connections. */
  readonly gaps?: number;
  /** How long the group may take to be whole again, from the mark `back` on, or after the trial's last act. */
  readonly wholeSeconds?: number;
}

/** Longer than this without a commit is a gap; a client that writes more seldom is given its own pace on top. */
const gapMs = 1000;
/** The client with a connection for each write: while a pod is replaced, each may ask that one first, in vain. */
const anew = 'psycopg-anew';
/** A client that is served by nothing but this machine, and is later than this, met a machine that stood still. */
const noisyMs = 1500;
/** For a group that is not whole in time: so many times longer, to know what was lost all the same. */
const patience = 3;

interface Result {
  readonly writer: Writer;
  readonly ledger: Ledger;
  readonly comparison: LedgerComparison;
}

/** The region that serves. */
const activeRegion = 'eastus';
const firstAddress = 10;
const furtherAddress = 30;

export class Stage {
  readonly site: Site;
  readonly group: Group;
  readonly #options: StageOptions;
  readonly #store: Store | undefined;
  readonly #groups: Group[] = [];
  readonly #further: Figure[] = [];
  #writers: readonly Writer[] = [];
  #ledgers: readonly Ledger[] | undefined;
  readonly #markedAt = new Map<string, number>();

  constructor(options: StageOptions) {
    this.#options = options;
    this.site = new Site(options.subnet);
    this.#store = options.store?.(this.site);
    this.group = this.#groupOf({ rendered: this.regionOf(activeRegion), firstAddress });
  }

  /** Where backups go. Throws in a trial without one. */
  get store(): Store {
    if (this.#store === undefined) throw new Error('this trial has no store');
    return this.#store;
  }

  regionOf(name: string): Rendered {
    const rendered = this.#options.regions.get(name);
    if (rendered === undefined) throw new Error(`the environment has no region ${name}`);
    return rendered;
  }

  #groupOf(more: Pick<GroupOptions, 'rendered' | 'firstAddress' | 'release'>): Group {
    const { image, without, diskMebibytes, sharedVolumes } = this.#options;
    const group = new Group({ site: this.site, image, without, diskMebibytes, sharedVolumes, ...more });
    this.#groups.push(group);
    return group;
  }

  /** Another group on the same site: of another region, or of another release. Its disks are empty. */
  async addGroup(rendered: Rendered, release = 'aiagent'): Promise<Group> {
    const group = this.#groupOf({ rendered, release, firstAddress: furtherAddress });
    await group.open();
    return group;
  }

  /** A group that serves, with every client writing. */
  async open(): Promise<void> {
    const { group, site } = this;
    await site.open();
    await this.#store?.open();
    await group.open();
    await group.start(...group.pods);
    await group.allReady(180);
    await group.ask(
      await group.primary(),
      'CREATE TABLE ledger (id text PRIMARY KEY); ALTER TABLE ledger OWNER TO aiagent',
      'aiagent',
    );
    const passwordFile = join(site.folder, 'password');
    writeFileSync(passwordFile, site.password, { mode: 0o600 });
    this.#writers = this.#options.clients.map(
      ({ name, words, settings, writesPerSecond, isWitness = false }) => {
        const ledgerFile = join(site.folder, `${name}.ledger`);
        const certificate = site.authority.certificateFile;
        const ofClient =
          name === 'reference'
            ? { ...settings, POSTGRESQL_ROOT_CERTIFICATE_FILE: certificate }
            : { ...settings, sslrootcert: certificate };
        const statement = insertRow('%s');
        const rate = { writesPerSecond, seconds: 1800 };
        const order = {
          client: name,
          settings: ofClient,
          passwordFile,
          ledgerFile,
          prefix: name,
          statement,
          ...rate,
        };
        return new Writer({ words, hostsFile: group.writeHosts(), order, isWitness });
      },
    );
    await Promise.all(this.#writers.map((writer) => writer.started()));
    await pause(3000);
  }

  /** Names this moment in every ledger. */
  async mark(name: string): Promise<void> {
    this.#markedAt.set(name, Date.now());
    await Promise.all(this.#writers.map((writer) => writer.mark(name)));
  }

  async fault(act: () => unknown): Promise<void> {
    await this.mark('fault');
    await act();
  }

  wait(seconds: number): Promise<void> {
    return pause(seconds * 1000);
  }

  /** A figure: how many attempts with a connection of their own were refused between two marks. Lets the clients end. */
  async addRefusedAnew(from: string, to: string): Promise<void> {
    const place = this.#writers.findIndex(({ name }) => name === anew);
    const ledger = (await this.endWriters())[place];
    if (ledger === undefined) throw new Error('no client connects anew');
    const [fromMs = Number.NaN, toMs = Number.NaN] = [ledger.marks.get(from), ledger.marks.get(to)];
    const within = ledger.entries.filter(({ sentMs }) => sentMs >= fromMs && sentMs < toMs);
    const refused = within.filter(({ refusal }) => refusal !== undefined);
    this.add(exactly('new connections refused', refused.length, 0));
    this.add(atLeast('new connections', within.length, 10));
  }

  /** Lets the clients end. Settles with what each kept. */
  async endWriters(): Promise<readonly Ledger[]> {
    if (this.#ledgers === undefined) {
      // One that hangs to the end has a gap that reaches to here.
      await this.mark('end');
      this.#ledgers = await Promise.all(this.#writers.map((writer) => writer.finish()));
    }
    return this.#ledgers;
  }

  /** A figure of the trial's own. */
  add(figure: Figure): void {
    this.#further.push(figure);
  }

  /** The figures, after the group is whole again and the clients have stopped. */
  async finish(bars: Bars): Promise<readonly Figure[]> {
    const whole = await this.#untilWhole(bars.wholeSeconds ?? 120);
    await pause(3000);
    const ledgers = await this.endWriters();
    const held = await this.#heldByPrimary();
    const results = this.#writers.map((writer, place): Result => {
      const ledger = ledgers[place] as Ledger;
      const own = held.filter((id) => new RegExp(`^${writer.prefix}-(first|\\d+)$`).test(id));
      return { writer, ledger, comparison: compareLedger(ledger, own) };
    });
    const sum = (count: (one: LedgerComparison) => number): number =>
      results.reduce((total, { comparison }) => total + count(comparison), 0);
    const clients = results.filter(({ writer }) => !writer.isWitness);
    const late = results.find(({ writer }) => writer.name === 'reference')?.comparison.lateMaxMs ?? 0;
    if (late > noisyMs) throw new NoisyMachine(`the machine stood still for ${Math.round(late)} ms`);
    return [
      ...clients.map((result) => this.#gapFigure(result, bars)),
      ...(bars.gaps === undefined ? [] : [this.#countFigure(clients, bars.gaps)]),
      exactly(
        'acknowledged commits lost',
        sum(({ lost }) => lost.length),
        0,
      ),
      exactly(
        'commits acknowledged by a node of an older history',
        compareLedger(mergeLedgers(ledgers), []).stale.length,
        0,
      ),
      exactly('rows that a standby lacks', await this.#lacking(held), 0),
      ...(bars.wholeSeconds === undefined && whole.isWhole
        ? []
        : [atMost('all nodes back', whole.seconds, bars.wholeSeconds ?? 120, 's')]),
      ...this.#further,
      {
        what: 'acknowledged commits',
        value: sum(({ acknowledged }) => acknowledged),
        unit: '',
        bar: '> 0',
        passed: sum(({ acknowledged }) => acknowledged) > 0,
      },
    ];
  }

  /** Seconds until the group was whole, or until it was waited for in vain: that is no reason to count nothing. */
  async #untilWhole(bar: number): Promise<{ readonly isWhole: boolean; readonly seconds: number }> {
    const began = this.#markedAt.get('back') ?? Date.now();
    const isWhole = await this.group.allReady(patience * bar).then(
      () => true,
      (error: Error) => {
        console.error(error.message);
        return false;
      },
    );
    return { isWhole, seconds: (Date.now() - began) / 1000 };
  }

  /** The rows of the node that takes writes; of the one that has most, where none does. */
  async #heldByPrimary(): Promise<readonly string[]> {
    const primary = await this.group.primary().catch(() => undefined);
    const all = await Promise.all((primary ? [primary] : this.group.nodes).map((pod) => this.#heldBy(pod)));
    return all.toSorted((a, b) => b.length - a.length)[0] ?? [];
  }

  async #heldBy(pod: PlayedPod): Promise<readonly string[]> {
    return ((await this.group.ask(pod, 'SELECT id FROM ledger', 'aiagent')) ?? '').split('\n');
  }

  #acked({ ledger }: Result, from: string): { readonly moments: readonly number[]; readonly span: Span } {
    const fromMs = ledger.marks.get(from);
    const toMs = ledger.marks.get('end');
    if (fromMs === undefined || toMs === undefined) throw new Error(`nobody marked ${from}`);
    const acked = ledger.entries.flatMap(({ acknowledged }) => acknowledged?.ackedMs ?? []);
    return {
      moments: acked.filter((atMs) => atMs >= fromMs && atMs <= toMs),
      span: { fromMs, toMs },
    };
  }

  #gapFigure(result: Result, { writableSeconds, from = 'fault', others = {} }: Bars): Figure {
    const { name } = result.writer;
    const other = others[name];
    const { moments, span } = this.#acked(result, other?.from ?? from);
    const since = other === undefined ? '' : ` (after ${other.from})`;
    const { ms } = longestGap(moments, span);
    return atMost(
      `commits accepted again, ${name}${since}`,
      ms / 1000,
      other?.seconds ?? writableSeconds,
      's',
    );
  }

  /** The most gaps that any client had that keeps its connections. */
  #countFigure(results: readonly Result[], bar: number): Figure {
    const keeping = results.filter(({ writer }) => writer.name !== anew);
    const counts = keeping.map((result) => {
      const { moments, span } = this.#acked(result, 'fault');
      return countGaps(moments, span, gapMs + 1000 / result.writer.writesPerSecond);
    });
    return atMost('times that writes stopped', Math.max(...counts), bar);
  }

  /** What is flushed there may not be replayed yet: asked again for a while. */
  async #lacking(held: readonly string[]): Promise<number> {
    for (let tries = 0; ; tries++) {
      const count = await this.#lackingNow(held);
      if (count === 0 || tries === 20) return count;
      await pause(500);
    }
  }

  async #lackingNow(held: readonly string[]): Promise<number> {
    const counts = await Promise.all(
      (await this.group.standbys().catch(() => [])).map(async (standby) => {
        const there = new Set(await this.#heldBy(standby));
        return held.filter((id) => !there.has(id)).length;
      }),
    );
    return counts.reduce((total, count) => total + count, 0);
  }

  async close(keep: boolean): Promise<void> {
    for (const writer of this.#writers) writer.kill();
    for (const group of this.#groups) await group.close(keep);
    await this.#store?.close();
    await this.site.close(keep);
  }
}
