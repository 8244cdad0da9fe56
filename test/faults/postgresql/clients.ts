// The clients with which the trials write: the reference api's own pool and psycopg (libpq), each with the settings that
// the chart renders for it. The last is installed on the first run, outside the packages of the repository.
// Must not know what is written.
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cacheFolder } from '../../../generator/tools.ts';
import { runCommand, tryCommand } from '../run-command.ts';
import type { Rendered } from './rendered.ts';
import type { Client } from './stage.ts';

export const psycopgVersion = '3.3.9';

/** The python that has it. */
export async function preparePsycopg(): Promise<string> {
  const folder = join(cacheFolder(process.env), `psycopg-${psycopgVersion}`);
  const python = join(folder, 'bin/python');
  // An installation that was cut short has a python, and no client.
  const isThere = existsSync(python) && (await tryCommand([python, '-c', 'import psycopg'])).status === 0;
  if (!isThere) {
    mkdirSync(folder, { recursive: true });
    await runCommand(['python3', '-m', 'venv', folder]);
    await runCommand([python, '-m', 'pip', 'install', '--quiet', `psycopg[binary]==${psycopgVersion}`]);
  }
  return python;
}

/** Every client of the trials. `program` is the bundled writer, `python` one that has psycopg. */
export function clientsFor(program: string, python: string, rendered: Rendered): readonly Client[] {
  const conninfo = (rendered.data('aiagent-postgresql-clients').libpq ?? '').trim();
  const words = [python, resolve('test/faults/postgresql/writers/psycopg_writer.py')];
  return [
    {
      name: 'reference',
      words: [process.execPath, program],
      settings: rendered.data('aiagent-api-settings'),
      writesPerSecond: 20,
    },
    { name: 'psycopg', words, settings: { conninfo }, writesPerSecond: 20 },
    // Tries the nodes the other way round: it sees a second node that takes writes while the others stay with the first.
    {
      name: 'psycopg-anew',
      words,
      settings: { conninfo: backwards(conninfo), anew: 'yes' },
      writesPerSecond: 4,
    },
    // What one node accepts while the others follow another is seen by whoever knows that node only.
    ...hostsOf(conninfo).map((host, place) => ({
      name: `witness-${place + 1}`,
      words,
      settings: { conninfo: withHost(conninfo, host), anew: 'yes', witness: 'yes' },
      writesPerSecond: 4,
      isWitness: true,
    })),
  ];
}

const hostsOf = (conninfo: string): readonly string[] => /\bhost=(\S+)/.exec(conninfo)?.[1]?.split(',') ?? [];

/** The same string with one host. */
const withHost = (conninfo: string, host: string): string =>
  conninfo.replace(/\bhost=\S+/, `host=${host}`).replace(/\bport=(\d+)\S*/, 'port=$1');

/** The same string with its hosts in the other order. */
function backwards(conninfo: string): string {
  return conninfo.replace(
    /\bhost=(\S+)/,
    (_, hosts: string) => `host=${hosts.split(',').reverse().join(',')}`,
  );
}
