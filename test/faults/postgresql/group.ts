// A group on a network of its own: the monitor and the nodes, as the chart's StatefulSets have them. Must not know any trial.
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { V1Service, V1StatefulSet } from '@kubernetes/client-node';
import { pause, tryCommand } from '../run-command.ts';
import { Authority } from './certificates.ts';
import { docker, tryDocker } from './docker.ts';
import { label, PlayedPod } from './pod.ts';
import type { Rendered, Texts } from './rendered.ts';

export interface GroupOptions {
  readonly rendered: Rendered;
  readonly image: string;
  /** Containers that are left out. */
  readonly without: readonly string[];
  /** Bounds the disk of each node: a file system of that size. */
  readonly diskMebibytes?: number | undefined;
}

export interface NodeState {
  readonly name: string;
  readonly reported: string;
  readonly goal: string;
}

const component = 'aiagent-postgresql';
const domain = 'lab.svc.cluster.local';
const account = 10001;

export class Group {
  static #made = 0;
  readonly folder = mkdtempSync(join(tmpdir(), 'chartwright-faults-postgresql-'));
  readonly authority = new Authority(join(this.folder, 'authority'));
  readonly monitor: PlayedPod;
  nodes: readonly PlayedPod[];
  readonly #options: GroupOptions;
  readonly #id: string;
  readonly #network: string;
  readonly #subnet: string;
  readonly #memory: string;
  readonly #mounted: string[] = [];
  #nextAddress = 10;
  /** What Secrets hold, by name and key; a trial may change it. */
  readonly secrets = new Map<string, Texts>();

  constructor(options: GroupOptions) {
    this.#options = options;
    const number = Group.#made++;
    this.#id = `cwpg-${process.pid}-${number}`;
    this.#network = this.#id;
    this.#subnet = `10.${200 + (process.pid % 50)}.${(Math.floor(process.pid / 50) + number) % 250}`;
    this.#memory = join('/dev/shm', this.#id);
    const sets = options.rendered
      .all<V1StatefulSet>('StatefulSet')
      .filter(({ metadata }) => metadata?.name?.startsWith(component));
    const pods = sets.map((set) => this.#podOf(set, ''));
    const isMonitor = ({ name }: PlayedPod): boolean => name === `${component}-monitor-0`;
    const monitor = pods.find(isMonitor);
    if (monitor === undefined) throw new Error('the chart renders no monitor');
    this.monitor = monitor;
    this.nodes = pods.filter((pod) => !isMonitor(pod));
  }

  #podOf(set: V1StatefulSet, suffix: string): PlayedPod {
    const { rendered, image, without } = this.#options;
    const name = `${set.metadata?.name}-0`;
    const spec = set.spec?.template.spec;
    if (spec === undefined) throw new Error(`${name} has no pod`);
    return new PlayedPod(
      {
        name,
        spec,
        without,
        image,
        network: this.#network,
        hosts: this.#hostsOf(set),
        disks: { data: this.diskOf(name) },
        folder: join(this.#memory, name + suffix),
        configMaps: (map) => rendered.data(map),
        secrets: (secret) => this.secrets.get(secret) ?? {},
      },
      `${this.#id}-${name}${suffix}`,
    );
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

  /** The address of this machine on the network, from which the clients come. */
  get gateway(): string {
    return `${this.#subnet}.1`;
  }

  /** The pod that a StatefulSet makes in the place of one that it believes gone: the same name, the same disk. */
  successorOf(pod: PlayedPod): PlayedPod {
    const set = this.#options.rendered.one<V1StatefulSet>('StatefulSet', pod.name.replace(/-0$/, ''));
    const next = this.#podOf(set, '-next');
    this.nodes = this.nodes.map((one) => (one === pod ? next : one));
    void this.#watchServers(pod, next);
    return next;
  }

  #doubleServers = 0;
  #looks = 0;

  async #hasServer(pod: PlayedPod): Promise<boolean> {
    const { status, output } = await tryDocker('top', pod.container('postgresql'), '-o', 'pid,comm');
    return status === 0 && /\bpostgres$/m.test(output);
  }

  async #watchServers(old: PlayedPod, next: PlayedPod): Promise<void> {
    while (old.isUp) {
      const both = await Promise.all([this.#hasServer(old), this.#hasServer(next)]);
      this.#looks++;
      if (both.every(Boolean)) this.#doubleServers++;
      await pause(100);
    }
  }

  /** How often servers of two pods were seen on one disk. Throws when nobody looked. */
  doubleServers(): number {
    if (this.#looks === 0) throw new Error('nobody looked for two servers on one disk');
    return this.#doubleServers;
  }

  diskOf(name: string): string {
    return join(this.folder, 'disks', name);
  }

  get pods(): readonly PlayedPod[] {
    return [this.monitor, ...this.nodes];
  }

  get password(): string {
    return this.secrets.get('postgresql-credentials')?.password ?? '';
  }

  /** The network, the Secrets and the disks. */
  async open(): Promise<void> {
    await docker(
      'network',
      'create',
      '--label',
      `${label}=${process.pid}`,
      '--subnet',
      `${this.#subnet}.0/24`,
      this.#network,
    );
    await this.authority.open();
    const tls = await this.authority.sign([`*.${domain}`, ...this.pods.flatMap((pod) => pod.order.hosts)]);
    for (const pod of this.pods)
      for (const volume of pod.order.spec.volumes ?? [])
        if (volume.name === 'tls' && volume.secret?.secretName)
          this.secrets.set(volume.secret.secretName, tls);
    // What must be escaped on its way is in it.
    const word = (): string => `${randomBytes(9).toString('base64url')}:\\'"`;
    const passwords = ['password', 'replication-password', 'monitor-password', 'operations-password'];
    this.secrets.set('postgresql-credentials', Object.fromEntries(passwords.map((key) => [key, word()])));
    for (const pod of this.pods) await this.#makeDisk(pod.name);
  }

  async #makeDisk(name: string): Promise<void> {
    const disk = this.diskOf(name);
    const size = this.#options.diskMebibytes;
    mkdirSync(disk, { recursive: true });
    if (size !== undefined && !this.#mounted.includes(disk)) {
      await tryCommand(['mount', '-t', 'tmpfs', '-o', `size=${size}m`, 'tmpfs', disk]);
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

  /** Starts pods, each at an address that it never had. */
  async start(...pods: readonly PlayedPod[]): Promise<void> {
    await Promise.all(pods.map((pod) => pod.start(`${this.#subnet}.${this.#nextAddress++}`)));
    this.writeHosts();
  }

  /** The hosts file of the writers: what a cluster's Service addresses stand for. */
  writeHosts(): string {
    const file = join(this.folder, 'hosts');
    const lines = this.pods.flatMap((pod) => pod.order.hosts.map((host) => `${pod.address} ${host}`));
    writeFileSync(file, ['127.0.0.1 localhost', ...lines, ''].join('\n'));
    return file;
  }

  /** Asks the server of a node as its superuser; undefined when it does not answer. */
  async ask(pod: PlayedPod, sql: string, database = 'postgres'): Promise<string | undefined> {
    const words = ['psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-U', 'postgres', '-d', database, '-c', sql];
    const { status, output } = await pod.exec('postgresql', words);
    return status === 0 ? output.trim() : undefined;
  }

  /** What the monitor says of the nodes. */
  async states(): Promise<readonly NodeState[]> {
    const sql = 'SELECT nodename, reportedstate, goalstate FROM pgautofailover.node ORDER BY nodename';
    const answer = await this.ask(this.monitor, sql, 'pg_auto_failover');
    return (answer ?? '')
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [name = '', reported = '', goal = ''] = line.split('|');
        return { name, reported, goal };
      });
  }

  /** Which node takes writes. */
  async primary(): Promise<PlayedPod> {
    const said = (await this.states()).find(({ reported }) =>
      /^(primary|wait_primary|single)$/.test(reported),
    );
    const pod = this.nodes.find(({ name }) => name === `${component}-${said?.name}-0`);
    if (pod === undefined) throw new Error('no node takes writes');
    return pod;
  }

  async standbys(): Promise<readonly PlayedPod[]> {
    const primary = await this.primary();
    return this.nodes.filter((pod) => pod !== primary);
  }

  /** Whether there is a primary, and all others follow it, and the probes agree. */
  async isWhole(): Promise<boolean> {
    const states = await this.states();
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
        const states = (await this.states()).map(({ name, reported, goal }) => `${name} ${reported}/${goal}`);
        throw new Error(`the group is not whole after ${seconds} s: ${states.join(', ') || 'no answer'}`);
      }
      await pause(500);
    }
  }

  /** Every pod's logs, where the disks are. */
  async keepLogs(): Promise<void> {
    for (const pod of this.pods) await pod.keepLogs(join(this.folder, 'logs', pod.name));
  }

  async close(keep: boolean): Promise<void> {
    if (keep) await this.keepLogs();
    await Promise.all(this.pods.map((pod) => pod.remove()));
    await tryDocker('network', 'rm', this.#network);
    for (const disk of this.#mounted) await tryCommand(['umount', '--lazy', disk]);
    rmSync(this.#memory, { recursive: true, force: true });
    if (!keep) rmSync(this.folder, { recursive: true, force: true });
  }
}
