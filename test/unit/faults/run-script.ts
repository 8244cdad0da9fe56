// Runs the scripts of the chart as a pod would, with the configuration and the variables that it renders, in a folder of
// its own and with addresses of loopback. For tests only.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Rendered, renderChart } from '../../faults/redis/rendered.ts';
import { requireBuild } from '../../support/run-chartwright.ts';

export const scripts = resolve('generator/charts/redis-sentinel/files');

let rendered: Rendered | undefined;

/** What the chart renders for the trials; once in a process. */
export function renderedChart(): Rendered {
  requireBuild();
  rendered ??= renderChart();
  return rendered;
}

export interface ScriptRun {
  readonly status: number | null;
  readonly output: string;
}

export class ScriptPod {
  readonly folder = mkdtempSync(join(tmpdir(), 'redis-scripts-'));
  readonly #variables: Record<string, string>;

  /** `addresses` by ordinal; the names of the Services resolve to them, as long as `getent` is asked. */
  constructor(addresses: readonly string[], variables: Readonly<Record<string, string>> = {}) {
    for (const name of ['bin', 'config', 'secrets', 'run', 'data']) mkdirSync(join(this.folder, name));
    this.resolve(addresses);
    const { configuration, containers } = renderedChart();
    for (const [name, text] of Object.entries(configuration)) this.write(`config/${name}`, text);
    this.#variables = {
      ...containers.redis.variables,
      PATH: `${join(this.folder, 'bin')}:${process.env.PATH}`,
      POD_NAME: 'aiagent-redis-0',
      REPLICAS: String(addresses.length),
      DNS_SECONDS: '0',
      CONFIG_DIR: this.path('config'),
      SECRETS_DIR: this.path('secrets'),
      RUN_DIR: this.path('run'),
      DATA_DIR: this.path('data'),
      ...variables,
    };
  }

  /** What the scripts that are run from now on are told. */
  setVariable(name: string, value: string): void {
    this.#variables[name] = value;
  }

  path(...parts: readonly string[]): string {
    return join(this.folder, ...parts);
  }

  /** What the DNS says from now on; an empty address: no answer. */
  resolve(addresses: readonly string[]): void {
    const cases = addresses.map((address, ordinal) =>
      address ? `  aiagent-redis-${ordinal}.lab.svc.cluster.local.) echo "${address} name" ;;\n` : '',
    );
    const program = this.path('bin', 'getent');
    writeFileSync(program, `#!/bin/sh\ncase $2 in\n${cases.join('')}  *) exit 2 ;;\nesac\n`);
    chmodSync(program, 0o755);
  }

  /** A program of this name is found before any other. */
  program(name: string, text: string): void {
    this.write(`bin/${name}`, `#!/bin/sh\n${text}\n`);
    chmodSync(this.path('bin', name), 0o755);
  }

  write(name: string, content: string | Buffer): void {
    mkdirSync(join(this.folder, name, '..'), { recursive: true });
    writeFileSync(join(this.folder, name), content);
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  /** Runs a script to its end. */
  run(script: string, ...args: readonly string[]): ScriptRun {
    return this.#run([join(scripts, script), ...args]);
  }

  /** Runs words of shell after the given scripts were read in. */
  evaluate(sourced: readonly string[], words: string): ScriptRun {
    const sources = sourced.map((name) => `. "${join(scripts, name)}"`).join('\n');
    return this.#run(['-c', `set -eu\nCOMPONENT=test\nhere=${scripts}\n${sources}\n${words}`]);
  }

  #run(words: readonly string[]): ScriptRun {
    const { status, stdout, stderr } = spawnSync('sh', words, {
      env: this.#variables,
      encoding: 'utf8',
      timeout: 60_000,
    });
    return { status, output: stdout + stderr };
  }

  /** Starts a script that stays. The process is the caller's to end. */
  start(script: string): ChildProcess {
    return spawn('sh', [join(scripts, script)], { env: this.#variables, stdio: 'ignore', detached: true });
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
