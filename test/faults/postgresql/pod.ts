// Plays a pod as the kubelet does, in containers of docker: the volumes, the order of the containers, the variables, the
// hooks. Must not know what runs in it.
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { V1Container, V1PodSpec, V1Volume } from '@kubernetes/client-node';
import { type CommandResult, runCommand, tryCommand } from '../run-command.ts';
import { docker, processOf, tryDocker } from './docker.ts';
import type { Texts } from './rendered.ts';

export const label = 'chartwright.faults';

export interface PodOrder {
  readonly name: string;
  readonly spec: V1PodSpec;
  /** Containers that are left out. */
  readonly without: readonly string[];
  readonly image: string;
  readonly network: string;
  /** The names under which the DNS of the network knows it. */
  readonly hosts: readonly string[];
  /** What a claim is mounted from, by its name in the pod; it outlives the pod. */
  readonly disks: Readonly<Record<string, string>>;
  /** The folder for everything that ends with the pod. */
  readonly folder: string;
  readonly configMaps: (name: string) => Texts;
  readonly secrets: (name: string) => Texts;
}

const sandboxImage = 'kindnode.local/busybox:1';
/** Behind everything that is measured beside it. */
const shares = ['--cpu-shares', '64'];

export class PlayedPod {
  readonly order: PodOrder;
  readonly #id: string;
  readonly #mounted = new Map<string, string>();
  #isUp = false;
  address = '';

  constructor(order: PodOrder, id: string) {
    this.order = order;
    this.#id = id;
  }

  get name(): string {
    return this.order.name;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  container(name: string): string {
    return `${this.#id}-${name}`;
  }

  get #containers(): readonly V1Container[] {
    return this.order.spec.containers.filter(({ name }) => !this.order.without.includes(name));
  }

  get #sidecars(): readonly V1Container[] {
    return (this.order.spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  }

  /** Its place on the network and its volumes. */
  async #open(address: string): Promise<void> {
    const { network, hosts, spec } = this.order;
    const aliases = hosts.flatMap((host) => ['--network-alias', host]);
    const place = ['--name', this.container('sandbox'), '--network', network, '--ip', address, ...aliases];
    await docker('run', '--detach', ...shares, ...this.#labels, ...place, sandboxImage, 'sleep', '1000000');
    for (const volume of spec.volumes ?? []) this.#mounted.set(volume.name, this.#fill(volume));
    this.#isUp = true;
  }

  /** Starts it at the address. Settles when all its containers were started. */
  async start(address: string): Promise<void> {
    this.address = address;
    await this.#open(address);
    for (const container of this.order.spec.initContainers ?? []) await this.#run(container);
    for (const container of this.#containers) await this.#run(container);
  }

  /** Runs its one container to its end. */
  async runToEnd(address: string): Promise<CommandResult> {
    await this.#open(address);
    const [container] = this.#containers;
    if (container === undefined) throw new Error(`${this.name} has no container`);
    return tryDocker(...this.#wordsOf(container, ['--rm']));
  }

  get #labels(): readonly string[] {
    return ['--label', `${label}=${process.pid}`];
  }

  /** The folder of a volume, with what belongs in it. */
  #fill(volume: V1Volume): string {
    const folder = join(this.order.folder, volume.name);
    const texts = this.#textsOf(volume);
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o777);
    if (texts !== undefined) this.#write(folder, texts);
    return folder;
  }

  #textsOf({ configMap, secret, projected }: V1Volume): Texts | undefined {
    if (configMap?.name !== undefined) return this.order.configMaps(configMap.name);
    const sources = secret
      ? [{ name: secret.secretName, items: secret.items }]
      : projected?.sources?.flatMap((one) => one.secret ?? []);
    if (sources === undefined) return undefined;
    return Object.fromEntries(
      sources.flatMap(({ name = '', items = [] }) => {
        const texts = this.order.secrets(name);
        return items.flatMap(({ key, path }) => (texts[key] === undefined ? [] : [[path, texts[key]]]));
      }),
    );
  }

  /** All files change in one moment, as the kubelet does it: they are links through a link to a folder. */
  #write(folder: string, texts: Texts): void {
    const account = this.order.spec.securityContext?.runAsUser ?? 0;
    const version = `..${process.hrtime.bigint()}`;
    mkdirSync(join(folder, version));
    chmodSync(join(folder, version), 0o755);
    for (const [file, text] of Object.entries(texts)) {
      const path = join(folder, version, file);
      writeFileSync(path, text, { mode: 0o400 });
      chownSync(path, account, account);
    }
    symlinkSync(version, join(folder, '..next'));
    renameSync(join(folder, '..next'), join(folder, '..data'));
    for (const file of Object.keys(texts))
      if (!existsSync(join(folder, file))) symlinkSync(join('..data', file), join(folder, file));
    for (const name of readdirSync(folder))
      if (/^\.\.\d/.test(name) && name !== version) rmSync(join(folder, name), { recursive: true });
  }

  /** Writes what ConfigMaps and Secrets hold now into the mounts, as the kubelet does after a change. */
  refresh(): void {
    for (const volume of this.order.spec.volumes ?? []) {
      const texts = this.#textsOf(volume);
      const folder = this.#mounted.get(volume.name);
      if (texts !== undefined && folder !== undefined) this.#write(folder, texts);
    }
  }

  #mounts({ volumeMounts = [] }: V1Container): readonly string[] {
    return volumeMounts.flatMap(({ name, mountPath, subPath, readOnly }) => {
      const folder = this.order.disks[name] ?? this.#mounted.get(name);
      if (folder === undefined) throw new Error(`${this.name} has no volume ${name}`);
      const source = subPath === undefined ? folder : join(folder, subPath);
      if (!existsSync(source)) throw new Error(`${this.name}: ${source} does not exist`);
      return ['--volume', `${source}:${mountPath}${readOnly ? ':ro' : ''}`];
    });
  }

  #variables({ env = [] }: V1Container): readonly string[] {
    return env.flatMap(({ name, value, valueFrom }) => {
      const field = valueFrom?.fieldRef?.fieldPath;
      const text =
        value ?? (field === 'metadata.name' ? `${this.name}` : field === 'metadata.namespace' ? 'lab' : '');
      return ['--env', `${name}=${text}`];
    });
  }

  /** What docker is told, to run a container in this pod. */
  #wordsOf(container: V1Container, mode: readonly string[]): readonly string[] {
    const account = this.order.spec.securityContext?.runAsUser ?? 0;
    const [entry = 'sh', ...command] = container.command ?? [];
    const who = ['--name', this.container(container.name), '--user', `${account}:${account}`];
    const where = ['--network', `container:${this.container('sandbox')}`];
    const bounds = ['--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'];
    const inside = [...this.#variables(container), ...this.#mounts(container)];
    const all = [...mode, ...shares, ...this.#labels, ...who, ...where, ...bounds, ...inside];
    return ['run', ...all, '--entrypoint', entry, this.order.image, ...command];
  }

  /** An init container to its end, any other until it is started. */
  async #run(container: V1Container): Promise<void> {
    const isInit =
      this.order.spec.initContainers?.includes(container) && container.restartPolicy !== 'Always';
    await docker(...this.#wordsOf(container, isInit ? ['--rm'] : ['--detach', '--restart', 'always']));
  }

  /** Runs words in a container. */
  exec(container: string, words: readonly string[]): Promise<CommandResult> {
    return tryDocker('exec', this.container(container), ...words);
  }

  /** Whether the readiness probe of the container says yes. */
  async isReady(container: string): Promise<boolean> {
    const probe = this.#containers.find(({ name }) => name === container)?.readinessProbe;
    if (!this.#isUp || probe?.exec?.command === undefined) return false;
    return (await this.exec(container, probe.exec.command)).status === 0;
  }

  /** Ends the first process of a container as a crash does; it is started again at once. */
  async crash(container: string): Promise<void> {
    process.kill(Number(await processOf(this.container(container))), 'SIGKILL');
  }

  get #names(): readonly string[] {
    return [...this.#containers, ...this.#sidecars].map(({ name }) => this.container(name));
  }

  async freeze(): Promise<void> {
    await docker('pause', ...this.#names);
  }

  async thaw(): Promise<void> {
    await docker('unpause', ...this.#names);
  }

  /** Lets nothing in or out, except to and from the addresses; undefined: all passes again. */
  async cut(addresses: readonly string[] | undefined): Promise<void> {
    const inside = ['nsenter', '--net', '--target', await processOf(this.container('sandbox')), '--'];
    const rules =
      addresses === undefined
        ? ''
        : ['INPUT', 'OUTPUT']
            .flatMap((chain) => {
              const [end, side] = chain === 'INPUT' ? ['-s', '-i'] : ['-d', '-o'];
              return [
                `-A ${chain} ${side} lo -j ACCEPT`,
                ...addresses.map((address) => `-A ${chain} ${end} ${address} -j ACCEPT`),
                `-A ${chain} -j DROP`,
              ];
            })
            .join('\n');
    await runCommand([...inside, 'iptables-restore'], `*filter\n${rules}\nCOMMIT\n`);
  }

  /** Names are asked for in vain from now on; the DNS of docker is a port of the pod's own. */
  async loseDns(): Promise<void> {
    const inside = ['nsenter', '--net', '--target', await processOf(this.container('sandbox')), '--'];
    await runCommand([...inside, 'iptables', '-I', 'OUTPUT', '-d', '127.0.0.11', '-j', 'DROP']);
  }

  /** Its machine is lost: everything ends without a word, and nothing answers for its address. */
  async lose(): Promise<void> {
    await this.cut([]);
    await tryDocker('rm', '--force', ...this.#names);
    this.#isUp = false;
  }

  /** What is left of a lost or ended pod goes, and what lived in memory. */
  async remove(): Promise<void> {
    this.#isUp = false;
    await tryDocker('rm', '--force', ...this.#names, this.container('sandbox'));
    rmSync(this.order.folder, { recursive: true, force: true });
  }

  /** Ends without a word, and goes. */
  async kill(): Promise<void> {
    await tryDocker('kill', ...this.#names);
    await this.remove();
  }

  /** At most so long; the process does not wait for the rest of the time. */
  async #within(seconds: number, act: Promise<unknown>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, seconds * 1000);
    });
    await Promise.race([act, late]);
    clearTimeout(timer);
  }

  /** Deleted as by the API: hooks, then a signal, then force. Settles when it is gone. */
  async stop(): Promise<void> {
    const grace = this.order.spec.terminationGracePeriodSeconds ?? 30;
    const began = Date.now();
    await Promise.all(
      this.#containers.map(async (container) => {
        const hook = container.lifecycle?.preStop?.exec?.command;
        if (hook !== undefined) await this.#within(grace, this.exec(container.name, hook));
        const left = Math.max(2, grace - Math.round((Date.now() - began) / 1000));
        await tryDocker('stop', '--time', String(left), this.container(container.name));
      }),
    );
    for (const { name } of this.#sidecars) await tryDocker('stop', '--time', '2', this.container(name));
    await this.remove();
  }

  /** Its containers' logs, into files of a folder. */
  async keepLogs(folder: string): Promise<void> {
    mkdirSync(folder, { recursive: true });
    for (const { name } of [...this.#containers, ...this.#sidecars]) {
      const { output } = await tryCommand(['docker', 'logs', '--timestamps', this.container(name)]);
      writeFileSync(join(folder, `${name}.log`), output);
    }
  }
}
