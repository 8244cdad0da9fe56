// The clients with which the trials write: the reference api's own, ioredis and redis-py. The last two are installed on
// the first run, outside the packages of the repository. Must not know what is written.
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cacheFolder } from '../../../generator/tools.ts';
import { runCommand } from '../run-command.ts';
import type { WriterOrder } from './writers/writer-process.ts';

export interface Client {
  readonly name: WriterOrder['client'];
  /** What is run, before the order. */
  readonly words: readonly string[];
  readonly module: string;
}

const redisPyVersion = '8.1.0';

async function prepareIoRedis(): Promise<string> {
  const folder = resolve('test/faults/redis/clients');
  const module = join(folder, 'node_modules/ioredis/built/index.js');
  if (!existsSync(module)) await runCommand(['npm', 'ci', '--ignore-scripts', '--prefix', folder]);
  return module;
}

async function prepareRedisPy(): Promise<string> {
  const folder = join(cacheFolder(process.env), `redis-py-${redisPyVersion}`);
  const python = join(folder, 'bin/python');
  const done = join(folder, 'lib');
  if (!existsSync(python) || !existsSync(done)) {
    mkdirSync(folder, { recursive: true });
    await runCommand(['python3', '-m', 'venv', folder]);
    await runCommand([python, '-m', 'pip', 'install', '--quiet', `redis==${redisPyVersion}`]);
  }
  return python;
}

/** Every client of the trials, ready to run. `program` is the bundled writer. Throws when one cannot be had. */
export async function prepareClients(program: string): Promise<readonly Client[]> {
  const [module, python] = await Promise.all([prepareIoRedis(), prepareRedisPy()]);
  return [
    { name: 'reference', words: [process.execPath, program], module: '' },
    { name: 'ioredis', words: [process.execPath, program], module },
    {
      name: 'redis-py',
      words: [python, resolve('test/faults/redis/writers/redis_py_writer.py')],
      module: '',
    },
  ];
}
