// A pod: its init container, Redis and Sentinel on one machine, its disk, and its address. Run with the commands and the
// variables that the chart renders. Must not know the other pods.
import {
  appendFileSync,
  chmodSync,
  chownSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pause, tryCommand } from '../run-command.ts';
import { Container, type LogLine } from './container.ts';
import { askDirectly } from './direct.ts';
import type { Network } from './network.ts';
import type { Rendered } from './rendered.ts';

export interface PodPlace {
  readonly ordinal: number;
  readonly network: Network;
  /** The folder of the whole run, with scripts, configuration and secrets. */
  readonly folder: string;
  readonly password: string;
  readonly files: { readonly resolv: string; readonly hosts: string };
  readonly rendered: Rendered;
}

type ContainerName = keyof Rendered['containers'];

export class Pod {
  readonly name: string;
  readonly ordinal: number;
  readonly log: LogLine[] = [];
  readonly #place: PodPlace;
  readonly #redis: Container;
  readonly #sentinel: Container;
  #address = '';
  #rendered: string | undefined;

  constructor(place: PodPlace) {
    this.#place = place;
    this.ordinal = place.ordinal;
    this.name = `p${place.ordinal}`;
    this.#redis = this.#container('redis', 1000);
    this.#sentinel = this.#container('sentinel', 1000);
  }

  get address(): string {
    return this.#address;
  }

  get #data(): string {
    return join(this.#place.folder, this.name, 'data');
  }

  get #run(): string {
    return join(this.#place.folder, this.name, 'run');
  }

  get #socket(): string {
    return join(this.#place.folder, this.name, 'redis.sock');
  }

  /** A command of a container: as it is rendered, save that the mounts of the pod are folders of this run. */
  #words(container: ContainerName, command: readonly string[]): readonly string[] {
    const { folder, network, rendered, ordinal } = this.#place;
    const { variables } = rendered.containers[container];
    const all: Record<string, string> = {
      PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
      ...variables,
      POD_NAME: `${variables.ADDRESS_PREFIX}-${ordinal}`,
      CONFIG_DIR: join(folder, this.name, 'config'),
      SECRETS_DIR: join(folder, 'secrets'),
      RUN_DIR: this.#run,
      DATA_DIR: this.#data,
    };
    const environment = Object.entries(all).map(([name, value]) => `${name}=${value}`);
    const { account } = rendered;
    const asAccount = ['setpriv', `--reuid=${account}`, `--regid=${account}`, '--clear-groups'];
    const words = command.map((word) => word.replace(/^\/scripts\//, `${join(folder, 'scripts')}/`));
    return [...network.on(this.name), ...asAccount, 'env', '-i', ...environment, ...words];
  }

  #container(name: ContainerName, restartAfterMs: number): Container {
    return new Container({
      words: this.#words(name, this.#place.rendered.containers[name].command),
      restartAfterMs,
      onLine: (line) => this.#note(line, name),
    });
  }

  #note(line: LogLine, from: string): void {
    this.log.push(line);
    appendFileSync(
      join(this.#place.folder, `${this.name}.log`),
      `${(line.atMs / 1000).toFixed(3)} ${from} ${line.text}\n`,
    );
  }

  #makeFolder(folder: string): void {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o700);
    const { account } = this.#place.rendered;
    chownSync(folder, account, account);
  }

  /** Starts the pod on a machine of this address. Settles when its init container is through. */
  async start(address = this.#address): Promise<void> {
    this.#address = address;
    const { network, files, rendered } = this.#place;
    await network.add({ name: this.name, address }, files);
    // The memory of a pod goes with it; its disk stays.
    rmSync(this.#run, { recursive: true, force: true });
    for (const folder of [this.#run, this.#data]) this.#makeFolder(folder);
    const { status, output } = await tryCommand(
      this.#words('configure', rendered.containers.configure.command),
    );
    for (const text of output.trim().split('\n')) this.#note({ atMs: performance.now(), text }, 'configure');
    if (status !== 0) throw new Error(`${this.name} could not be configured: ${output}`);
    this.#sentinel.start();
    this.#redis.start();
  }

  async #preStop(name: ContainerName): Promise<void> {
    const { output } = await tryCommand(this.#words(name, this.#place.rendered.containers[name].preStop));
    for (const text of output.trim().split('\n').filter(Boolean))
      this.#note({ atMs: performance.now(), text }, `preStop of ${name}`);
  }

  /** Whether the readiness probe of Redis passes. */
  async isReady(): Promise<boolean> {
    const { readiness } = this.#place.rendered.containers.redis;
    return (await tryCommand(this.#words('redis', readiness))).status === 0;
  }

  /** Redis alone ends as in a crash, and kubelet starts it again in place. */
  crashRedis(): void {
    this.#redis.crash();
  }

  /** All ends without a word, and nobody starts it again. */
  async kill(): Promise<void> {
    await Promise.all([this.#redis.kill(), this.#sentinel.kill()]);
    await this.#place.network.remove(this.name);
  }

  freeze(): void {
    this.#redis.freeze();
    this.#sentinel.freeze();
  }

  thaw(): void {
    this.#redis.thaw();
    this.#sentinel.thaw();
  }

  /** Ends as kubelet ends a pod: both preStops, then SIGTERM, each container by itself. */
  async stop(): Promise<void> {
    const graceMs = this.#place.rendered.graceSeconds * 1000;
    const stopOne = async (container: Container, name: ContainerName): Promise<void> => {
      await Promise.race([this.#preStop(name), pause(graceMs)]);
      await container.terminate(graceMs);
    };
    await Promise.all([stopOne(this.#redis, 'redis'), stopOne(this.#sentinel, 'sentinel')]);
    await this.#place.network.remove(this.name);
  }

  /** The disk is lost, with what Redis and Sentinel kept on it. Only of a pod that does not run, or only of Redis. */
  wipe(part: 'all' | 'redis' | 'redis/appendonlydir' | 'sentinel' = 'all'): void {
    rmSync(part === 'all' ? this.#data : join(this.#data, part), { recursive: true, force: true });
  }

  /** From its next start on its Redis has this directive too; undefined: no longer. */
  direct(directive: string | undefined): void {
    const file = join(this.#place.folder, this.name, 'config/redis.base.conf');
    this.#rendered ??= readFileSync(file, 'utf8');
    writeFileSync(file, `${this.#rendered}${directive ?? ''}\n`);
  }

  /** What its Redis answers, whatever the network does. */
  ask(...words: readonly string[]): ReturnType<typeof askDirectly> {
    return askDirectly(this.#socket, this.#place.password, ...words);
  }

  get socketFile(): string {
    return this.#socket;
  }
}
