// One pod of the Redis chart with its real servers, alone in its group. For tests only.
import { type ChildProcess, execFileSync } from 'node:child_process';
import { freePorts } from '../reference-api/real-stores.ts';
import { ScriptPod } from './run-script.ts';

export interface RunningOptions {
  readonly password: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** Instead of the line of the port. */
  readonly listening?: (port: string) => string;
}

export class RunningPod {
  readonly pod: ScriptPod;
  readonly ports: { readonly redis: string; readonly sentinel: string };
  readonly #password: string;
  #children: ChildProcess[] = [];

  static async make(options: RunningOptions): Promise<RunningPod> {
    const [redis = '', sentinel = ''] = (await freePorts(2)).map(String);
    return new RunningPod({ redis, sentinel }, options);
  }

  private constructor(
    ports: RunningPod['ports'],
    { password, variables = {}, listening = (port) => `port ${port}` }: RunningOptions,
  ) {
    this.ports = ports;
    this.#password = password;
    this.pod = new ScriptPod(['127.0.0.1'], {
      REDIS_PORT: ports.redis,
      SENTINEL_PORT: ports.sentinel,
      QUORUM: '1',
      ...variables,
    });
    this.pod.write('secrets/password', password);
    const alone = (name: string, port: string): void =>
      this.pod.write(
        `config/${name}`,
        this.pod
          .read(`config/${name}`)
          .replace(/^port .*$/m, listening(port))
          .replace(/^bind .*$/m, 'bind 127.0.0.1')
          .replace('min-replicas-to-write 1', 'min-replicas-to-write 0'),
      );
    alone('redis.base.conf', ports.redis);
    alone('sentinel.base.conf', ports.sentinel);
  }

  get children(): readonly ChildProcess[] {
    return this.#children;
  }

  cli(server: 'redis' | 'sentinel', ...words: readonly string[]): string {
    return execFileSync('redis-cli', ['--no-auth-warning', '-p', this.ports[server], ...words], {
      env: { PATH: process.env.PATH, REDISCLI_AUTH: this.#password },
      encoding: 'utf8',
    }).trim();
  }

  /** A question that nobody answers is asked again: a Sentinel that waited makes room for the one that knows. */
  async until(good: () => boolean): Promise<void> {
    let refusal = '';
    for (const stop = performance.now() + 25_000; performance.now() < stop; ) {
      try {
        if (good()) return;
        refusal = '';
      } catch (error) {
        refusal = String(error);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`not in time: ${this.pod.run('probe-redis.sh', 'readiness').output} ${refusal}`);
  }

  isReady(): boolean {
    return ['probe-redis.sh', 'probe-sentinel.sh'].every(
      (probe) => this.pod.run(probe, 'readiness').status === 0,
    );
  }

  /** `meanwhile` happens between the init container and the servers. */
  async boot(meanwhile: () => void = () => {}): Promise<void> {
    const { status, output } = this.pod.run('configure.sh');
    if (status !== 0) throw new Error(output);
    meanwhile();
    this.#children = [this.pod.start('start-sentinel.sh'), this.pod.start('start-redis.sh')];
    await this.until(() => this.isReady());
  }

  async end(): Promise<void> {
    const ended = this.#children.map(
      (child) =>
        new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(0))),
    );
    for (const { pid } of this.#children) {
      try {
        process.kill(-(pid ?? 0), 'SIGTERM');
      } catch {
        // It has ended already.
      }
    }
    await Promise.all(ended);
  }

  async close(): Promise<void> {
    await this.end();
    this.pod.close();
  }
}
