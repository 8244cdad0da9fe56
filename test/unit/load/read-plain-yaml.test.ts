// The quick reader gives what the whole reader gives, or nothing at all: for the repository's own files, for
// texts at the border of what is plain, and for files in which chance has changed something.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../generator/load/node-data.ts';
import { readPlainYaml } from '../../../generator/load/read-plain-yaml.ts';
import { readYaml, type YamlFile } from '../../../generator/load/read-yaml.ts';

const root = resolve(import.meta.dirname, '../../..');
const valuesFiles = (readdirSync(join(root, 'values'), { recursive: true }) as string[]).filter((file) =>
  file.endsWith('.yaml'),
);
const texts = valuesFiles.map((file) => readFileSync(join(root, 'values', file), 'utf8'));

/** Every path of the data, and a few that lead nowhere. */
function pathsIn(data: Json, path: readonly PropertyKey[] = []): PropertyKey[][] {
  const children =
    typeof data === 'object' && data !== null
      ? Object.entries(data).flatMap(([key, value]) =>
          pathsIn(value, [...path, Array.isArray(data) ? Number(key) : key]),
        )
      : [];
  return [[...path], [...path, 'nowhere'], ...children];
}

const places = (file: YamlFile): unknown[] => pathsIn(file.data).map((path) => [path, file.locate(path)]);

/** Whether the text is plain; then both readers must give the same. */
function holdEqual(text: string): boolean {
  const plain = readPlainYaml('values/a.yaml', text);
  if (plain === undefined) return false;
  const whole = readYaml('values/a.yaml', text);
  const facts = ({ locate: _, ...rest }: YamlFile) => rest;
  expect(facts(plain), text).toEqual(facts(whole));
  expect(places(plain), text).toEqual(places(whole));
  return true;
}

const seed = Number(process.env.CHARTWRIGHT_SEED ?? Math.floor(Math.random() * 2 ** 31));
const cases = Number(process.env.CHARTWRIGHT_CASES ?? 3000);
console.info(`plain YAML: ${cases} changed files; repeat them with CHARTWRIGHT_SEED=${seed}`);

describe('readPlainYaml', () => {
  it.each(valuesFiles)('reads %s as the whole reader does', (file) => {
    expect(holdEqual(readFileSync(join(root, 'values', file), 'utf8'))).toBe(true);
  });

  it.each([
    'a: 1\n',
    'a: 1',
    'a: 1 # why\n',
    '# why\na:\n  # why\n  b: two words, and more # why\n\n\n',
    'a:\n  - 1\n  - "2"\n  - b: 3\n    c: 4\n  - d:\n      e: f\n',
    'a: [1, "x, y", b.c]\nd: []\ne: {}\n',
    "a: 'it is'\n",
    'a: https://example.com:443/x\nb: 10.0.0.0/8\n',
    '"a/b": "ä → ö"\n',
    'a: -5\nb: 1.5\nc: 1e3\n',
    'a: x#y\nb: x:y\nc: true\n',
    'a:\n    b: 1\n    c: 2\nd: 3\n',
  ])('reads %j', (text) => {
    expect(holdEqual(text)).toBe(true);
  });

  it.each([
    '',
    '# nothing\n',
    'a:\n',
    'a: null\n',
    'a: yes\n',
    'yes: 1\n',
    'a: 0777\n',
    'a: 1.10e\tb\n',
    'a: b: c\n',
    'a: b\n  c\n',
    'a: "b\n  c"\n',
    'a: "\\t"\n',
    "a: 'it''s'\n",
    'a: |\n  b\n',
    'a: &b 1\n',
    'a: *b\n',
    'a: !!str 1\n',
    'a: {b: 1}\n',
    'a: [1,2]\n',
    'a: [1, 2\n',
    'a: [b: c]\n',
    'a:\n- 1\n',
    'a:\n  - - 1\n',
    'a:\n  -\n    b: 1\n',
    'a: 1\na: 2\n',
    'a: 1\n  b: 2\n',
    'a:\n  b: 1\n c: 2\n',
    '  a: 1\n',
    '---\na: 1\n',
    'a: 1\n---\nb: 1\n',
    'a: 1\n...\n',
    '%YAML 1.1\n---\na: 1\n',
    'a : 1\n',
    '? a\n: 1\n',
    '<<: 1\n',
    '__proto__: 1\n',
    'constructor: 1\n',
    'a:1\n',
    'a: "b"c\n',
    'a: [1]x\n',
    'a: @b\n',
    'a: b\u0085c\n',
    `a: ${'x'.repeat(1024 * 1024)}\n`,
    `${Array.from({ length: 70 }, (_, depth) => `${'  '.repeat(depth)}a:\n`).join('')}${'  '.repeat(70)}a: 1\n`,
  ])('leaves %j to the whole reader', (text) => {
    expect(readPlainYaml('values/a.yaml', text)).toBeUndefined();
  });

  it('never says something else of a file in which chance has changed something', {
    timeout: 480_000,
  }, () => {
    const scrap = fc.oneof(
      fc.constantFrom(
        ...' \n:#-"\'[]{},&*!|>%@`?~\\\t',
        '  ',
        ': ',
        ' #',
        '- ',
        '\n  ',
        '---',
        'null',
        'yes',
        '0x1',
      ),
      fc.string({ maxLength: 3 }),
    );
    const change = fc.record({ at: fc.nat(), drop: fc.nat(4), put: scrap });
    let plain = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        (text, changes) => {
          const changed = changes.reduce((from, { at, drop, put }) => {
            const start = at % from.length;
            return from.slice(0, start) + put + from.slice(start + drop);
          }, text);
          if (holdEqual(changed)) plain++;
        },
      ),
      { numRuns: cases, seed },
    );
    // Else the property would hold of nothing.
    expect(plain).toBeGreaterThan(cases / 20);
  });
});
