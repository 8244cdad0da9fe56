// The clients with which the trials write: the reference api's own, ioredis and redis-py, each with the settings that
// the chart renders for it. The last two are installed on the first run, outside the packages of the repository.
// Must not know what is written.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cacheFolder } from '../../../generator/tools.ts';
import { runCommand, tryCommand } from '../run-command.ts';
import type { Rendered } from './rendered.ts';
import type { WriterOrder } from './writers/writer-process.ts';

export interface Client extends Pick<WriterOrder, 'settings' | 'module'> {
  readonly name: WriterOrder['client'];
  /** What is run, before the order. */
  readonly words: readonly string[];
}

const ioRedisFolder = 'test/faults/redis/clients';
const redisPyVersion = '8.1.0';

/** As the evidence names them. */
export function clientVersions(): string {
  const { dependencies } = JSON.parse(readFileSync(join(ioRedisFolder, 'package.json'), 'utf8')) as {
    dependencies: { ioredis: string };
  };
  return `ioredis ${dependencies.ioredis}, redis-py ${redisPyVersion}`;
}

/** Says in one sentence which package is missing. */
async function install(what: string, words: readonly string[]): Promise<void> {
  try {
    await runCommand(words);
  } catch (error) {
    throw new Error(`${what} could not be installed: ${error instanceof Error ? error.message : error}`);
  }
}

async function prepareIoRedis(): Promise<string> {
  const folder = resolve(ioRedisFolder);
  const module = join(folder, 'node_modules/ioredis/built/index.js');
  if (!existsSync(module))
    await install('the npm package ioredis', ['npm', 'ci', '--ignore-scripts', '--prefix', folder]);
  return module;
}

async function prepareRedisPy(): Promise<string> {
  const folder = join(cacheFolder(process.env), `redis-py-${redisPyVersion}`);
  const python = join(folder, 'bin/python');
  // An installation that was cut short has a python, and no client.
  const isThere = existsSync(python) && (await tryCommand([python, '-c', 'import redis'])).status === 0;
  if (!isThere) {
    mkdirSync(folder, { recursive: true });
    await install('a Python environment (package python3-venv)', ['python3', '-m', 'venv', folder]);
    const words = [python, '-m', 'pip', 'install', '--quiet', `redis==${redisPyVersion}`];
    await install('the PyPI package redis', words);
  }
  return python;
}

/** Every client of the trials, ready to run. `program` is the bundled writer. Throws when one cannot be had. */
export async function prepareClients(program: string, rendered: Rendered): Promise<readonly Client[]> {
  const [module, python] = await Promise.all([prepareIoRedis(), prepareRedisPy()]);
  const settingsIn = (key: string): Client['settings'] => JSON.parse(rendered.clients[key] ?? '');
  const writer = [process.execPath, program];
  return [
    { name: 'reference', words: writer, module: '', settings: rendered.api },
    { name: 'ioredis', words: writer, module, settings: settingsIn('ioredis.json') },
    {
      name: 'redis-py',
      words: [python, resolve('test/faults/redis/writers/redis_py_writer.py')],
      module: '',
      settings: settingsIn('redis-py.json'),
    },
  ];
}
