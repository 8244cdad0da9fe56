// Every folder beside this file is a case. `args`: one argument a line. `setup`: a shell script that runs
// first, with the repository in $REPOSITORY. `variables`: NAME=value. `stdout`, `stderr`, `exit`: what is
// expected, to the byte; a file that is missing means nothing, and 0. `after`: the files that stand there
// afterwards, when listed. UPDATE_CASES=1 writes what came instead; read the difference before you keep it.
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { requireBuild } from '../support/run-chartwright.ts';
import { pathOf, readPart, runCase, runThere } from './run-case.ts';

beforeAll(requireBuild);

const cases = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

it.each(cases)('%s', (name) => {
  const { untouched, ...got } = runCase(name);
  // Whatever is wrong: nothing is written, and nobody sees a stack.
  if (got.exit !== '0\n') expect(untouched).toBe(true);
  expect(got.stdout + got.stderr).not.toMatch(/^ +at |chartwright failed inside|\bundefined\b|\[object/m);
  // Every secret that a case plants is called so.
  expect(got.stdout + got.stderr).not.toMatch(/hunter2|31337/);

  const listed = existsSync(pathOf(name, 'after'));
  const parts = (['stdout', 'stderr', 'exit', 'after'] as const).filter((part) => part !== 'after' || listed);
  if (process.env.UPDATE_CASES === '1') {
    for (const part of parts) {
      rmSync(pathOf(name, part), { force: true });
      if (got[part] !== '' || part === 'after') writeFileSync(pathOf(name, part), got[part]);
    }
    return;
  }
  for (const part of parts) {
    const expected = readPart(name, part) || (part === 'exit' ? '0\n' : '');
    expect(got[part], `${name}/${part}`).toBe(expected);
  }
});

/** The commands that the findings of a case name as their cures. */
const curesOf = (name: string): string[] =>
  [
    ...readPart(name, 'stdout')
      .concat(readPart(name, 'stderr'))
      .matchAll(/chartwright (explain|generate|chart)( [^\s()"\\]+)?/g),
  ]
    .filter(({ input, index }) =>
      /cure: (?:Write for example .*)?[(]?$/i.test(input.slice(0, index).split('\n').at(-1) ?? ''),
    )
    .map(([command]) => command);

it('names no command as a cure that does not work', () => {
  const cures = new Map(cases.flatMap((name) => curesOf(name).map((command) => [command, name] as const)));
  expect(cures.size).toBeGreaterThan(20);
  const failed = [...cures].filter(
    ([command, name]) => runThere(name, command.split(' ').slice(1)).status !== 0,
  );
  expect(failed).toEqual([]);
  expect(runThere('explain-top', ['explain', 'api.nothing']).status).toBe(2);
});

it('would see that something was written, removed or linked elsewhere', () => {
  const { exit, untouched } = runCase('generate-all');
  expect({ exit, untouched }).toEqual({ exit: '0\n', untouched: false });
  expect(runCase('out-is-symlink').untouched).toBe(true);
});
