// The emitted schemas: closed at every depth, agreeing with Zod, and understood by Helm as by ajv.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isMap, type Json, type JsonMap } from '../../../generator/engine/json.ts';
import { chartSchema, editorSchema, printJsonSchema } from '../../../generator/engine/json-schema.ts';
import { printYaml } from '../../../generator/engine/yaml.ts';
import { template } from '../../support/helm.ts';
import { requireTool } from '../../support/required.ts';
import { sampleSchema } from './sample-schema.ts';

const ajv = new Ajv({ strict: true, allErrors: true });
ajv.addVocabulary(['markdownDescription']);
const acceptsAsChart = ajv.compile(chartSchema(sampleSchema));
const acceptsAsEditor = ajv.compile(editorSchema(sampleSchema));

const full: JsonMap = {
  ...(sampleSchema.parse({}) as JsonMap),
  image: { tag: '1.10', digest: 'sha256:0af1' },
  labels: { team: 'no' },
  variables: [{ name: 'MODE', value: 'fast' }, { name: 'SIZE' }],
  endpoint: { kind: 'service', port: 80 },
  extra: { note: 'x' },
};

type Path = readonly (string | number)[];

// Every map of a value whose keys the schema names.
function closedMaps(value: Json, path: Path = []): readonly Path[] {
  if (Array.isArray(value)) return value.flatMap((item: Json, index) => closedMaps(item, [...path, index]));
  if (!isMap(value) || path.join() === 'labels') return [];
  return [path, ...Object.entries(value).flatMap(([key, part]) => closedMaps(part, [...path, key]))];
}

// A copy with something else at one place; undefined takes the key away.
function change(value: Json, [step, ...rest]: Path, put: (old: Json) => Json | undefined): Json {
  if (step === undefined) return put(value) as Json;
  const copy = structuredClone(value) as Record<string | number, Json>;
  const changed = change(copy[step] as Json, rest, put);
  if (changed === undefined) delete copy[step];
  else copy[step] = changed;
  return copy as Json;
}

const places = closedMaps(full);

describe('chartSchema', () => {
  it('accepts the defaults and a value for everything', () => {
    expect(acceptsAsChart(sampleSchema.parse({}))).toBe(true);
    expect(acceptsAsChart(full)).toBe(true);
    expect(places.length).toBe(6);
  });

  it.each(places.map((path) => [path.join('.'), path] as const))(
    'refuses a misspelt key in "%s"',
    (_, path) => {
      const value = change(full, path, (old) => ({ ...(old as JsonMap), replcas: 1 }));
      expect([acceptsAsChart(value), acceptsAsEditor(value)]).toEqual([false, false]);
    },
  );

  it('never is the empty schema that accepts everything', () => {
    expect(acceptsAsChart({ replcas: 6 })).toBe(false);
    expect(acceptsAsChart('text')).toBe(false);
    expect(() => chartSchema(z.string())).toThrow('must be an object');
    expect(() => chartSchema(z.strictObject({ a: z.any().transform(String) }))).toThrow();
  });

  it.each(['replicas', 'image', 'mode', 'labels', 'variables', 'extra'])(
    'requires %s, which has a default',
    (key) => {
      expect(acceptsAsChart(change(full, [key], () => undefined))).toBe(false);
      expect(acceptsAsEditor(change(full, [key], () => undefined))).toBe(true);
    },
  );

  it('declares what Helm adds, here and in subcharts', () => {
    const schema = chartSchema(z.strictObject({ cache: sampleSchema.shape.image }), { subcharts: ['cache'] });
    const accepts = ajv.compile(schema);
    const cache = { tag: 'a', global: { x: 1 }, enabled: true };
    expect(accepts({ cache, global: { x: 1 }, enabled: true })).toBe(true);
    expect(accepts({ cache, global: 1 })).toBe(false);
    expect(accepts({ cache: { ...cache, enabled: 'yes' } })).toBe(false);
  });

  it('keeps what explains, and nothing of ours or of Zod’s', () => {
    const text = printJsonSchema(
      chartSchema(sampleSchema, { title: 'Sample', extra: { tags: { type: 'object' } } }),
    );
    const schema = JSON.parse(text);
    expect(schema).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#', title: 'Sample' });
    expect(schema.properties.replicas).toEqual({
      title: 'Replicas',
      description: `${sampleSchema.shape.replicas.description}. Unit: pods.`,
      ...{ type: 'integer', default: 6, minimum: 1, maximum: 100 },
    });
    expect(schema.properties.size.not).toEqual({ const: '1024Mi' });
    expect(schema.properties.tags).toEqual({ type: 'object' });
    for (const leak of ['"cure"', '"unit"', '9007199254740991', '$ref', 'definitions'])
      expect(text).not.toContain(leak);
    expect(printJsonSchema(chartSchema(z.strictObject({ a: z.int() })))).not.toContain('9007199254740991');
  });

  it('refuses an id, which would become a reference', () => {
    const shared = z.string().meta({ id: 'json-schema-test' });
    expect(() => chartSchema(z.strictObject({ a: shared, b: shared }))).toThrow('id');
  });
});

describe('editorSchema', () => {
  it('states the unit, the default and an example', () => {
    const { replicas, labels, mode } = editorSchema(sampleSchema).properties as Record<string, JsonMap>;
    expect(replicas?.description).toMatch(/drain\. Unit: pods\. Default: 6\.$/);
    expect(mode?.markdownDescription).toContain('One of: `"yes"`, `"slow"`');
    expect(labels?.markdownDescription).toContain('Example: `{"team":"no"}`');
  });

  it('agrees with Zod on any change of any part', () => {
    const parts: readonly Path[] = places.flatMap((path) => {
      const map = path.reduce<Json>((value, step) => (value as Record<string, Json>)[step] as Json, full);
      return [path, ...Object.keys(map as JsonMap).map((key) => [...path, key])];
    });
    const anything = fc.oneof(
      fc.jsonValue({ maxDepth: 1 }) as fc.Arbitrary<Json>,
      fc.constantFrom<Json>(
        0,
        1,
        101,
        0.5,
        -1,
        true,
        '',
        'yes',
        'slow',
        '1Mi',
        '1024Mi',
        'sha256:0af1',
        'A\n',
        'a'.repeat(64),
        {},
        [],
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...parts), anything, (path, value) => {
        const changed = change(full, path, () => value);
        expect(acceptsAsEditor(changed)).toBe(sampleSchema.safeParse(changed).success);
      }),
      { numRuns: 1000 },
    );
  });
});

const folder = mkdtempSync(join(tmpdir(), 'chartwright-schema-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function writeChart(path: string, schema: z.ZodType, dependencies: readonly JsonMap[] = []): void {
  const name = path.split('/').at(-1) as string;
  const subcharts = dependencies.map(({ alias }) => alias as string);
  const files = {
    'Chart.yaml': printYaml({ apiVersion: 'v2', name, version: '0.1.0', dependencies }),
    'values.yaml': printYaml(schema.parse({}) as Json),
    'values.schema.json': printJsonSchema(chartSchema(schema, { subcharts })),
    'templates/probe.yaml': 'value: {{ toJson .Values }}\n',
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), text);
  }
}

describe.runIf(await requireTool('helm'))('in Helm', () => {
  const enabled = z.boolean().default(true);
  const global = z.strictObject({ zones: z.array(z.string()).default([]) }).prefault({});
  const chart = join(folder, 'parent');
  const part = { name: 'part', version: '0.1.0' };
  writeChart(join(chart, 'charts/part'), z.strictObject({ ...sampleSchema.shape, global }));
  writeChart(
    chart,
    z.strictObject({
      global,
      one: z.strictObject({ ...sampleSchema.shape, enabled }).prefault({}),
      two: z.strictObject({ ...sampleSchema.shape, enabled }).prefault({}),
    }),
    [
      { ...part, alias: 'one', condition: 'one.enabled' },
      { ...part, alias: 'two', condition: 'two.enabled' },
    ],
  );
  const statusOf = async (values: Json): Promise<string> => {
    const { status, stderr } = await template(chart, { values });
    return status === 0 ? 'accepted' : stderr;
  };

  it('a parent with one chart under two names is accepted, also with one of them off', async () => {
    expect(await statusOf({})).toBe('accepted');
    expect(await statusOf({ two: { enabled: false }, global: { zones: ['a'] } })).toBe('accepted');
    expect(await statusOf({ one: { endpoint: { kind: 'address', host: 'a' }, labels: { a: 'b' } } })).toBe(
      'accepted',
    );
  });

  it.each<[string, Json]>([
    ['replcas', { one: { replcas: 1 } }],
    ['replcas', { two: { enabled: false, replcas: 1 } }],
    ['hots', { one: { endpoint: { kind: 'address', host: 'a', hots: 'a' } } }],
    ['zone', { global: { zone: [] } }],
    ['replicas', { one: { replicas: null } }],
    ['size', { one: { size: '1024Mi' } }],
  ])('refuses %s', async (key, values) => expect(await statusOf(values)).toContain(key));
});
