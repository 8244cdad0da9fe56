// Three pods, a DNS server and the machines of two clients, as one trial finds them. Must not know any trial.
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
import { account, Pod } from './pod.ts';

export interface GroupOptions {
  readonly scripts: string;
  readonly configuration: string;
  /** The bundled DNS server. */
  readonly dnsProgram: string;
}

const domain = 'lab.svc.cluster.local';
export const masterName = 'mymaster';
const ordinals = [0, 1, 2] as const;
const dnsAddress = '10.244.0.2';
const serviceName = (ordinal: number): string => `aiagent-redis-${ordinal}.${domain}`;

export class Group {
  readonly network = new Network();
  readonly folder = mkdtempSync(join(tmpdir(), 'chartwright-faults-'));
  readonly passwordFile = join(this.folder, 'client-password');
  readonly pods: readonly Pod[];
  readonly sentinels = ordinals.map((ordinal) => ({ host: serviceName(ordinal), port: 26_379 }));
  readonly password = `lab-${randomBytes(12).toString('hex')}`;
  readonly #options: GroupOptions;
  #dns: ChildProcess | undefined;
  #services: readonly string[] = ordinals.map((ordinal) => `10.96.0.${10 + ordinal}`);
  #nextAddress = 10;

  constructor(options: GroupOptions) {
    this.#options = options;
    chmodSync(this.folder, 0o755);
    const resolv = `nameserver ${dnsAddress}\n`;
    this.pods = ordinals.map(
      (ordinal) =>
        new Pod({
          ordinal,
          network: this.network,
          folder: this.folder,
          password: this.password,
          files: { resolv, hosts: '127.0.0.1 localhost\n' },
          variables: {
            ADDRESS_PREFIX: 'aiagent-redis',
            ADDRESS_DOMAIN: domain,
            REPLICAS: String(ordinals.length),
            MASTER_NAME: masterName,
            QUORUM: '2',
            REDIS_PORT: '6379',
            SENTINEL_PORT: '26379',
            PRIMARY_ORDINAL: '0',
          },
        }),
    );
  }

  /** The network, the DNS server, the clients' machines and the files; no pod yet. */
  async open(): Promise<void> {
    this.#writeFiles();
    await this.network.open();
    const plain = { resolv: `nameserver ${dnsAddress}\n`, hosts: '127.0.0.1 localhost\n' };
    await this.network.add({ name: 'dns', address: dnsAddress }, plain);
    // The chart keeps the addresses of the stores in the hosts file of a client's pod, so that no failover needs the DNS.
    const hosts = ordinals.map((ordinal) => `${this.#services[ordinal]} ${serviceName(ordinal)}\n`).join('');
    for (const [place, name] of ['a', 'b'].entries())
      await this.network.add({ name, address: `10.244.0.${4 + place}` }, { ...plain, hosts });
    const [execPath = '', ...execArgv] = [...this.network.on('dns'), process.execPath];
    this.#dns = fork(this.#options.dnsProgram, [], { execPath, execArgv });
    await once(this.#dns, 'message');
    await this.#publish();
  }

  #writeFiles(): void {
    const { scripts, configuration } = this.#options;
    cpSync(scripts, join(this.folder, 'scripts'), { recursive: true });
    for (const { name } of this.pods) {
      const config = join(this.folder, name, 'config');
      mkdirSync(config, { recursive: true });
      cpSync(configuration, config, { recursive: true });
      // So that the trial can ask a pod whatever the network does.
      const socket = join(this.folder, name, 'redis.sock');
      appendFileSync(join(config, 'redis.base.conf'), `\nunixsocket ${socket}\nunixsocketperm 777\n`);
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
      names: Object.fromEntries(
        ordinals.map((ordinal) => [serviceName(ordinal), this.#services[ordinal] ?? '']),
      ),
    });
  }

  dns(mode: DnsMode): Promise<void> {
    return this.#order({ mode });
  }

  /** Gives every pod's Service another address, as when all Services are made anew. Clients' hosts files follow. */
  async renewServices(): Promise<void> {
    const before = Object.fromEntries(this.#services.map((service) => [service, undefined]));
    this.#services = ordinals.map((ordinal) => `10.96.1.${20 + ((ordinal + 1) % ordinals.length)}`);
    await this.network.route(before);
    const hosts = ordinals.map((ordinal) => `${this.#services[ordinal]} ${serviceName(ordinal)}\n`).join('');
    for (const name of ['a', 'b']) this.network.setHosts(name, hosts);
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

  /** Settles when every pod is ready and one of them leads. */
  async allReady(seconds: number): Promise<void> {
    const stop = performance.now() + seconds * 1000;
    for (let waiting: readonly Pod[] = this.pods; ; ) {
      const ready = await Promise.all(waiting.map((pod) => pod.isReady()));
      waiting = waiting.filter((_, place) => !ready[place]);
      const masters = waiting.length === 0 ? (await this.#masters()).length : 0;
      if (masters === 1) return;
      if (performance.now() > stop) {
        const names = waiting.map(({ name }) => name).join(', ');
        throw new Error(`after ${seconds} s not ready: ${names || `${masters} pods lead`}`);
      }
      await pause(200);
    }
  }

  async #masters(): Promise<readonly Pod[]> {
    const roles = await Promise.all(this.pods.map(async (pod) => [pod, await pod.ask('ROLE')] as const));
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
