// A chart of no use but to tests: it uses every form of the engine once, over values as free as the engine
// allows. Must not come from our charts, whose values are tame.
import { z } from 'zod';
import {
  add,
  and,
  type Chart,
  carried,
  checksum,
  commented,
  divide,
  each,
  eachEntry,
  eq,
  fragment,
  ge,
  gt,
  has,
  include,
  isPresent,
  joinEach,
  joined,
  le,
  length,
  lines,
  lt,
  type Manifest,
  manifest,
  merge,
  multiply,
  ne,
  not,
  or,
  pick,
  quantity,
  type Rule,
  release,
  remainder,
  repeated,
  spread,
  subtract,
  type Template,
  t,
  ternary,
  until,
  using,
  valuesOf,
  when,
} from '../../generator/engine/index.ts';
import type { JsonMap } from '../../generator/engine/json.ts';
import { ByteQuantity, CpuQuantity } from '../../schemas/scalars.ts';

const Word = z.string().regex(/^[a-z][a-z0-9]{0,9}$/);
// What Helm's toYaml can carry: it gives nothing at all for characters that must be escaped.
const printable = z
  .string()
  .max(300)
  .regex(/^[ -~]*$/);
// It prints the key << without quotes, too.
const printableKey = z
  .string()
  .max(100)
  .regex(/^[!-;=-~][ -~]*$/);
const describe = { description: 'A value of the sample.' };

const Values = z.strictObject({
  text: z.string().max(4096).default('').meta(describe),
  other: z.string().max(4096).default('x').meta(describe),
  word: Word.default('word').meta(describe),
  mode: z.enum(['yes', 'off', '1e3', '0777', 'plain']).default('plain').meta(describe),
  small: z.int().min(-5).max(5).default(0).meta(describe),
  large: z.int().min(0).default(1_000_000).meta(describe),
  step: z.int().min(0).max(4_000_000).default(3).meta(describe),
  on: z.boolean().default(false).meta(describe),
  off: z.boolean().default(false).meta(describe),
  count: z.int().min(0).max(3).default(1).meta(describe),
  cpu: CpuQuantity.default('1').meta(describe),
  memory: ByteQuantity.default('1Gi').meta(describe),
  moreMemory: ByteQuantity.default('2Gi').meta(describe),
  words: z.array(Word).max(4).default([]).meta(describe),
  printed: z.record(printableKey, printable).default({}).meta(describe),
  printedTexts: z.array(printable).max(4).default([]).meta(describe),
  texts: z.array(z.string().max(4096)).max(4).default([]).meta(describe),
  record: z.record(z.string().max(300), z.string().max(4096)).default({}).meta(describe),
  items: z
    .array(
      z.strictObject({
        name: Word.meta({ ...describe, examples: ['item'] }),
        size: z
          .int()
          .min(0)
          .max(3_000_000)
          .meta({ ...describe, examples: [7] }),
        note: printable.optional().meta({ ...describe, examples: ['a: b'] }),
      }),
    )
    .max(3)
    .default([])
    .meta(describe),
  place: z
    .strictObject({
      zone: Word.meta({ ...describe, examples: ['north'] }),
      text: z
        .string()
        .max(4096)
        .meta({ ...describe, examples: ["it's"] }),
    })
    .optional()
    .meta(describe),
});

const v = valuesOf(Values);

const name = fragment('sample.name', 'The name of every object.', t`${release.name}-sample`);
const labels = fragment('sample.labels', 'The labels of every object.', {
  'example.com/name': include(name),
  mode: v.mode,
});
const more = fragment(
  'sample.more',
  'Labels and more labels.',
  merge(labels, { word: v.word, text: when(v.on, v.text) }),
);
const wordList = fragment(
  'sample.words',
  'The words, or numbers where there is none.',
  pick(
    isPresent(v.words),
    joined(v.words, ','),
    joinEach(until(v.count), ';', (ordinal) => t`n${ordinal}`),
  ),
);

interface Part {
  readonly name: string;
  readonly text?: string;
}

const shared = fragment<Part[]>('sample.shared', 'A list, with a part that may be left out.', [
  { name: 'first', text: when(v.on, v.text) },
  when<Template<Part>>(v.off, { name: 'second', text: v.other }),
  each<string, Template<Part>>(v.texts, (text) => ({ name: 'again', text })),
]);
const deep = fragment<{ list: string[]; map: { text: string; on: boolean } }>(
  'sample.deep',
  'A map of more than texts.',
  {
    list: ['a', when(v.on, v.text)],
    map: { text: v.text, on: v.on },
  },
);

const script = `#!/bin/sh\n# {{ not an action }} and \`ticks\`\necho "$1" '%d' \\\\\n\n\techo done\n`;

type Tree = { apiVersion: string; kind: string; metadata: object; data: { [key: string]: string } };

const texts = {
  text: v.text,
  both: t`${v.text}: ${v.other} # ${v.small}`,
  braces: t`{{ ${v.word} }} 100% \${x} "${v.other}" \\`,
  plain: t`${v.word}-a`,
  numbers: t`${v.large}/${v.step}/${v.small}/${v.on}`,
  static: '{{ .Values.text }}',
  words: include(wordList),
  items: t`[${joinEach(v.items, ', ', (item) => t`${item.name}=${item.size}`)}]`,
  chosen: pick(v.on, v.text, 'yes'),
  ternary: t`${ternary<string>(v.on, 'on', 'off')}-${ternary(isPresent(v.words), v.small, 7)}-${ternary<number>(and(v.on, or(v.off, isPresent(v.words))), 1, 2)}`,
  release: t`${release.name}.${release.namespace}.${release.service}`,
  yes: 'no',
  '1e3': '0777',
  checksum: checksum(more),
  carried: carried('files/script.sh', script),
  lines: lines(
    '# {{ a comment }}',
    t`word ${v.word}`,
    when(v.on, t`on ${v.large}`),
    each(v.items, (item) => [t`item ${item.name}`, t`  size ${item.size}`]),
    pick(v.off, 'off', t`not off ${v.mode}`),
    '',
    'end',
  ),
};

const numbers = {
  sum: t`${add(v.small, v.step, 2)}`,
  difference: t`${subtract(v.step, v.small)}`,
  product: t`${multiply(v.step, v.step)}`,
  quotient: t`${divide(v.step, 7)}`,
  remainder: t`${remainder(v.step, 7)}`,
  repeated: t`(${repeated(v.items, 'name')})`,
  bytes: t`${length(v.text)} ${length(v.items)} ${length(v.record)}`,
  cpu: t`${quantity(v.cpu)}`,
};

const conditions = {
  eqText: when(eq(v.text, 'yes'), 'is'),
  eqMode: when(eq(v.mode, '1e3'), 'is'),
  neNumber: when(ne(v.small, 0), 'is'),
  lt: when(lt(v.small, v.step), 'is'),
  le: when(le(v.large, v.step), 'is'),
  gt: when(gt(v.small, 0), 'is'),
  ge: when(ge(v.large, 1_000_000), 'is'),
  and: when(and(v.on, v.off), 'is'),
  or: when(or(v.on, v.off), 'is'),
  not: when(not(v.on), 'is'),
  notPresent: when(not(isPresent(v.text)), 'is'),
  mixed: when(and(isPresent(v.record), not(and(v.on, lt(v.small, 2)))), 'is'),
  has: when(has('a', v.words), 'is'),
  quantity: when(gt(quantity(v.memory), quantity(v.moreMemory)), 'is'),
};

const configMap = manifest<Tree>({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: include(name), labels: include(more) },
  data: { ...texts, ...numbers, ...conditions },
});

interface Thing {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
  spec: object;
}

const thing = manifest<Thing>({
  apiVersion: 'example.com/v1',
  kind: 'Thing',
  metadata: { name: include(name) },
  spec: {
    small: v.small,
    large: v.large,
    step: commented('A step.', v.step),
    on: v.on,
    nested: when(v.on, when(v.off, v.other)),
    chosen: pick(v.on, { deep: { text: v.text } }, { deep: { number: v.large } }),
    printed: using(v.printed, (printed) => printed),
    printedTexts: using(v.printedTexts, (all) => all),
    items: using(v.items, (items) => items),
    // A text of a list that has no name of its own here.
    bound: using(v.items, (items) => ({
      sizes: t`${joinEach(items, ',', (item) => t`${item.size}`)}`,
    })),
    place: using(v.place, (place) => ({ zone: place.zone, whole: place.text, outer: v.other })),
    list: [
      'first',
      each(v.texts, (text) => text),
      each(v.items, (item) => ({ name: item.name, size: item.size, outer: v.text, release: release.name })),
      // One loop inside another, and a part of it left out.
      each(v.items, (item) => each(v.texts, (text) => when(ne(item.name, text), { name: item.name, text }))),
      eachEntry(v.record, (key, value) => ({ key, value, mode: v.mode })),
      when(v.off, { off: v.text }),
    ],
    shared: include(shared),
    spread: ['before', spread(shared), when(v.on, 'after')],
    deep: include(deep),
  },
} as never);

const onlyWhenOn = when<Manifest>(
  v.on,
  manifest<Tree>({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: t`${include(name)}-on` },
    data: { 'a-b': v.text },
  }),
);

const testPod = manifest<Thing>({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: t`${include(name)}-test`, annotations: { 'helm.sh/hook': 'test' } } as never,
  spec: { text: v.text },
});

const rule: Rule = {
  code: 'SAMPLE-MEMORY',
  title: 'Memory is at most twice the other memory',
  severity: 'error',
  about: [v.memory],
  check: when(
    gt(quantity(v.memory), multiply(quantity(v.moreMemory), 2)),
    t`SAMPLE-MEMORY: ${v.memory} is more than twice ${v.moreMemory}; the step is ${v.step}`,
  ),
  cure: 'Take less.',
};

const itemRule: Rule = {
  code: 'SAMPLE-ITEM',
  title: 'No item is as large as the step',
  severity: 'error',
  about: [v.items],
  check: each(v.items, (item) =>
    when(eq(item.size, v.step), t`SAMPLE-ITEM: ${item.name} has the size ${item.size} of the step`),
  ),
  cure: 'Make it smaller.',
};

const source = 'test/support/sample-chart.ts';

export const sampleChart: Chart = {
  name: 'sample',
  values: Values,
  fragments: [name, labels, more, wordList, shared, deep],
  templates: [
    { file: 'config-map.yaml', source, resource: configMap },
    { file: 'thing.yaml', source, resource: thing },
    { file: 'only-when-on.yaml', source, resource: onlyWhenOn },
    { file: 'tests/pod.yaml', source, resource: testPod, isTest: true },
  ],
  rules: [rule, itemRule],
  notes: 'Nothing to see.',
  files: new Map([['files/script.sh', script]]),
};

/** Values that chance seldom finds. */
export const sampleInputs: readonly JsonMap[] = [
  { text: 'yes' },
  { words: ['a'] },
  // Chance never finds a text of one list in another.
  { texts: ['item', 'other'], items: [{ name: 'item', size: 7 }] },
];
