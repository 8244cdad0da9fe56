// Texts that have broken YAML readers, templates and shells: the ones that people know of by name, and an
// arbitrary that mixes them with anything else Unicode has. Must not know what the texts are used for.
import fc from 'fast-check';

const words =
  'y n yes no on off Yes NO true false True null Null ~ nil none .nan .inf -.inf = << ? - : , [ ] { } & * ! | > % @';
const numbers =
  '0 -0 1 -1 +1 0777 0o17 0x1F 0b11 1_000 1e3 1E3 1e-3 1.0 1. .5 +.5 12:30:45 190:20:30 2001-01-01 9007199254740993 1e400';
const templates = [
  '{{ .x }}',
  '{{',
  '}}',
  '{{/*',
  '*/}}',
  '{{- fail "no" -}}',
  '{{`{{`}}',
  '${HOME}',
  '$',
  '$(id)',
  '$$',
  '%d',
  '%',
  '%!s(MISSING)',
  '`',
  '`id`',
  '{{ "`" }}',
];
const quotes = [
  "'",
  '"',
  "''",
  '""',
  '\\',
  '\\\\',
  '\\n',
  '\\u0041',
  '\\"',
  `it's "so"`,
  '"a": "b"',
  "'a': 'b'",
];
const yaml = [
  'a: b',
  'a:b',
  ':a',
  'a:',
  ' # x',
  '#x',
  'a #b',
  'a#b',
  '- a',
  '-a',
  '? a',
  '&a b',
  '*a',
  '!tag x',
  '!!str x',
  '|',
  '|-',
  '>',
  '---',
  '...',
  '--- a',
  '%YAML 1.1',
  '[a, b]',
  '{a: b}',
  '[',
  '{',
  '{}',
  '[]',
  '<&>',
  '</script>',
];
const spaces = [
  '',
  ' ',
  '  ',
  ' a',
  'a ',
  '\t',
  '\ta',
  'a\t',
  '\n',
  '\n\n',
  'a\n',
  'a\n\n',
  '\na',
  'a\nb',
  'a\nb\n',
  ' a\nb',
  'a \nb',
  'a\n\n\n\n\nb',
  'a\n b\n',
  'a\n---\nb',
  'a\n...\nb\n',
  'a\r\nb',
  '\r',
  'a\r',
  'a: b\nc: d\n',
  '- a\n- b\n',
  '\t\n\t',
];
const unicode = [
  '\u0001',
  '\u0007\b\f\v\u001b',
  '\u007f',
  '\u0080\u009f',
  '\u0085',
  'a\u0085b',
  '\u00a0',
  '\u00ad',
  '\u200b',
  '\u200d',
  '\u202e',
  '\u2028',
  'a\u2028b',
  '\u2029',
  '\u3000',
  '\ufeff',
  'a\ufeffb',
  '\ufffd',
  '\ufffe',
  '\uffff',
  'é',
  'e\u0301',
  'ß',
  'İ',
  'ＡＢＣ',
  '日本語',
  'שלום',
  '😀',
  '👩‍👩‍👧‍👦',
  '\u{1fffe}',
  '\u{e0001}',
  '\u{10ffff}',
];

/** Every text that is known to be trouble. */
export const hostileTexts: readonly string[] = [
  ...words.split(' '),
  ...numbers.split(' '),
  ...templates,
  ...quotes,
  ...yaml,
  ...spaces,
  ...unicode,
  'long '.repeat(300).trim(),
  'x'.repeat(1200),
  `${'a\n'.repeat(200)}end`,
];

// YAML has no way to write NUL, and a values file with one is refused before it is read.
const withoutNul = (text: string): string => text.replaceAll('\0', '');

const anything = fc.string({ unit: 'binary', maxLength: 40 }).map(withoutNul);

/** Hostile texts, alone, side by side, and among any other characters; never NUL nor half a surrogate pair. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...hostileTexts) },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.constantFrom(...hostileTexts), { minLength: 2, maxLength: 4 })
      .map((parts) => parts.join('')),
  },
  { weight: 2, arbitrary: anything },
  { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.tuple(anything, fc.constantFrom(...hostileTexts), anything).map((parts) => parts.join('')),
  },
);
