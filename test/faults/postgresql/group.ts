// The group of one region: the monitor and the nodes, as the chart's StatefulSets have them. Must not know any trial.
import { chmodSync, chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { V1CronJob, V1Service, V1StatefulSet } from '@kubernetes/client-node';
import { type CommandResult, pause, runCommand, tryCommand } from '../run-command.ts';
import { PlayedPod } from './pod.ts';
import type { Rendered, Texts } from './rendered.ts';
import { ServerWatch } from './server-watch.ts';
import { account, domain, type Site } from './site.ts';

export interface GroupOptions {
  readonly site: Site;
  readonly rendered: Rendered;
  readonly image: string;
  /** Containers that are left out. */
  readonly without: readonly string[];
  /** The name of the Helm release. */
  readonly release?: string;
  /** The last number of the address of its first pod; the others follow. */
  readonly firstAddress: number;
  /** Bounds the disk of each node: a file system of that size. */
  readonly diskMebibytes?: number | undefined;
  /** Further volumes, by their name in the pods, that all pods of the site mount. */
  readonly sharedVolumes?: readonly string[] | undefined;
}

export interface NodeState {
  readonly name: string;
  readonly reported: string;
  readonly goal: string;
}

/** A pod beside the one that it follows has another address: so much higher. */
const successorOffset = 100;
const jobAddress = 250;

export class Group {
  static #made = 0;
  readonly site: Site;
  readonly servers = new ServerWatch();
  nodes: readonly PlayedPod[];
  readonly #monitor: PlayedPod | undefined;
  readonly #options: GroupOptions;
  readonly #component: string;
  readonly #id: string;
  readonly #folder: string;
  readonly #memory: string;
  readonly #mounted: string[] = [];
  readonly #addresses = new Map<PlayedPod, string>();
  /** Every pod that there was, also those that another one replaced. */
  readonly #all: PlayedPod[] = [];

  constructor(options: GroupOptions) {
    this.#options = options;
    this.site = options.site;
    this.#component = `${options.release ?? 'aiagent'}-postgresql`;
    const number = Group.#made++;
    this.#id = `${this.site.network}-${number}`;
    this.#folder = join(this.site.folder, `group-${number}`);
    this.#memory = join('/dev/shm', this.#id);
    const sets = options.rendered
      .all<V1StatefulSet>('StatefulSet')
      .filter(({ metadata }) => metadata?.name?.startsWith(this.#component));
    const isMonitor = ({ name }: PlayedPod): boolean => name === `${this.#component}-monitor-0`;
    const pods = sets.map((set) => this.#podOf(set, ''));
    this.#monitor = pods.find(isMonitor);
    this.nodes = pods.filter((pod) => !isMonitor(pod));
    for (const [place, pod] of [...(this.#monitor ? [this.#monitor] : []), ...this.nodes].entries())
      this.#addresses.set(pod, this.site.addressOf(options.firstAddress + place));
  }

  /** Throws in a region that only follows another. */
  get monitor(): PlayedPod {
    if (this.#monitor === undefined) throw new Error('this region has no monitor');
    return this.#monitor;
  }

  #podOf(set: V1StatefulSet, suffix: string): PlayedPod {
    const { rendered, image, without } = this.#options;
    const name = `${set.metadata?.name}-0`;
    const spec = set.spec?.template.spec;
    if (spec === undefined) throw new Error(`${name} has no pod`);
    const pod = new PlayedPod(
      {
        name,
        spec,
        without,
        image,
        network: this.site.network,
        hosts: this.#hostsOf(set),
        disks: { data: this.diskOf(name), ...this.#shared },
        folder: join(this.#memory, name + suffix),
        configMaps: (map) => rendered.data(map),
        secrets: (secret) => this.site.secrets.get(secret) ?? {},
      },
      `${this.#id}-${name}${suffix}`,
    );
    this.#all.push(pod);
    return pod;
  }

  get #shared(): Readonly<Record<string, string>> {
    const { sharedVolumes = [] } = this.#options;
    return Object.fromEntries(sharedVolumes.map((name) => [name, this.site.sharedFolder(name)]));
  }

  /** Plays the pod of a CronJob to its end, as if somebody had started it. */
  async runJob(part: string): Promise<CommandResult> {
    const { rendered, image } = this.#options;
    const name = `${this.#component}-${part}`;
    const spec = rendered.one<V1CronJob>('CronJob', name).spec?.jobTemplate.spec?.template.spec;
    if (spec === undefined) throw new Error(`${name} has no pod`);
    const data = this.site.sharedFolder(`job-${part}-${Date.now()}`);
    const pod = new PlayedPod(
      {
        name,
        spec,
        without: [],
        image,
        network: this.site.network,
        hosts: [],
        disks: { data, ...this.#shared },
        folder: join(this.#memory, name),
        configMaps: (map) => rendered.data(map),
        secrets: (secret) => this.site.secrets.get(secret) ?? {},
      },
      `${this.#id}-${name}`,
    );
    try {
      return await pod.runToEnd(this.site.addressOf(jobAddress));
    } finally {
      await pod.remove();
    }
  }

  /** The names of the Services that select the pod. */
  #hostsOf(set: V1StatefulSet): readonly string[] {
    // The last one comes from the StatefulSet's controller.
    const labels: Texts = {
      ...set.spec?.template.metadata?.labels,
      'statefulset.kubernetes.io/pod-name': `${set.metadata?.name}-0`,
    };
    return this.#options.rendered
      .all<V1Service>('Service')
      .filter(({ spec }) => {
        const selector = Object.entries(spec?.selector ?? {});
        return selector.length > 0 && selector.every(([key, value]) => labels[key] === value);
      })
      .map(({ metadata }) => `${metadata?.name}.${domain}`);
  }

  /** The pod that a StatefulSet makes in the place of one that it believes gone: the same name, the same disk. */
  successorOf(pod: PlayedPod): PlayedPod {
    const set = this.#options.rendered.one<V1StatefulSet>('StatefulSet', pod.name.replace(/-0$/, ''));
    const next = this.#podOf(set, '-next');
    const number = Number((this.#addresses.get(pod) ?? '').split('.').at(-1));
    this.#addresses.set(next, this.site.addressOf(number + successorOffset));
    this.nodes = this.nodes.map((one) => (one === pod ? next : one));
    void this.servers.watch(pod, next);
    return next;
  }

  diskOf(name: string): string {
    return join(this.#folder, 'disks', name);
  }

  get pods(): readonly PlayedPod[] {
    return [...(this.#monitor ? [this.#monitor] : []), ...this.nodes];
  }

  /** The disks, empty. */
  async open(): Promise<void> {
    for (const pod of this.pods) await this.#makeDisk(pod.name);
  }

  async #makeDisk(name: string): Promise<void> {
    const disk = this.diskOf(name);
    const size = this.#options.diskMebibytes;
    mkdirSync(disk, { recursive: true });
    if (size !== undefined && !this.#mounted.includes(disk)) {
      await runCommand(['mount', '-t', 'tmpfs', '-o', `size=${size}m`, 'tmpfs', disk]);
      this.#mounted.push(disk);
    }
    chownSync(disk, account, account);
    chmodSync(disk, 0o2770);
  }

  /** Its disk is lost: the pod finds an empty one. */
  async loseDisk(pod: PlayedPod): Promise<void> {
    rmSync(this.diskOf(pod.name), { recursive: true, force: true });
    await this.#makeDisk(pod.name);
  }

  /** Starts pods, each at its address. */
  async start(...pods: readonly PlayedPod[]): Promise<void> {
    this.writeHosts();
    await Promise.all(pods.map((pod) => pod.start(this.#addresses.get(pod) ?? '')));
  }

  /** The hosts file of the writers: what a cluster's Service addresses stand for. */
  writeHosts(): string {
    mkdirSync(this.#folder, { recursive: true });
    const file = join(this.#folder, 'hosts');
    const lines = this.pods.flatMap((pod) =>
      pod.order.hosts.map((host) => `${this.#addresses.get(pod)} ${host}`),
    );
    writeFileSync(file, ['127.0.0.1 localhost', ...lines, ''].join('\n'));
    return file;
  }

  /** Asks the server of a node as its superuser; undefined when it does not answer. */
  async ask(pod: PlayedPod, sql: string, database = 'postgres'): Promise<string | undefined> {
    // One that waits for a second copy waits for ever.
    const words = [
      'timeout',
      '30',
      'psql',
      '-XAtq',
      '-v',
      'ON_ERROR_STOP=1',
      '-U',
      'postgres',
      '-d',
      database,
      '-c',
      sql,
    ];
    const { status, output } = await pod.exec('postgresql', words);
    return status === 0 ? output.trim() : undefined;
  }

  /** What the monitor says of the nodes. Throws where it says nothing. */
  async states(): Promise<readonly NodeState[]> {
    const sql = 'SELECT nodename, reportedstate, goalstate FROM pgautofailover.node ORDER BY nodename';
    const answer = await this.ask(this.monitor, sql, 'pg_auto_failover');
    if (answer === undefined) throw new Error('the monitor does not answer');
    return answer
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [name = '', reported = '', goal = ''] = line.split('|');
        return { name, reported, goal };
      });
  }

  /** Whether a node is in a state, and shall be, within that time. */
  async reaches(pod: PlayedPod, state: string, seconds: number): Promise<boolean> {
    for (const until = Date.now() + seconds * 1000; Date.now() < until; await pause(500)) {
      const states = await this.states().catch(() => []);
      const own = states.find(({ name }) => pod.name === `${this.#component}-${name}-0`);
      if (own?.reported === state && own.goal === state) return true;
    }
    return false;
  }

  /** Which node takes writes. */
  async primary(): Promise<PlayedPod> {
    // One that is lost has reported it and never reports again: its goal is another.
    const leads = (state: string): boolean => /^(primary|wait_primary|single)$/.test(state);
    const said = (await this.states()).filter(({ reported, goal }) => leads(reported) && leads(goal));
    const pods = said.flatMap((one) =>
      this.nodes.filter(({ name, isUp }) => isUp && name === `${this.#component}-${one.name}-0`),
    );
    const [pod] = pods;
    if (pod === undefined) throw new Error('no node takes writes');
    return pod;
  }

  async standbys(): Promise<readonly PlayedPod[]> {
    const primary = await this.primary();
    return this.nodes.filter((pod) => pod !== primary);
  }

  /** Whether there is a primary, and all others follow it, and the probes agree. */
  async isWhole(): Promise<boolean> {
    const states = await this.states().catch(() => []);
    const count = (state: string): number =>
      states.filter(({ reported, goal }) => reported === state && goal === state).length;
    if (count('primary') !== 1 || count('secondary') !== this.nodes.length - 1) return false;
    const ready = await Promise.all(this.nodes.map((pod) => pod.isReady('postgresql')));
    return ready.every(Boolean);
  }

  /** Settles when it is whole. Throws when it is not by then. */
  async allReady(seconds: number): Promise<void> {
    const until = Date.now() + seconds * 1000;
    while (!(await this.isWhole())) {
      if (Date.now() > until) {
        const states = (await this.states().catch(() => [])).map(
          ({ name, reported, goal }) => `${name} ${reported}/${goal}`,
        );
        throw new Error(`the group is not whole after ${seconds} s: ${states.join(', ') || 'no answer'}`);
      }
      await pause(500);
    }
  }

  /** Every pod's logs, where the disks are. */
  async keepLogs(): Promise<void> {
    for (const pod of this.pods) await pod.keepLogs(join(this.#folder, 'logs', pod.name));
  }

  async close(keep: boolean): Promise<void> {
    this.servers.end();
    if (keep) await this.keepLogs();
    await Promise.all(this.#all.map((pod) => pod.remove()));
    for (const disk of this.#mounted) await tryCommand(['umount', '--lazy', disk]);
    rmSync(this.#memory, { recursive: true, force: true });
  }
}
