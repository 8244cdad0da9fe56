// Runs one case: the program, started as a person starts it, in a copy of the case's folder. Must not know
// what is expected.
import { execFileSync, type SpawnSyncReturns, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { repository } from '../support/run-chartwright.ts';

const here = import.meta.dirname;
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'cases-')));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

/** What tells a case how to run and what to expect; the program does not see these files. */
const parts = ['args', 'setup', 'variables', 'stdout', 'stderr', 'exit', 'after'] as const;
export type Part = (typeof parts)[number];

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: string;
  /** Every file afterwards, a path a line. */
  readonly after: string;
  /** Whether the folder holds what it held before: the same names, bytes and links. */
  readonly untouched: boolean;
}

export const pathOf = (name: string, part: Part): string => join(here, name, part);

/** The text of a part; empty when there is none. */
export function readPart(name: string, part: Part): string {
  const path = pathOf(name, part);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');

/** Times differ from run to run, and so does the folder. */
const withoutChance = (text: string, folder: string): string =>
  text.replace(/(?<= {2})\s*\d+\.\d {2}(?=[A-Z])/g, '<ms>  ').replaceAll(folder, '<folder>');

/** Path → what stands there, links not followed; sorted by path. */
function look(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [path.slice(folder.length + 1), contentOf(path)]));
}

function contentOf(path: string): string {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return `link ${readlinkSync(path)}`;
  return stat.isFile() ? `file ${readFileSync(path, 'latin1')}` : 'folder';
}

/** `chartwright` on the PATH, for the case and for its setup. */
const programs = join(scratch, 'bin');
mkdirSync(programs);
writeFileSync(
  join(programs, 'chartwright'),
  `#!/bin/sh\nexec "${process.execPath}" "${join(repository, 'bin/chartwright.cjs')}" "$@"\n`,
  { mode: 0o755 },
);

/** The copy in which the case runs, made ready by its `setup`, a shell script. */
function prepare(name: string, env: NodeJS.ProcessEnv): string {
  const folder = join(scratch, name, 'here');
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(here, name), folder, { recursive: true });
  for (const part of parts) rmSync(join(folder, part), { force: true });
  const setup = pathOf(name, 'setup');
  if (existsSync(setup)) execFileSync('sh', ['-eu', setup], { cwd: folder, env, stdio: 'pipe' });
  return folder;
}

const env = {
  PATH: [programs, process.env.PATH].join(delimiter),
  HOME: join(scratch, 'home'),
  CHARTWRIGHT_CACHE: join(scratch, 'cache'),
  REPOSITORY: repository,
};

/** Runs other arguments where a case stands before it runs. */
export function runThere(name: string, args: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync('chartwright', args, { cwd: prepare(name, env), encoding: 'utf8', env });
}

/** Runs the case of that name: `args` one a line, `variables` as NAME=value. */
export function runCase(name: string): Outcome {
  const folder = prepare(name, env);
  const before = look(folder);
  const variables = linesOf(readPart(name, 'variables')).map((line) => line.split(/=(.*)/).slice(0, 2));
  const { stdout, stderr, status } = spawnSync('chartwright', linesOf(readPart(name, 'args')), {
    cwd: folder,
    encoding: 'utf8',
    env: { ...env, ...Object.fromEntries(variables) },
  });
  const after = look(folder);
  return {
    stdout: withoutChance(stdout, folder),
    stderr: withoutChance(stderr, folder),
    exit: `${status}\n`,
    after: [...after].flatMap(([path, content]) => (content === 'folder' ? [] : [`${path}\n`])).join(''),
    untouched: JSON.stringify([...before]) === JSON.stringify([...after]),
  };
}
