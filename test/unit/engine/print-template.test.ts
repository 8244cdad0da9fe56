// The exact text of each form as a template, and the mistakes of an author that the engine refuses.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  and,
  checksum,
  commented,
  each,
  eachEntry,
  eq,
  fragment,
  gt,
  include,
  isPresent,
  joinEach,
  joined,
  lines,
  manifest,
  merge,
  not,
  pick,
  release,
  spread,
  type Template,
  t,
  until,
  using,
  valuesOf,
  when,
} from '../../../generator/engine/index.ts';
import { printFragment, printTemplate } from '../../../generator/engine/print-template.ts';

const word = z.string().regex(/^[a-z]+$/);
const Values = z.strictObject({
  on: z.boolean().default(true),
  count: z.int().min(1).max(9).default(1),
  bytes: z.int().min(0).default(0),
  text: z.string().default(''),
  word: word.default('a'),
  labels: z.record(word, word).default({}),
  free: z.record(z.string(), z.string()).default({}),
  words: z.array(word).default([]),
  nodes: z
    .array(z.strictObject({ name: word, ports: z.array(z.int().max(99)).min(1) }))
    .min(1)
    .default([{ name: 'a', ports: [1] }]),
});
const v = valuesOf(Values);

const print = (tree: unknown): string =>
  printTemplate(tree, 'here', { chart: 'demo' }).split('\n').slice(1, -1).join('\n');

const data = (entries: object) => manifest<{ data: object }>({ data: entries } as never);

describe('scalars', () => {
  it('prints each as a person would', () => {
    expect(
      print({
        text: v.text,
        word: v.word,
        count: v.count,
        bytes: v.bytes,
        enabled: v.on,
        plain: 'yes',
        large: 3,
      }),
    ).toBe(
      [
        'text: {{ .Values.text | quote }}',
        'word: {{ .Values.word | quote }}',
        'count: {{ .Values.count }}',
        'bytes: {{ int64 .Values.bytes }}',
        'enabled: {{ .Values.on }}',
        'plain: "yes"',
        'large: 3',
      ].join('\n'),
    );
  });

  it('puts harmless text in place, and formats the rest', () => {
    expect(
      print({ a: t`${release.name}-${v.word}`, b: t`x:${v.count}`, c: t`${v.text}!`, d: t`100%${v.text}` }),
    ).toBe(
      [
        'a: {{ .Release.Name }}-{{ .Values.word }}',
        'b: "x:{{ .Values.count }}"',
        'c: {{ printf "%s!" .Values.text | quote }}',
        'd: {{ printf "100%%%s" .Values.text | quote }}',
      ].join('\n'),
    );
  });

  it('keeps braces of the text itself from Helm', () => {
    expect(print({ a: 'is {{ $value }}', b: 'a {{ b `c` }}' })).toBe(
      ['a: "is {{`{{ $value }}`}}"', 'b: "a {{ "{{" }} b `c` }}"'].join('\n'),
    );
  });
});

describe('conditions', () => {
  it('wraps an entry, and shares one block between neighbours', () => {
    expect(print({ a: when(v.on, 1), b: when(v.on, 2), c: when(not(v.on), 3) })).toBe(
      [
        '{{- if .Values.on }}',
        'a: 1',
        'b: 2',
        '{{- end }}',
        '{{- if not .Values.on }}',
        'c: 3',
        '{{- end }}',
      ].join('\n'),
    );
  });

  it('prints a choice with else', () => {
    expect(print({ a: pick(gt(v.count, 3), 'x', 'z') })).toBe(
      ['{{- if gt (int .Values.count) 3 }}', 'a: x', '{{- else }}', 'a: z', '{{- end }}'].join('\n'),
    );
  });

  it('puts a comment above, inside the block', () => {
    expect(print({ a: when(and(v.on, isPresent(v.words)), commented('Why.', 1)) })).toBe(
      ['{{- if and .Values.on .Values.words }}', '# Why.', 'a: 1', '{{- end }}'].join('\n'),
    );
  });
});

describe('lists and maps of values', () => {
  it('prints a whole map once it has something in it', () => {
    expect(print({ a: using(v.labels, (labels) => labels) })).toBe(
      ['{{- with .Values.labels }}', 'a:', '  {{- toYaml . | nindent 2 }}', '{{- end }}'].join('\n'),
    );
  });

  it('names what an inner loop would hide', () => {
    const tree = {
      all: [
        each(v.nodes, (node) => ({
          name: node.name,
          ports: [each(node.ports, (port) => ({ of: node.name, port }))],
        })),
      ],
    };
    expect(print(tree)).toBe(
      [
        'all:',
        '  {{- range $node := .Values.nodes }}',
        '  - name: {{ $node.name | quote }}',
        '    ports:',
        '      {{- range $node.ports }}',
        '      - of: {{ $node.name | quote }}',
        '        port: {{ . }}',
        '      {{- end }}',
        '  {{- end }}',
      ].join('\n'),
    );
  });

  it('walks the entries of a map, and reaches the root from inside', () => {
    expect(
      print({ all: [{ first: 1 }, eachEntry(v.free, (key, value) => ({ key, value, root: v.word }))] }),
    ).toBe(
      [
        'all:',
        '  - first: 1',
        '  {{- range $freeName, $free := .Values.free }}',
        '  - key: {{ $freeName | quote }}',
        '    value: {{ $free | quote }}',
        '    root: {{ $.Values.word | quote }}',
        '  {{- end }}',
      ].join('\n'),
    );
  });
});

describe('fragments', () => {
  const name = fragment('demo.name', 'The name.', t`${release.name}-${v.word}`);
  const labels = fragment('demo.labels', 'Labels.', { app: include(name), more: when(v.on, 'yes') });

  it('prints a define, and includes it', () => {
    expect(printFragment(labels, { chart: 'demo' })).toBe(
      [
        '{{- /* Labels. */ -}}',
        '{{- define "demo.labels" -}}',
        'app: {{ include "demo.name" . }}',
        '{{- if .Values.on }}',
        'more: "yes"',
        '{{- end }}',
        '{{- end }}',
      ].join('\n'),
    );
    expect(
      print({ labels: merge(labels, { more: 'x' }), sum: checksum(labels), host: t`${include(name)}.svc` }),
    ).toBe(
      [
        'labels:',
        '  {{- include "demo.labels" . | nindent 2 }}',
        '  more: x',
        'sum: {{ printf "%s\\n" (include "demo.labels" .) | fromYaml | toJson | sha256sum }}',
        'host: {{ include "demo.name" . }}.svc',
      ].join('\n'),
    );
  });

  it('prints a list, and includes it alone or in a row with others', () => {
    interface Part {
      readonly name: string;
      readonly text?: string;
    }
    const list = fragment<Part[]>('demo.list', 'A list.', [
      { name: 'first' },
      when<Template<Part>>(v.on, { name: 'second', text: v.word }),
    ]);
    expect(printFragment(list, { chart: 'demo' })).toBe(
      [
        '{{- /* A list. */ -}}',
        '{{- define "demo.list" -}}',
        '- name: first',
        '{{- if .Values.on }}',
        '- name: second',
        '  text: {{ .Values.word | quote }}',
        '{{- end }}',
        '{{- end }}',
      ].join('\n'),
    );
    expect(print({ alone: include(list), row: [{ name: 'before' }, spread(list)] })).toBe(
      [
        'alone:',
        '  {{- include "demo.list" . | nindent 2 }}',
        'row:',
        '  - name: before',
        '  {{- include "demo.list" . | nindent 2 }}',
      ].join('\n'),
    );
  });

  it('lays out text over several lines without changing it', () => {
    const hosts = fragment(
      'demo.hosts',
      'Hosts.',
      pick(
        isPresent(v.words),
        joined(v.words, ','),
        joinEach(until(v.count), ',', (n) => t`${release.name}-${n}`),
      ),
    );
    expect(printFragment(hosts, { chart: 'demo' })).toBe(
      [
        '{{- /* Hosts. */ -}}',
        '{{- define "demo.hosts" -}}',
        '{{- if .Values.words -}}',
        '{{ join "," .Values.words }}',
        '{{- else -}}',
        '{{- range $index := until (int .Values.count) -}}',
        '{{ if $index }},{{ end }}{{ $.Release.Name }}-{{ $index }}',
        '{{- end -}}',
        '{{- end -}}',
        '{{- end }}',
      ].join('\n'),
    );
  });
});

describe('carried text', () => {
  it('prints a configuration file line by line', () => {
    expect(
      print({ 'x.conf': lines('# first', t`max = ${v.count}`, when(v.on, ['a = 1', t`b = ${v.word}`])) }),
    ).toBe(
      [
        'x.conf: |',
        '  # first',
        '  max = {{ .Values.count }}',
        '  {{- if .Values.on }}',
        '  a = 1',
        '  b = {{ .Values.word }}',
        '  {{- end }}',
      ].join('\n'),
    );
  });

  it('refuses a value that could break a line', () => {
    expect(() => print({ 'x.conf': lines(t`name = ${v.text}`) })).toThrow(/no line break/);
    expect(() => print({ 'x.conf': lines('a', '', when(v.on, 'b')) })).toThrow(/empty line/);
  });
});

describe('what an author cannot do', () => {
  it.each([
    [
      'an unknown value',
      () => (v as unknown as Record<string, unknown>).typo,
      /no value "typo" in the schema/,
    ],
    ['plain interpolation', () => `${v.text as unknown as string}`, /t`/],
    ['using a scalar', () => using(v.text as never, (x) => x), /maps and lists only/],
    ['a map that may be empty', () => print(data({ inner: { a: when(v.on, 1) } })), /can turn out empty/],
    ['a list that may be empty', () => print({ a: [each(v.words, (w) => w)] }), /can turn out empty/],
    ['a map of values printed bare', () => print({ a: v.labels }), /may be empty/],
    ['free text through toYaml', () => print({ a: using(v.free, (x) => x) }), /free text/],
    ['a conditional first key of an item', () => print({ a: [{ b: when(v.on, 1), c: 2 }] }), /first key/],
    ['a list where a scalar must be', () => print({ a: [v.words] }), /scalar/],
    ['a condition that is no expression', () => print({ a: when(eq(v.word, 'a'), {}) }), undefined],
  ])('%s', (_, attempt, says) => {
    if (says === undefined) expect(attempt).not.toThrow();
    else expect(attempt).toThrow(says);
  });
});
