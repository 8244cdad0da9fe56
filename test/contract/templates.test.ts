// What holds for every template and every object, whatever the values: no function that asks the cluster,
// the clock or chance, nothing empty, no namespace, no setting that nobody reads.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonMap, KubernetesObject } from '../../generator/engine/index.ts';
import { products, subjects, writeChart } from '../support/chart-subjects.ts';
import { template } from '../support/helm.ts';
import { validCase } from '../support/hold-equal.ts';
import { requireTool } from '../support/required.ts';
import { actionsOf, fieldsOf, functionsOf } from '../support/template-actions.ts';
import { leafPaths, readsOf, unreadPaths } from '../support/values-read.ts';

const hasHelm = await requireTool('helm');
const seed = Number(process.env.CHARTWRIGHT_SEED ?? Math.floor(Math.random() * 2 ** 31));
console.info(`templates: repeat them with CHARTWRIGHT_SEED=${seed}`);

// Their result follows from the values alone, and hostile values cannot make them do something else. All
// others (lookup, tpl, now, env, rand…, gen…, htpasswd, getHostByName, …) are forbidden by not being here.
const allowed = new Set(
  [
    'if else end range with define include and or not eq ne lt le gt ge true false',
    'quote toYaml toJson fromYaml nindent printf join fail sha256sum list append uniq',
    'int int64 add sub mul div mod len has empty until ternary default get dict regexFind trimSuffix',
  ].flatMap((line) => line.split(' ')),
);

const allowedFields =
  /^\$?\w*\.(?:Values\.|Release\.(?:Name|Namespace|Service)$|Files\.Get$|Chart\.(?:Name|Version)$|Subcharts\.)/;
const isOfVariable = (field: string): boolean => /^(?:\$\w+)?\.[a-z]/.test(field);

const faultsIn = (text: string): readonly string[] => [
  ...[...functionsOf(text)].filter((name) => !allowed.has(name)),
  ...[...fieldsOf(text)].filter((field) => !allowedFields.test(field) && !isOfVariable(field)),
];

// Kubernetes gives these a meaning of their own when they are empty.
const maybeEmpty = /\.emptyDir$/;

/** Places that hold null, undefined, or an empty map or list. */
function emptyPlaces(value: unknown, path: string): readonly string[] {
  if (value === null || value === undefined) return [path];
  if (typeof value !== 'object') return [];
  const entries = Object.entries(value);
  if (entries.length === 0) return maybeEmpty.test(path) ? [] : [path];
  return entries.flatMap(([key, item]) => emptyPlaces(item, `${path}.${key}`));
}

/** Places where an object says in which namespace it or a part of it stands. */
function namespacePlaces(value: unknown, path: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = path.endsWith('.metadata') && Object.hasOwn(value, 'namespace') ? [path] : [];
  return [...own, ...Object.entries(value).flatMap(([key, item]) => namespacePlaces(item, `${path}.${key}`))];
}

const nameOf = ({ kind, metadata }: KubernetesObject): string => `${kind}/${metadata.name}`;

describe.each(subjects)('chart $name', (subject) => {
  const templates = [...subject.files].filter(([path]) => path.includes('templates/'));

  it('calls only functions whose result follows from the values', () => {
    expect(templates.length).toBeGreaterThan(4);
    expect(templates.flatMap(([path, text]) => faultsIn(text).map((fault) => `${path}: ${fault}`))).toEqual(
      [],
    );
  });

  it('has nothing empty and no namespace in any object, for random values', () => {
    fc.assert(
      fc.property(validCase(subject), ({ input, release }) => {
        const values = subject.values.parse(input);
        const objects = subject.evaluate({ values, release, withTests: true });
        for (const object of objects) {
          expect(emptyPlaces(object, nameOf(object))).toEqual([]);
          expect(namespacePlaces(object, nameOf(object))).toEqual([]);
        }
      }),
      { numRuns: 200, seed },
    );
  });

  it.runIf(hasHelm)('is rendered ten times to the same bytes', async () => {
    const folder = writeChart(subject.files);
    const runs = Array.from({ length: 10 }, () => template(folder));
    const texts = (await Promise.all(runs)).map(({ stdout }) => stdout);
    expect(texts[0]!.length).toBeGreaterThan(500);
    expect(new Set(texts).size).toBe(1);
  });
});

/** Whether a key that is read must be there: so that a null that removes it is refused before rendering. */
function isRequired(schema: JsonMap, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return true;
  if (step === '*') return isRequired((schema.items ?? schema.additionalProperties) as JsonMap, rest);
  const below = (schema.properties as JsonMap | undefined)?.[step] as JsonMap | undefined;
  const required = (schema.required ?? []) as readonly string[];
  return below === undefined || (required.includes(step) && isRequired(below, rest));
}

describe.each(products)('chart $name', (subject) => {
  it('has no setting that nothing reads', () => {
    const unread = unreadPaths(subject.values, subject.charts);
    expect(unread.filter((path) => !subject.readElsewhere.includes(path))).toEqual([]);
    expect(
      subject.readElsewhere.filter((path) => !unread.includes(path)),
      'excused, but read',
    ).toEqual([]);
  });

  it('requires every setting that is read', () => {
    const schema = JSON.parse(subject.files.get('values.schema.json')!) as JsonMap;
    const read = subject.charts.flatMap((one) => {
      const { whole, looked } = readsOf(one);
      return [...whole, ...looked];
    });
    expect(read.length).toBeGreaterThan(80);
    expect(read.filter((path) => !isRequired(schema, path.split('.')))).toEqual([]);
  });

  it('reads nothing in its notes that is no setting', () => {
    for (const { chart } of subject.charts) {
      const settings = leafPaths(chart.values).map((path) => `${path.join('.')}.`);
      const read = [...fieldsOf(chart.notes)].filter((field) => field.startsWith('.Values.'));
      expect(read.length).toBeGreaterThan(0);
      expect(read.filter((field) => !settings.some((path) => path.startsWith(`${field.slice(8)}.`)))).toEqual(
        [],
      );
    }
  });
});

describe('the gates on templates', () => {
  it.each([
    '{{ lookup "v1" "Secret" "" "x" }}',
    '{{- tpl .Values.text . }}',
    'a: {{ now | date "2006" }}',
    '{{ .Values.x | default (randAlphaNum 8) }}',
    '{{ genCA "a" 1 }}',
    '{{ if .Capabilities.APIVersions.Has "v1" }}{{ end }}',
    '{{ .Release.IsInstall }}',
    '{{ $.Release.Revision }}',
    '{{ env "HOME" }}',
    '{{ htpasswd "a" "b" }}',
    '{{ "}}" | getHostByName }}',
  ])('refuse %s', (text) => expect(faultsIn(text)).not.toEqual([]));

  it('let comments and quoted texts be', () => {
    expect(
      faultsIn('{{- /* lookup now */ -}}\nlookup: {{ "lookup }} now" | quote }} {{`{{ env }}`}}'),
    ).toEqual([]);
    expect(actionsOf('{{/* a */}}{{ .a }} b }} {{- "{{" -}}')).toEqual(['.a', '""']);
  });

  it('see what is empty, and a namespace', () => {
    expect(emptyPlaces({ a: [{ b: {} }, null], emptyDir: {}, c: undefined }, 'x')).toEqual([
      'x.a.0.b',
      'x.a.1',
      'x.c',
    ]);
    expect(namespacePlaces({ spec: { metadata: { namespace: 'a' } }, namespace: 'b' }, 'x')).toEqual([
      'x.spec.metadata',
    ]);
  });

  it('see a setting that nothing reads, and one that need not be there', () => {
    const [{ charts, values }] = products as [(typeof products)[0]];
    const { chart, root } = charts[0]!;
    const less = {
      ...chart,
      templates: chart.templates.filter(({ file }) => file !== 'service-monitor.yaml'),
    };
    expect(unreadPaths(values, [{ chart: less, root }])).toContain('serviceMonitor.intervalSeconds');
    expect(isRequired({ properties: { a: { type: 'object' } } }, ['a'])).toBe(false);
  });
});
