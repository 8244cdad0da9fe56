// Runs every folder beside this file as a case: the program, started as a person starts it, in a copy of
// the folder. `args`: one argument a line. `stdout`, `stderr`, `exit`: what is expected, to the byte;
// a file that is missing means nothing, and 0. `after`: the files that stand there afterwards, when listed.
// UPDATE_CASES=1 writes what came instead; read the difference before you keep it.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const here = fileURLToPath(new URL('.', import.meta.url));
const repository = join(here, '../..');
const program = join(repository, 'bin/chartwright.cjs');
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'cases-')));

beforeAll(() => {
  if (existsSync(join(repository, 'build/chartwright.cjs'))) return;
  spawnSync(process.execPath, [join(repository, 'scripts/build.mjs')], { stdio: 'inherit' });
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const readCase = (name: string, part: string): string => {
  const path = join(here, name, part);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};

/** Times differ from run to run: a column of the closing table is one. */
const withoutTimes = (text: string): string => text.replace(/(?<= {2})\s*\d+\.\d {2}(?=[A-Z])/g, '<ms>  ');

/** Every file below a folder, sorted, a path a line. */
const listFiles = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => `${join(entry.parentPath, entry.name).slice(folder.length + 1)}\n`)
    .sort()
    .join('');

function run(name: string): Record<'stdout' | 'stderr' | 'exit' | 'after', string> {
  const folder = join(scratch, name);
  cpSync(join(here, name), folder, { recursive: true });
  for (const part of ['args', 'stdout', 'stderr', 'exit', 'after'])
    rmSync(join(folder, part), { force: true });
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [
      program,
      ...readCase(name, 'args')
        .split('\n')
        .filter((line) => line !== ''),
    ],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: join(scratch, 'home'), CHARTWRIGHT_CACHE: join(scratch, 'cache') },
    },
  );
  return {
    stdout: withoutTimes(stdout),
    stderr: withoutTimes(stderr),
    exit: `${status}\n`,
    after: listFiles(folder),
  };
}

const cases = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());

it.each(cases.map(({ name }) => name))('%s', (name) => {
  const got = run(name);
  const parts = [
    'stdout',
    'stderr',
    'exit',
    ...(existsSync(join(here, name, 'after')) ? ['after'] : []),
  ] as const;
  if (process.env.UPDATE_CASES === '1') {
    for (const part of parts as readonly (keyof typeof got)[]) {
      rmSync(join(here, name, part), { force: true });
      if (got[part] !== '') writeFileSync(join(here, name, part), got[part]);
    }
    return;
  }
  const expected = {
    stdout: readCase(name, 'stdout'),
    stderr: readCase(name, 'stderr'),
    exit: readCase(name, 'exit') || '0\n',
    after: parts.includes('after' as never) ? readCase(name, 'after') : got.after,
  };
  expect(got).toEqual(expected);
});
