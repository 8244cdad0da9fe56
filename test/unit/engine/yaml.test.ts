// The YAML printer: its exact style, and that every reader gets back what was put in.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Json } from '../../../generator/engine/json.ts';
import { printScalar, printYaml } from '../../../generator/engine/yaml.ts';
import { readAsHelm, requireHelmReader } from '../../support/read-as-helm.ts';

// Each of these is another type, a comment, an indicator or a key to some reader of YAML.
const mustBeQuoted = [
  ...['', ' ', 'a ', ' a', 'y', 'N', 'yes', 'No', 'ON', 'off', 'true', 'False', '~', 'null', 'Null', 'NULL'],
  ...[
    '1',
    '1e3',
    'e3',
    'e-3',
    '0o17',
    '0777',
    '0x1F',
    '0b11',
    '1_000',
    '+1',
    '-1',
    '.5',
    '1.',
    '1.10',
    '10.0.0.1',
  ],
  ...['12:30:45', '1:2', '2001-01-01', '2001-01-01T00:00:00Z', '.nan', '.inf', '-.inf', 'NaN', 'inf'],
  ...[
    '=',
    '<<',
    '-',
    '- a',
    '?',
    '? a',
    ':',
    ': a',
    'a: b',
    'a:',
    'a #b',
    '#',
    '&a',
    '*a',
    '!a',
    '|',
    '>',
    '%a',
  ],
  ...['@a', '`a', '[a', ']', '{a', '}', ',', '"', "'", '---', '...', '{{ .x }}', '5E', '1k', '\u00a0'],
];

const plain = [
  'a',
  'apps/v1',
  '/healthz',
  'nginx:1.2',
  'registry.example/a@sha256:0f',
  'http://a',
  '250m',
  '1Gi',
  '30s',
];

describe('printScalar', () => {
  it.each(mustBeQuoted)('quotes %j', (text) => expect(printScalar(text)).toMatch(/^".*"$/));
  it.each(plain)('leaves %j plain', (text) => expect(printScalar(text)).toBe(text));

  it.each([
    ['a"b\\c', '"a\\"b\\\\c"'],
    ['a\tb\r\n', '"a\\tb\\r\\n"'],
    ['\u0000\u007f\u0085\u009f', '"\\u0000\\u007F\\u0085\\u009F"'],
    ['\u2028\u2029\ufeff\uffff', '"\\u2028\\u2029\\uFEFF\\uFFFF"'],
    ['\u202egpj', '"\\u202Egpj"'],
    ['\ud800 \udc00', '"\\uD800 \\uDC00"'],
    ['😀é', '"😀é"'],
  ])('escapes %j', (text, printed) => expect(printScalar(text)).toBe(printed));
});

describe('printYaml', () => {
  it('prints blocks, with lists two columns under their key', () => {
    const value = {
      name: 'a',
      ports: [{ name: 'http', port: 80 }, 'x', [1, 2]],
      nothing: [],
      empty: {},
      yes: null,
    };
    expect(printYaml(value)).toBe(
      'name: a\nports:\n  - name: http\n    port: 80\n  - x\n  - - 1\n    - 2\nnothing: []\nempty: {}\n"yes": null\n',
    );
  });

  it.each([
    ['a\nb\n', 't: |\n  a\n  b\n'],
    ['a\n\n  b', 't: |-\n  a\n\n    b\n'],
    ['a\n\n', 't: "a\\n\\n"\n'],
    [' a\nb', 't: " a\\nb"\n'],
    ['a \nb', 't: "a \\nb"\n'],
    ['a\n\n\n\nb', 't: "a\\n\\n\\n\\nb"\n'],
    ['\n', 't: "\\n"\n'],
  ])('prints %j as a block only where every reader takes it', (text, printed) => {
    expect(printYaml({ t: text })).toBe(printed);
  });

  it('moves every line', () =>
    expect(printYaml({ a: [1], t: 'x\ny' }, { indent: 2 })).toBe('  a:\n    - 1\n  t: |-\n    x\n    y\n'));
  it('leaves undefined keys out', () => expect(printYaml({ a: undefined } as never)).toBe('{}\n'));
  it('prints numbers that both versions read as numbers', () => {
    expect(printYaml([1e21, 1e-7, 0.5, -3, 9007199254740991])).toBe(
      '- 1.0e+21\n- 1.0e-7\n- 0.5\n- -3\n- 9007199254740991\n',
    );
  });
  it('refuses what is no number', () => expect(() => printYaml({ a: Number.NaN })).toThrow('no number NaN'));
});

const pieces = 'a|b| |\n|\t|#|:|-|"|\'|\\|0|1|.|_|e|y|\r|{|}|é|\u0085|\u2028|😀|x: |- '.split('|');
const hostile = fc.oneof(
  fc.constantFrom(...mustBeQuoted, ...plain, 'x'.repeat(1100), 'é'.repeat(1100)),
  fc.string({ unit: fc.constantFrom(...pieces), maxLength: 14 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    hostile,
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number)),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(
      hostile.filter((key) => key !== '__proto__'),
      tie('json'),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
}));
const anyValue = json.map((value) => ({ value }));

describe('a round trip of any data', () => {
  it.each(['1.1', '1.2'] as const)('through YAML %s', (version) => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(parse(printYaml(value), { version })).toEqual(value);
      }),
      { numRuns: 500 },
    );
  });

  it('fails for a printer that follows YAML 1.2 alone, so the property means something', () => {
    const naive = (value: Json): string => `value: ${String((value as { value: Json }).value)}\n`;
    expect(parse(naive({ value: 'yes' }), { version: '1.1' })).not.toEqual({ value: 'yes' });
  });
});

describe.runIf(await requireHelmReader())("a round trip through Helm's reader", () => {
  it('of any data', async () => {
    const read = async (value: Json): Promise<void> => {
      const { documents, error } = await readAsHelm(printYaml(value));
      expect(error).toBeUndefined();
      expect(documents).toEqual([value]);
    };
    await fc.assert(fc.asyncProperty(anyValue, read), { numRuns: 500 });
  });

  it('tells a plain yes from a quoted one', async () => {
    expect((await readAsHelm('value: yes\n')).documents).toEqual([{ value: true }]);
    expect((await readAsHelm(printYaml({ value: 'yes' }))).documents).toEqual([{ value: 'yes' }]);
  });
});
