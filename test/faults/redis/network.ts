// Machines on one switch, each in a network namespace of its own, and Service addresses that every machine translates
// to the pod behind them, as kube-proxy does. Must not know what runs on them.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, tryCommand } from '../run-command.ts';

export interface Machine {
  readonly name: string;
  readonly address: string;
}

const hostsFolder = '/etc/netns';
/** Every name of a namespace that this program makes begins so, and goes on with the number of its process. */
const prefix = 'cwfaults';

/** Ends what runs in a namespace, by the numbers that the kernel gives, and removes it. */
async function removeNamespace(namespace: string): Promise<void> {
  for (let round = 0; round < 20; round++) {
    const { output } = await tryCommand(['ip', 'netns', 'pids', namespace]);
    const living = output.split('\n').filter((line) => /^\d+$/.test(line));
    if (living.length === 0) break;
    for (const id of living) {
      try {
        process.kill(Number(id), 'SIGKILL');
      } catch {
        // It ended by itself meanwhile.
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await tryCommand(['ip', 'netns', 'del', namespace]);
  rmSync(join(hostsFolder, namespace), { recursive: true, force: true });
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

/** Removes what a run that was killed left behind. Living runs are left alone. */
export async function removeLeftovers(): Promise<void> {
  const listed = await runCommand(['ip', 'netns', 'list']);
  for (const line of listed.split('\n')) {
    const [namespace = ''] = line.split(' ');
    const owner = new RegExp(`^${prefix}-(\\d+)-`).exec(namespace)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) await removeNamespace(namespace);
  }
}

/** A switch with machines. `open` makes it, `close` ends everything that runs on it. */
export class Network {
  static #made = 0;
  readonly #number = Network.#made++;
  readonly #translating = new Map<string, Promise<void>>();
  readonly #machines = new Map<string, Machine>();
  readonly #blocked = new Map<string, string | undefined>();
  readonly #services = new Map<string, string | undefined>();

  namespaceOf(name: string): string {
    return `${prefix}-${process.pid}-${this.#number}-${name}`;
  }

  /** The words before a program that is to run on a machine. */
  on(name: string): readonly string[] {
    return ['ip', 'netns', 'exec', this.namespaceOf(name)];
  }

  async open(): Promise<void> {
    await runCommand(['ip', 'netns', 'add', this.namespaceOf('switch')]);
    // The second switch is where machines go that are cut off together.
    await this.#onSwitch(
      'link add main type bridge',
      'link set main up',
      'link add aside type bridge',
      'link set aside up',
    );
  }

  #onSwitch(...lines: readonly string[]): Promise<string> {
    return runCommand(['ip', '-n', this.namespaceOf('switch'), '-batch', '-'], `${lines.join('\n')}\n`);
  }

  /** Adds a machine with its own resolv.conf and hosts. */
  async add(machine: Machine, files: { readonly resolv: string; readonly hosts: string }): Promise<void> {
    const namespace = this.namespaceOf(machine.name);
    const folder = join(hostsFolder, namespace);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'resolv.conf'), files.resolv);
    writeFileSync(join(folder, 'hosts'), files.hosts);
    await runCommand(['ip', 'netns', 'add', namespace]);
    const port = `to-${machine.name}`;
    // The kernel removes the cable of a machine a while after the machine.
    await tryCommand(['ip', '-n', this.namespaceOf('switch'), 'link', 'del', port]);
    await this.#onSwitch(
      `link add ${port} type veth peer name eth0 netns ${namespace}`,
      `link set ${port} master main up`,
    );
    await runCommand(
      ['ip', '-n', namespace, '-batch', '-'],
      `link set lo up\naddr add ${machine.address}/24 dev eth0\nlink set eth0 up\nroute add 10.96.0.0/16 dev eth0\n`,
    );
    this.#machines.set(machine.name, machine);
    await this.#translateOn(machine.name);
  }

  /** What a machine's hosts file says. Written in place, so that programs that run there see it. */
  setHosts(name: string, hosts: string): void {
    writeFileSync(join(hostsFolder, this.namespaceOf(name), 'hosts'), hosts);
  }

  /** Takes a machine away with all that runs on it. */
  async remove(name: string): Promise<void> {
    this.#machines.delete(name);
    await removeNamespace(this.namespaceOf(name));
  }

  /** The cable of a machine, pulled or put back. */
  async setLink(name: string, state: 'up' | 'down'): Promise<void> {
    await this.#onSwitch(`link set to-${name} ${state}`);
  }

  /** Lets no packet out of a machine that holds the text, written as iptables wants it; undefined: all go out again. */
  async block(name: string, text: string | undefined): Promise<void> {
    this.#blocked.set(name, text);
    await this.#translateOn(name);
  }

  /** Puts machines on the switch aside, where they reach each other and nobody else, or back. */
  async move(names: readonly string[], to: 'main' | 'aside'): Promise<void> {
    await this.#onSwitch(...names.map((name) => `link set to-${name} master ${to}`));
  }

  /** What stands behind Service addresses; undefined: nothing, and connections are refused. */
  async route(services: Readonly<Record<string, string | undefined>>): Promise<void> {
    for (const [service, address] of Object.entries(services)) this.#services.set(service, address);
    await Promise.all([...this.#machines.keys()].map((name) => this.#translateOn(name)));
  }

  /** One after another on each machine: rules of an older state must not come last. */
  #translateOn(name: string): Promise<void> {
    const before = this.#translating.get(name) ?? Promise.resolve();
    const now = before.catch(() => undefined).then(() => this.#writeRules(name));
    this.#translating.set(name, now);
    return now;
  }

  async #writeRules(name: string): Promise<void> {
    if (!this.#machines.has(name)) return;
    const services = [...this.#services];
    const translate = services.flatMap(([service, address]) =>
      address === undefined ? [] : [`-A OUTPUT -d ${service}/32 -j DNAT --to-destination ${address}`],
    );
    const refuse = services.flatMap(([service, address]) =>
      address === undefined ? [`-A OUTPUT -d ${service}/32 -j REJECT`] : [],
    );
    const text = this.#blocked.get(name);
    const drop = text ? [`-A OUTPUT -p tcp -m string --algo bm --hex-string "${text}" -j DROP`] : [];
    const rules = ['*nat', ...translate, 'COMMIT', '*filter', ...refuse, ...drop, 'COMMIT', ''].join('\n');
    await runCommand([...this.on(name), 'iptables-restore'], rules);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#machines.keys()].map((name) => this.remove(name)));
    await removeNamespace(this.namespaceOf('switch'));
  }
}
