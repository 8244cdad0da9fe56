// Three pods, a DNS server and the machines of the clients, as one trial finds them. Must not know any trial.
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pause } from '../run-command.ts';
import type { DnsMode, DnsOrder } from './dns-server.ts';
import { Network } from './network.ts';
import type { Carried } from './plants.ts';
import { Pod } from './pod.ts';
import type { Rendered } from './rendered.ts';

/** What the chart rendered, and its scripts and configuration in folders: the same, or with a planted fault. */
export interface GroupOptions extends Carried {
  readonly rendered: Rendered;
  /** The bundled DNS server. */
  readonly dnsProgram: string;
}

const dnsAddress = '10.244.0.2';
const resolv = `nameserver ${dnsAddress}\n`;
const loopback = '127.0.0.1 localhost\n';
/** The api keeps the addresses that it knew; other clients do not: on their machine the hosts file has the names. */
const machines = [
  { name: 'a', knowsNames: false },
  { name: 'b', knowsNames: false },
  { name: 'c', knowsNames: true },
] as const;
export type MachineName = (typeof machines)[number]['name'];

export class Group {
  readonly network = new Network();
  readonly folder = mkdtempSync(join(tmpdir(), 'chartwright-faults-'));
  readonly passwordFile = join(this.folder, 'client-password');
  readonly pods: readonly Pod[];
  readonly password = `lab-${randomBytes(12).toString('hex')}`;
  readonly #options: GroupOptions;
  #dns: ChildProcess | undefined;
  #services: readonly string[];
  #nextAddress = 10;

  constructor(options: GroupOptions) {
    this.#options = options;
    chmodSync(this.folder, 0o755);
    const { rendered } = options;
    this.pods = Array.from(
      { length: Number(rendered.containers.redis.variables.REPLICAS) },
      (_, ordinal) =>
        new Pod({
          ordinal,
          network: this.network,
          folder: this.folder,
          password: this.password,
          files: { resolv, hosts: loopback },
          rendered,
        }),
    );
    this.#services = this.pods.map(({ ordinal }) => `10.96.0.${10 + ordinal}`);
  }

  /** The name of a pod's Service. */
  nameOf({ ordinal }: Pod): string {
    const { ADDRESS_PREFIX, ADDRESS_DOMAIN } = this.#options.rendered.containers.redis.variables;
    return `${ADDRESS_PREFIX}-${ordinal}.${ADDRESS_DOMAIN}`;
  }

  /** How far behind a replica may be and still count, by the configuration. */
  get maxLagSeconds(): number {
    const text = this.#options.rendered.configuration['redis.base.conf'] ?? '';
    return Number(/^min-replicas-max-lag (\d+)$/m.exec(text)?.[1]);
  }

  /** The network, the DNS server, the clients' machines and the files; no pod yet. */
  async open(): Promise<void> {
    this.#writeFiles();
    await this.network.open();
    await this.network.add({ name: 'dns', address: dnsAddress }, { resolv, hosts: loopback });
    for (const [place, { name, knowsNames }] of machines.entries()) {
      const hosts = knowsNames ? loopback + this.#hosts() : loopback;
      await this.network.add({ name, address: `10.244.0.${4 + place}` }, { resolv, hosts });
    }
    const [execPath = '', ...execArgv] = [...this.network.on('dns'), process.execPath];
    this.#dns = fork(this.#options.dnsProgram, [], { execPath, execArgv });
    await once(this.#dns, 'message');
    await this.#publish();
  }

  #hosts(): string {
    return this.pods.map((pod) => `${this.serviceOf(pod)} ${this.nameOf(pod)}\n`).join('');
  }

  #writeFiles(): void {
    const { scripts, configuration, rendered } = this.#options;
    const { account } = rendered;
    cpSync(scripts, join(this.folder, 'scripts'), { recursive: true });
    for (const { name } of this.pods) {
      const config = join(this.folder, name, 'config');
      mkdirSync(config, { recursive: true });
      cpSync(configuration, config, { recursive: true });
      // The one line that is not the chart's: so that the trial can ask a pod whatever the network does.
      const socket = join(this.folder, name, 'redis.sock');
      const file = join(config, 'redis.base.conf');
      chmodSync(file, 0o644);
      appendFileSync(file, `\nunixsocket ${socket}\nunixsocketperm 777\n`);
      chownSync(join(this.folder, name), account, account);
    }
    const secrets = join(this.folder, 'secrets');
    mkdirSync(secrets);
    const file = join(secrets, 'password');
    writeFileSync(file, this.password, { mode: 0o400 });
    chownSync(file, account, account);
    writeFileSync(this.passwordFile, this.password, { mode: 0o600 });
  }

  async #order(order: DnsOrder): Promise<void> {
    const done = once(this.#dns as ChildProcess, 'message');
    this.#dns?.send(order);
    await done;
  }

  #publish(): Promise<void> {
    return this.#order({
      names: Object.fromEntries(this.pods.map((pod) => [this.nameOf(pod), this.serviceOf(pod)])),
    });
  }

  dns(mode: DnsMode): Promise<void> {
    return this.#order({ mode });
  }

  /** Gives every pod's Service another address, as when all Services are made anew. Clients' hosts files follow. */
  async renewServices(): Promise<void> {
    const before = Object.fromEntries(this.#services.map((service) => [service, undefined]));
    this.#services = this.pods.map(({ ordinal }) => `10.96.1.${20 + ((ordinal + 1) % this.pods.length)}`);
    await this.network.route(before);
    for (const { name, knowsNames } of machines)
      if (knowsNames) this.network.setHosts(name, loopback + this.#hosts());
    await this.#publish();
  }

  /** Starts a pod; on a machine with a new address where it is told so, else with its last one. */
  async start(pod: Pod, address: 'same' | 'new' = 'same'): Promise<void> {
    const wanted = address === 'new' || pod.address === '' ? `10.244.0.${this.#nextAddress++}` : pod.address;
    await this.network.route({ [this.#services[pod.ordinal] ?? '']: wanted });
    await pod.start(wanted);
  }

  /** Nothing stands behind the pod's Service any more. */
  async withdraw(pod: Pod): Promise<void> {
    await this.network.route({ [this.#services[pod.ordinal] ?? '']: undefined });
  }

  serviceOf(pod: Pod): string {
    return this.#services[pod.ordinal] ?? '';
  }

  async startAll(address: 'same' | 'new' = 'same'): Promise<void> {
    await Promise.all(this.pods.map((pod) => this.start(pod, address)));
  }

  /** Settles when every pod is ready at once and one of them leads. */
  async allReady(seconds: number): Promise<void> {
    const stop = performance.now() + seconds * 1000;
    for (;;) {
      // Asked on both sides: one that was ready as a master may be told to follow, and have no copy yet.
      const before = await this.#masters();
      const ready = await Promise.all(this.pods.map((pod) => pod.isReady()));
      const after = await this.#masters();
      const waiting = this.pods.filter((_, place) => !ready[place]);
      if (waiting.length === 0 && before.length === 1 && after.length === 1 && before[0] === after[0]) return;
      if (performance.now() > stop) {
        const names = waiting.map(({ name }) => name).join(', ');
        throw new Error(`after ${seconds} s not ready: ${names || `${after.length} pods lead`}`);
      }
      await pause(200);
    }
  }

  async #masters(): Promise<readonly Pod[]> {
    const ask = (pod: Pod) => pod.ask('ROLE').catch(() => undefined);
    const roles = await Promise.all(this.pods.map(async (pod) => [pod, await ask(pod)] as const));
    return roles.flatMap(([pod, role]) => (Array.isArray(role) && role[0] === 'master' ? [pod] : []));
  }

  /** The pod that leads by its own word, and the others. */
  async roles(): Promise<{ readonly master: Pod; readonly replicas: readonly Pod[] }> {
    const masters = await this.#masters();
    const [master] = masters;
    if (master === undefined || masters.length > 1) throw new Error(`${masters.length} pods lead`);
    return { master, replicas: this.pods.filter((pod) => pod !== master) };
  }

  /** Ends all of it. The folder stays where `keep` says so. */
  async close(keep: boolean): Promise<void> {
    await Promise.all(this.pods.map((pod) => pod.kill()));
    this.#dns?.disconnect();
    await this.network.close();
    if (!keep) rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
