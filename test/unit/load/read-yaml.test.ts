// Every refused class at its line and column, all at once; and what is accepted reads as JSON would.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../../../generator/load/read-yaml.ts';

const found = (text: string): string[] =>
  readYaml('a.yaml', text).diagnostics.map(
    ({ code, line, column, length }) => `${code} ${line}:${column}+${length}`,
  );

describe('readYaml refuses', () => {
  it.each<[string, string, string[]]>([
    ['a duplicate key', 'a:\n  b: 1\n  c: 2\n  b: 3\n', ['YAML-DUPLICATE-KEY 4:3+1']],
    ['a duplicate key in quotes', 'a: 1\n"a": 2\n', ['YAML-DUPLICATE-KEY 2:1+3']],
    ['a duplicate key in brackets', 'a: {b: 1, b: 2}\n', ['YAML-DUPLICATE-KEY 1:11+1']],
    ['an ambiguous value', 'a: 1\nb: [x, yes]\n', ['YAML-AMBIGUOUS-VALUE 2:8+3']],
    ['an octal number', 'mode: 0777\n', ['YAML-AMBIGUOUS-VALUE 1:7+4']],
    ['an ambiguous key', 'a:\n  on: 1\n', ['YAML-AMBIGUOUS-KEY 2:3+2']],
    ['a number as a key', '8080: x\n', ['YAML-KEY-NOT-TEXT 1:1+4']],
    ['a boolean as a key', 'true: x\n', ['YAML-KEY-NOT-TEXT 1:1+4']],
    ['null as a key', 'null: x\n', ['YAML-KEY-NOT-TEXT 1:1+4']],
    ['no key', ': x\n', ['YAML-KEY-NOT-TEXT 1:1+0']],
    ['a list as a key', '? [a]\n: x\n', ['YAML-KEY-NOT-TEXT 1:3+3']],
    ['an anchor and an alias', 'a: &x 1\nb: *x\n', ['YAML-ANCHOR 1:4+2', 'YAML-ALIAS 2:4+2']],
    ['an anchor on nothing', 'z: &k\n', ['YAML-ANCHOR 1:4+2']],
    ['a merge key', 'a:\n  <<: {b: 1}\n', ['YAML-MERGE-KEY 2:3+2']],
    ['an unknown tag', 'a: !foo 1\n', ['YAML-TAG 1:4+4']],
    ['a known tag', 'a: !!str 1\n', ['YAML-TAG 1:4+5']],
    ['the tag of a list', 'a: !x [b]\n', ['YAML-TAG 1:4+2']],
    ['a tag whose handle is unknown', 'a: !x!y 1\n', ['YAML-TAG 1:4+4']],
    ['a directive', '%YAML 1.1\n---\na: 1\n', ['YAML-DIRECTIVE 1:1+9']],
    ['a second document', 'a: 1\n---\nb: 2\n', ['YAML-SEVERAL-DOCUMENTS 2:1+3']],
    ['a reserved key', 'a:\n  - __proto__: 1\n', ['YAML-RESERVED-KEY 2:5+9']],
    ['a reserved key in quotes', '"constructor": 1\n', ['YAML-RESERVED-KEY 1:1+13']],
    ['a reserved key, prototype', 'prototype: 1\n', ['YAML-RESERVED-KEY 1:1+9']],
    ['a large integer', 'a: 9007199254740993\n', ['YAML-INTEGER-RANGE 1:4+16']],
    ['infinity', 'a: -.inf\n', ['YAML-NOT-FINITE 1:4+5']],
    ['not a number', 'a: .NaN\n', ['YAML-NOT-FINITE 1:4+4']],
    ['NUL', 'a: x\u0000\n', ['YAML-CONTROL-CHARACTER 1:5+1']],
    ['NUL as an escape', 'a: "\\0"\n', ['YAML-CONTROL-CHARACTER 1:4+4']],
    ['half a surrogate pair', 'a: \ud800\n', ['YAML-CONTROL-CHARACTER 1:4+1']],
    ['half a pair as an escape', 'a: "\\ud800"\n', ['YAML-CONTROL-CHARACTER 1:4+8']],
    ['a line separator of YAML 1.1', 'a: x\u2028y\n', ['YAML-CONTROL-CHARACTER 1:5+1']],
    ['a carriage return alone', 'a: 1\rb: 2\n', ['YAML-CONTROL-CHARACTER 1:5+1']],
    ['a byte order mark in the middle', 'a: \ufeffx\n', ['YAML-CONTROL-CHARACTER 1:4+1']],
    ['a tab as indentation', 'a:\n\tb: 1\n', ['YAML-SYNTAX 2:1+1']],
    ['two colons', 'a: b: c\n', ['YAML-SYNTAX 1:4+1']],
    ['an open bracket', 'a: [1, 2\nb: 3\n', ['YAML-SYNTAX 2:1+1']],
    ['a bad escape', 'a: "\\q"\n', ['YAML-SYNTAX 1:5+1']],
    ['65 levels of brackets', `a: ${'['.repeat(64)}${']'.repeat(64)}`, ['YAML-TOO-DEEP 1:67+1']],
    ['20,000 brackets', '['.repeat(20_000), ['YAML-TOO-DEEP 1:65+1']],
    ['20,000 dashes', '- '.repeat(20_000), ['YAML-TOO-DEEP 1:129+1']],
    ['20,000 question marks', '? '.repeat(20_000), ['YAML-TOO-DEEP 1:129+1']],
    [
      'deep indentation',
      Array.from({ length: 70 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      ['YAML-TOO-DEEP 65:66+1'],
    ],
    ['more than 1 MiB', `a: ${'é'.repeat(600_000)}`, ['FILE-TOO-LARGE 0:0+0']],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('everything of one file at once, and only what stands before a syntax error', () => {
    const text = 'a: yes\nb: 0777\na: 1\ny: 2\n';
    expect(found(text)).toHaveLength(4);
    expect(found(`${text}c: [\nd: yes\n`)).toHaveLength(5);
  });

  it('many mistakes without hanging', () => {
    for (const text of [']'.repeat(1e5), '%a\n'.repeat(1e5), '---\n'.repeat(1e5), '&a '.repeat(1e4)]) {
      expect(found(text).length).toBeGreaterThan(0);
    }
  });

  it('without showing what sounds like a secret', () => {
    const { diagnostics } = readYaml('a.yaml', 'adminPassword: 012345\ntokens: [0777]\nother: 0888\n');
    const words = JSON.stringify(diagnostics);
    expect(words).not.toContain('012345');
    expect(words).not.toContain('0777');
    expect(words).toContain('0888');
  });
});

describe('readYaml accepts', () => {
  it('an empty file, and comments only', () => {
    for (const text of ['', '# only words\n', '---\n', '\ufeff']) {
      expect(readYaml('a.yaml', text)).toMatchObject({ data: null, diagnostics: [], complete: true });
    }
  });

  it('64 levels, and brackets in text', () => {
    expect(found(`${'['.repeat(64)}${']'.repeat(64)}`)).toEqual([]);
    expect(
      found(
        `a: "${'['.repeat(100)}"\n# ${'['.repeat(100)}\nb: |\n  ${'['.repeat(100)}\nc: it's ${'['.repeat(100)}\n`,
      ),
    ).toEqual([]);
  });

  it('a byte order mark and CRLF, with the same data and positions', () => {
    const text = 'a: |\n  x\n  y\nb: "u\n  v"\nc: yes\n';
    const plain = readYaml('a.yaml', text);
    const windows = readYaml('a.yaml', `\ufeff${text.replaceAll('\n', '\r\n')}`);
    expect(windows.data).toEqual(plain.data);
    expect(windows.diagnostics).toEqual(plain.diagnostics);
    expect(plain.diagnostics).toMatchObject([{ line: 6, column: 4 }]);
  });

  it('whatever JSON can hold', () => {
    const reserved = new Set(['__proto__', 'constructor', 'prototype']);
    const json = fc
      .jsonValue({ maxDepth: 6, stringUnit: 'binary' })
      .map((value) => JSON.parse(JSON.stringify(value)) as unknown)
      .filter((value) => !reservedIn(value, reserved));
    fc.assert(
      fc.property(json, (value) => {
        const text = JSON.stringify(value, null, 1).replace(
          /[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
        );
        const { data, diagnostics } = readYaml('a.yaml', text);
        expect(diagnostics).toEqual([]);
        expect(data).toEqual(value);
      }),
      { numRuns: 300 },
    );
  });

  it('nothing in a way that throws', () => {
    const unit = fc.constantFrom(...'ab1:- \n\t[]{},"\'#&*!|>%@?~\\\r'.split(''), '---\n', '  ');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
        expect(readYaml('a.yaml', text).file).toBe('a.yaml');
      }),
      { numRuns: 2000 },
    );
  });
});

function reservedIn(value: unknown, reserved: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return value.includes('\0') || /\p{Surrogate}/u.test(value);
  if (typeof value === 'number')
    return Number.isInteger(value) && !Number.isSafeInteger(value) && !/e/.test(String(value));
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, entry]) => reserved.has(key) || reservedIn(key, reserved) || reservedIn(entry, reserved),
  );
}

describe('locate', () => {
  const file = readYaml('a.yaml', 'a:\n  b: [x, "1.10", 1.10]\n  "c d":\n');
  it.each([
    [['a'], { key: { line: 1, column: 1, length: 1 }, value: { line: 2, column: 3, length: 20 } }],
    [['a', 'b', 2], { value: { line: 2, column: 18, length: 4 }, source: '1.10' }],
    [['a', 'b', 1], { value: { line: 2, column: 10, length: 6 }, source: '1.10' }],
    [['a', 'c d'], { key: { line: 3, column: 3, length: 5 } }],
  ])('finds %j', (path, expected) => {
    expect(file.locate(path)).toMatchObject(expected);
  });

  it.each([[['a', 'x']], [['a', 'b', 3]], [['a', 'b', 0, 'x']]])('does not find %j', (path) => {
    expect(file.locate(path)).toBeUndefined();
  });
});
