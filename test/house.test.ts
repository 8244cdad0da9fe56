// The house: imports flow one way, the engine knows no product word, pure rooms stay pure, files stay small.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** The rooms in the order of the imports; a file belongs to the first whose pattern fits. */
const rooms: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['foundation', /^generator\/(diagnostic|codes|rule-codes)\.ts$|^schemas\/scalars\.ts$/],
  ['engine', /^generator\/engine\//],
  ['schemas', /^schemas\//],
  ['load', /^generator\/load\//],
  ['model', /^generator\/model\//],
  ['charts', /^generator\/charts\//],
  ['print', /^generator\/(azure|print)\//],
  ['commands', /^generator\/commands\//],
  ['doors', /^generator\/(cli|files|tools|cluster|tool-versions)(\.ts|\/)/],
];

const sources = ['generator', 'schemas'].flatMap((folder) =>
  (readdirSync(join(root, folder), { recursive: true }) as string[])
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file).replaceAll('\\', '/')),
);

const roomOf = (file: string): number => rooms.findIndex(([, pattern]) => pattern.test(file));
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

/** The files and packages that a text imports, types and lazy imports included. */
function importsIn(text: string): string[] {
  return [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] as string);
}

/** What is wrong with the imports of one file. */
function importFaults(file: string, text: string): string[] {
  return importsIn(text).flatMap((from) => {
    if (!from.startsWith('.')) {
      if (/^generator\/engine\//.test(file) && !/^(zod|node:crypto|zod\/)/.test(from))
        return [`${file} imports ${from}: the engine needs zod only`];
      return [];
    }
    const target = relative(root, resolve(root, dirname(file), from)).replaceAll('\\', '/');
    if (target.endsWith('.json')) return [];
    if (!/\.ts$/.test(target)) return [`${file} imports ${from} without its ending`];
    if (roomOf(target) > roomOf(file))
      return [`${file} (${rooms[roomOf(file)]?.[0]}) imports ${target} (${rooms[roomOf(target)]?.[0]})`];
    return [];
  });
}

/** The text without comments and the words of strings left in: what a program does, roughly. */
const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');

const productWords = /\b(redis|sentinel|postgres\w*|aiagent|azure|chartwright)\b/i;
const impure =
  /\bprocess\.(env|cwd|platform)\b|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\blocaleCompare\b|\btoLocale\w+\b|from 'node:(fs|child_process|os|net|http)/;

describe('the house', () => {
  it('gives every source file a room', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(sources.filter((file) => roomOf(file) === -1)).toEqual([]);
  });

  it('lets imports flow one way', () => {
    expect(sources.flatMap((file) => importFaults(file, textOf(file)))).toEqual([]);
  });

  it('sees a planted import against the flow', () => {
    expect(
      importFaults('generator/engine/chart.ts', "import { x } from '../charts/api/index.ts';"),
    ).toHaveLength(1);
    expect(
      importFaults('schemas/api.ts', "import type { Y } from '../generator/load/read-yaml.ts';"),
    ).toHaveLength(1);
    expect(
      importFaults('generator/commands/generate.ts', "const f = await import('../files.ts');"),
    ).toHaveLength(1);
    expect(importFaults('generator/engine/chart.ts', "import { stringify } from 'yaml';")).toHaveLength(1);
  });

  it('keeps product words out of the engine', () => {
    const engine = sources.filter((file) => file.startsWith('generator/engine/'));
    expect(engine.filter((file) => productWords.test(withoutComments(textOf(file))))).toEqual([]);
    expect(productWords.test('const name = "redis";')).toBe(true);
  });

  it('keeps the clock, chance, the environment and the disk behind the doors', () => {
    const pure = sources.filter((file) => (rooms[roomOf(file)]?.[0] ?? '') !== 'doors');
    expect(pure.filter((file) => impure.test(withoutComments(textOf(file))))).toEqual([]);
    expect(impure.test('const now = Date.now();')).toBe(true);
  });

  it('has no default export, no any, and no file over 300 lines', () => {
    const faults = sources.filter((file) => {
      const text = textOf(file);
      return (
        /^export default /m.test(text) ||
        /(:|<|\bas)\s*any\s*([;,)>\]=[]|$)/m.test(withoutComments(text)) ||
        text.split('\n').length > 300
      );
    });
    expect(faults).toEqual([]);
  });

  it('starts every file with what it is', () => {
    expect(sources.filter((file) => !textOf(file).startsWith('//'))).toEqual([]);
  });
});
