// The house: imports flow one way, the engine knows no product word, pure rooms stay pure, files stay small.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** The rooms in the order of the imports; a file belongs to the first whose pattern fits. */
const rooms: readonly (readonly [name: string, pattern: RegExp])[] = [
  [
    'foundation',
    /^generator\/(diagnostic|codes|rule-codes|secrets)\.ts$|^generator\/rule-codes\/|^schemas\/(scalars|quantities)\.ts$/,
  ],
  ['engine', /^generator\/engine\//],
  ['schemas', /^schemas\//],
  ['load', /^generator\/load\//],
  ['model', /^generator\/model\//],
  ['charts', /^generator\/charts\//],
  ['print', /^generator\/(azure|print)\//],
  ['commands', /^generator\/commands\//],
  ['doors', /^generator\/(bicep|cli|files|tools|cluster|tool-versions)(\.ts|\/)/],
];

const sources = ['generator', 'schemas'].flatMap((folder) =>
  (readdirSync(join(root, folder), { recursive: true }) as string[])
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file).replaceAll('\\', '/')),
);

const roomOf = (file: string): number => rooms.findIndex(([, pattern]) => pattern.test(file));
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

const isInside = (room: string, file: string): boolean => rooms[roomOf(file)]?.[0] === room;

/** Whether a file may import a door or a part of one: parts are imported from their own door alone. */
function mayOpen(file: string, target: string): boolean {
  const isPart = /^generator\/(?:bicep|files|tools)\//.test(target);
  const door = target.split('/')[1]?.replace(/\.ts$/, '') ?? '';
  if (isPart || target === 'generator/tool-versions.ts')
    return new RegExp(`^generator/(?:${door}|${door === 'tool-versions' ? 'tools' : door})(?:\\.ts|/)`).test(
      file,
    );
  return /^generator\/cli(?:\.ts|\/)/.test(file);
}

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
    if (/\.(?:json|sh)$/.test(target)) return [];
    if (!/\.ts$/.test(target)) return [`${file} imports ${from} without its ending`];
    if (isInside('engine', target) && !isInside('engine', file) && target !== 'generator/engine/index.ts')
      return [`${file} imports ${target}: the engine has one public face, its index.ts`];
    if (isInside('doors', target) && !mayOpen(file, target))
      return [`${file} imports the door ${target}: only generator/cli does, and a door its own parts`];
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
  /\bprocess\.|\bglobalThis\b|\bperformance\b|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\brandom(?:UUID|Bytes|Int)\b|\bgetRandomValues\b|\blocaleCompare\b|\btoLocale\w+\b|\bIntl\.|\bset(?:Timeout|Interval|Immediate)\b|from 'node:(?!crypto'|util')/;

/** The names that a text exports as declarations. */
const exportsIn = (text: string): string[] =>
  [...text.matchAll(/^export (?:async )?(?:const|function|class|interface|type) (\w+)/gm)].map(
    (match) => match[1] as string,
  );

/** The functions of a text with more than three parameters. */
function crowdedIn(text: string): string[] {
  return [...text.matchAll(/\bfunction (\w+)(?:<[^(]*>)?\(/g)].flatMap((match) => {
    let depth = 0;
    let commas = 0;
    let at = match.index + match[0].length;
    for (; depth >= 0 && at < text.length; at++) {
      const character = text[at] as string;
      if ('([{<'.includes(character)) depth++;
      if (')]}'.includes(character) || (character === '>' && text[at - 1] !== '=')) depth--;
      // A comma before the closing bracket ends a list, and starts no parameter.
      if (character === ',' && depth === 0 && !/^\s*\)/.test(text.slice(at + 1))) commas++;
    }
    return commas > 2 ? [match[1] as string] : [];
  });
}

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
    expect(
      importFaults('generator/load/read-yaml.ts', "import { factsOf } from '../engine/schema-facts.ts';"),
    ).toHaveLength(1);
    expect(importFaults('generator/tools.ts', "import { x } from './files.ts';")).toHaveLength(1);
    expect(
      importFaults('generator/cli/run-verb.ts', "import { x } from '../files/staging.ts';"),
    ).toHaveLength(1);
  });

  it('keeps product words out of the engine', () => {
    const engine = sources.filter((file) => file.startsWith('generator/engine/'));
    expect(engine.filter((file) => productWords.test(withoutComments(textOf(file))))).toEqual([]);
    expect(productWords.test('const name = "redis";')).toBe(true);
  });

  it('keeps the clock, chance, the environment and the disk behind the doors', () => {
    const pure = sources.filter((file) => (rooms[roomOf(file)]?.[0] ?? '') !== 'doors');
    expect(pure.filter((file) => impure.test(withoutComments(textOf(file))))).toEqual([]);
    for (const line of [
      'const now = Date.now();',
      'performance.now()',
      'process.argv',
      "import { randomUUID } from 'node:crypto';",
      "import { readFileSync } from 'node:fs';",
    ])
      expect(impure.test(line), line).toBe(true);
  });

  it('has no default export and no any', () => {
    const faults = sources.filter((file) => {
      const text = textOf(file);
      return (
        /^export default /m.test(text) || /(:|<|\bas)\s*any\s*([;,)>\]=[]|$)/m.test(withoutComments(text))
      );
    });
    expect(faults).toEqual([]);
  });

  it('has small files, seldom one over 250 lines, and at most three parameters', () => {
    const lengths = sources.map((file) => textOf(file).trimEnd().split('\n').length);
    expect(lengths.filter((length) => length > 250).length).toBeLessThanOrEqual(2);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(300);
    expect(sources.flatMap((file) => crowdedIn(textOf(file)).map((name) => `${file} ${name}`))).toEqual([]);
    expect(crowdedIn('function f(a: A, { b, c }: B, d: Map<K, V>): void {}')).toEqual([]);
    expect(crowdedIn('function f(\n  a: A,\n  b: (x: X, y: Y) => Z,\n  c: C,\n  d: D,\n) {}')).toEqual(['f']);
  });

  it('exports only what another file uses', () => {
    const folders = ['test', 'bench', 'scripts'].filter((folder) => existsSync(join(root, folder)));
    const others = folders.flatMap((folder) =>
      (readdirSync(join(root, folder), { recursive: true }) as string[])
        .filter((file) => /\.(?:ts|mjs)$/.test(file) && !file.includes('node_modules'))
        .map((file) => join(folder, file)),
    );
    const words = new Map(
      [...sources, ...others].map((file) => [file, new Set(withoutComments(textOf(file)).match(/\w+/g))]),
    );
    const unused = sources
      .filter((file) => !isInside('schemas', file))
      .flatMap((file) =>
        exportsIn(textOf(file))
          .filter((name) => ![...words].some(([other, used]) => other !== file && used.has(name)))
          .map((name) => `${file} ${name}`),
      );
    expect(unused).toEqual([]);
    expect(exportsIn('export const a = 1;\nconst b = 2;\nexport type C = 1;')).toEqual(['a', 'C']);
  });

  it('starts every file with what it is', () => {
    expect(sources.filter((file) => !textOf(file).startsWith('//'))).toEqual([]);
  });
});
