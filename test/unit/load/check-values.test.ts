// Each kind of issue that Zod can raise: its code, its place, and its words.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkValues } from '../../../generator/load/check-values.ts';
import { loadEnvironment } from '../../../generator/load/load-environment.ts';
import type { ReadText } from '../../../generator/load/read-text.ts';
import { readerOf } from '../../support/reader-of.ts';

const Cpu = z
  .string()
  .regex(/^[0-9]+m?$/)
  .refine((text) => text !== '1000m', { error: 'is not in its shortest form' })
  .meta({
    unit: 'cores',
    cure: 'Write whole cores in quotes ("2") or thousandths ("250m").',
    examples: ['250m'],
  });

const Schema = z.strictObject({
  environment: z
    .string()
    .min(1)
    .max(8)
    .meta({ examples: ['prod'] }),
  api: z
    .strictObject({
      replicas: z.int().min(1).max(10).default(6).meta({ description: 'How many pods.', unit: 'pods' }),
      hpa: z.strictObject({ minReplicas: z.int().default(3), maxReplicas: z.int().default(9) }).prefault({}),
      image: z
        .strictObject({
          tag: z
            .string()
            .min(1)
            .max(9)
            .meta({ cure: 'Write the tag in quotes.', examples: ['1.4'] }),
        })
        .optional(),
      cpu: Cpu.default('250m'),
      ports: z
        .array(z.strictObject({ name: z.string(), port: z.int().multipleOf(10) }))
        .max(2)
        .default([]),
      labels: z.record(z.string().regex(/^[a-z]+$/), z.string().max(3)).default({}),
      availability: z.enum(['high', 'none']).default('high'),
      component: z.literal('api').default('api'),
      maxUnavailable: z.union([z.int().max(5), z.string().regex(/^[0-9]+%$/)]).default(1),
      store: z
        .discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('disk'), size: z.int() }),
          z.strictObject({ kind: z.literal('blob'), account: z.string() }),
        ])
        .optional(),
      adminPassword: z
        .string()
        .regex(/^safe$/)
        .optional(),
      note: z.string().optional(),
      enabled: z.boolean().default(true),
      ratio: z.number().gt(0).lt(1).default(0.5),
    })
    .prefault({}),
});

const check = (yaml: string, layer?: string) => {
  const readText: ReadText = (path) =>
    path === 'prod.yaml' ? { text: yaml } : layer === undefined ? { failure: 'missing' } : { text: layer };
  const loaded = loadEnvironment('prod.yaml', readerOf(readText));
  return { loaded, ...checkValues(Schema, loaded) };
};

const places = (yaml: string): string[] =>
  check(yaml).diagnostics.map(
    ({ code, line, column, length, path }) => `${line}:${column}+${length} ${code} ${path}`,
  );

/** One finding in the map `api`, on line 3. */
const only = (setting: string) => {
  const { diagnostics } = check(`environment: dev\napi:\n  ${setting}\n`);
  expect(diagnostics).toHaveLength(1);
  return diagnostics[0];
};

describe('checkValues', () => {
  it('gives the typed value when nothing is wrong', () => {
    const { value, diagnostics } = check('environment: dev\napi: {replicas: 3}\n');
    expect(diagnostics).toEqual([]);
    expect(value?.api).toMatchObject({ replicas: 3, cpu: '250m' });
  });

  it.each<[setting: string, place: string, message: string, hint?: string]>([
    ['replcas: 6', 'VALUE-UNKNOWN-KEY 3:3+7', 'api.replcas is not a setting.', 'did you mean "replicas"?'],
    [
      'hpa: {max-replicas: 6}',
      'VALUE-UNKNOWN-KEY 3:9+12',
      'api.hpa.max-replicas is not a setting.',
      'did you mean "maxReplicas"?',
    ],
    [
      'minReplicas: 6',
      'VALUE-UNKNOWN-KEY 3:3+11',
      'api.minReplicas is not a setting.',
      'that key belongs under api.hpa',
    ],
    ['zzzzzz: 6', 'VALUE-UNKNOWN-KEY 3:3+6', 'api.zzzzzz is not a setting.'],
    ['replicas: six', 'VALUE-TYPE 3:13+3', 'api.replicas must be a whole number (pods), not the text "six".'],
    [
      'replicas: "6"',
      'VALUE-TYPE 3:13+3',
      'api.replicas must be a whole number (pods), not the text "6".',
      'remove the quotes: 6',
    ],
    ['replicas: 1.5', 'VALUE-TYPE 3:13+3', 'api.replicas must be a whole number (pods), not the number 1.5.'],
    [
      'image: {tag: 1.10}',
      'VALUE-TYPE 3:16+4',
      'api.image.tag must be text, not the number 1.10.',
      'quote it: "1.10"',
    ],
    ['cpu: 2', 'VALUE-TYPE 3:8+1', 'api.cpu must be text (cores), not the number 2.', 'quote it: "2"'],
    ['ports: 80', 'VALUE-TYPE 3:10+2', 'api.ports must be a list of maps of settings, not the number 80.'],
    ['hpa: [1]', 'VALUE-TYPE 3:8+3', 'api.hpa must be a map of settings, not a list.'],
    [
      'enabled: "true"',
      'VALUE-TYPE 3:12+6',
      'api.enabled must be true or false, not the text "true".',
      'remove the quotes: true',
    ],
    [
      'maxUnavailable: true',
      'VALUE-TYPE 3:19+4',
      'api.maxUnavailable must be a whole number or text, not true.',
    ],
    ['replicas: 0', 'VALUE-RANGE 3:13+1', 'api.replicas must be at least 1 pod, not 0.'],
    ['replicas: 11', 'VALUE-RANGE 3:13+2', 'api.replicas must be at most 10 pods, not 11.'],
    ['ratio: 1', 'VALUE-RANGE 3:10+1', 'api.ratio must be less than 1, not 1.'],
    ['maxUnavailable: 6', 'VALUE-RANGE 3:19+1', 'api.maxUnavailable must be at most 5, not 6.'],
    ['image: {tag: ""}', 'VALUE-RANGE 3:16+2', 'api.image.tag must not be empty.'],
    ['image: {tag: 1234567890a}', 'VALUE-RANGE 3:16+11', 'api.image.tag must have at most 9 characters.'],
    [
      'ports: [{name: a, port: 15}]',
      'VALUE-RANGE 3:27+2',
      'api.ports[0].port must be a multiple of 10, not 15.',
    ],
    ['labels: {ab: wxyz}', 'VALUE-RANGE 3:16+4', 'api.labels.ab must have at most 3 characters.'],
    ['labels: {A: x}', 'VALUE-FORMAT 3:12+1', 'api.labels cannot have the key "A".'],
    ['cpu: 2 cores', 'VALUE-FORMAT 3:8+7', 'api.cpu cannot be the text "2 cores".', 'for example "250m"'],
    ['cpu: 1000m', 'VALUE-FORMAT 3:8+5', 'api.cpu is not in its shortest form.', 'write "1"'],
    [
      'maxUnavailable: half',
      'VALUE-FORMAT 3:19+4',
      'api.maxUnavailable cannot be the text "half".',
      'for example 1',
    ],
    [
      'availability: hihg',
      'VALUE-CHOICE 3:17+4',
      'api.availability must be one of "high", "none", not the text "hihg".',
      'did you mean "high"?',
    ],
    ['component: web', 'VALUE-CHOICE 3:14+3', 'api.component must be "api", not the text "web".'],
    [
      'store: {kind: tape}',
      'VALUE-CHOICE 3:17+4',
      'api.store.kind must be one of "disk", "blob", not the text "tape".',
    ],
    [
      'store: {knd: disk, size: 1}',
      'VALUE-UNKNOWN-KEY 3:11+3',
      'api.store.knd is not a setting.',
      'did you mean "kind"?',
    ],
    ['store: {size: 1}', 'VALUE-MISSING 3:3+5', 'api.store.kind is missing (one of "disk", "blob").'],
    ['store: {kind: disk}', 'VALUE-MISSING 3:3+5', 'api.store.size is missing (a whole number).'],
    [
      'store: {kind: disk, sise: 1}',
      'VALUE-UNKNOWN-KEY 3:23+4',
      'api.store.sise is not a setting.',
      'did you mean "size"?',
    ],
    ['image: {}', 'VALUE-MISSING 3:3+5', 'api.image.tag is missing (text).'],
    ['replicas: null', 'VALUE-NULL 3:13+4', 'api.replicas is null, but must be a whole number (pods).'],
    ['replicas:', 'VALUE-NULL 3:3+8', 'api.replicas is null, but must be a whole number (pods).'],
    ['image: {tag: null}', 'VALUE-NULL 3:16+4', 'api.image.tag is null, but must be text.'],
    ['ports: [null]', 'VALUE-NULL 3:11+4', 'api.ports[0] is null, but must be a map of settings.'],
    [
      'availability: null',
      'VALUE-NULL 3:17+4',
      'api.availability is null, but must be one of "high", "none".',
    ],
  ])('%s', (setting, place, message, hint) => {
    const found = only(setting);
    expect(`${found?.code} ${found?.line}:${found?.column}+${found?.length}`).toBe(place);
    expect(found?.message).toBe(message);
    expect(found?.hint).toBe(hint);
  });

  it.each([
    ['replcas: 6', 'chartwright explain api.replicas'],
    ['minReplicas: 6', 'chartwright explain api.hpa.minReplicas'],
    ['zzzzzz: 6', 'chartwright explain api'],
    ['image: {}', 'Add a line below api.image: tag: "1.4"'],
    ['labels: {ab: 1}', 'chartwright explain api.labels'],
    ['cpu: 2', 'Write whole cores in quotes ("2") or thousandths ("250m").'],
    ['replicas: null', 'Remove the key to get the default (6), or give a value.'],
    ['ports: [{name: a, port: 15}]', 'chartwright explain api.ports.port'],
  ])('cures %s', (setting, cure) => {
    expect(only(setting)?.cure).toBe(cure);
  });

  it('tells everything at once, sorted, at every depth', () => {
    const yaml = `api:
  replcas: 6
  image: {tag: 1.10, x: 1}
  ports:
    - {nam: a, port: x}
  cpu: 2c
extra: 1
environment: dev
environment: prod
`;
    expect(places(yaml)).toEqual([
      '2:3+7 VALUE-UNKNOWN-KEY api.replcas',
      '3:16+4 VALUE-TYPE api.image.tag',
      '3:22+1 VALUE-UNKNOWN-KEY api.image.x',
      '5:8+3 VALUE-UNKNOWN-KEY api.ports[0].nam',
      '5:22+1 VALUE-TYPE api.ports[0].port',
      '6:8+2 VALUE-FORMAT api.cpu',
      '7:1+5 VALUE-UNKNOWN-KEY extra',
    ]);
    expect(check(yaml).loaded.diagnostics.map(({ code, line }) => `${line} ${code}`)).toEqual([
      '9 YAML-DUPLICATE-KEY',
    ]);
  });

  it('points at the first setting when nothing around a missing key was written', () => {
    expect(places('api: {}\n')).toEqual(['1:1+3 VALUE-MISSING environment']);
    expect(places('enviroment: dev\n')).toEqual(['1:1+10 VALUE-UNKNOWN-KEY enviroment']);
  });

  it('points into the layer that a value came from', () => {
    const { diagnostics } = check(
      'extends: [layers/a.yaml]\nenvironment: dev\n',
      'api:\n  replicas: x\n  replcas: 1\n',
    );
    expect(diagnostics.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual([
      'layers/a.yaml:2:13',
      'layers/a.yaml:3:3',
    ]);
  });

  it('takes out nulls at optional keys and in records', () => {
    const { value, diagnostics } = check(
      'environment: dev\napi: {note: null, image: null, labels: {a: null, b: x}}\n',
    );
    expect(diagnostics).toEqual([]);
    expect(value?.api).toMatchObject({ labels: { b: 'x' } });
    expect(Object.keys(value?.api ?? {})).not.toContain('note');
  });

  it('is silent about what the reader refused already', () => {
    const { loaded, diagnostics } = check('environment: dev\napi: {enabled: yes, replicas: 010}\n');
    expect(loaded.diagnostics).toHaveLength(2);
    expect(diagnostics).toEqual([]);
    expect(places('environment: dev\napi: {enabled: "yes"}\n')).toEqual(['2:16+5 VALUE-TYPE api.enabled']);
  });

  it('is silent about missing keys when the file could not be read as a whole', () => {
    expect(places('api: [\n')).toEqual([]);
    expect(places('extends: [layers/none.yaml]\napi: {x: 1}\n')).toEqual(['2:7+1 VALUE-UNKNOWN-KEY api.x']);
  });

  it('never shows what sounds like a secret', () => {
    for (const value of ['hunter2', '31337', '"31337"', '[hunter2]', 'true']) {
      const found = only(`adminPassword: ${value}`);
      expect(JSON.stringify(found)).not.toMatch(/hunter2|31337/);
    }
  });

  it('guesses what was meant, for the rules', () => {
    const { value, guess } = check(
      'environment: dev\napi: {replcas: 4, image: {tag: 1.10}, cpu: 2c, labels: {A: x}, store: {kind: disk}}\n',
    );
    expect(value).toBeUndefined();
    expect(guess).toBeUndefined();
    const second = check(
      'environment: dev\napi: {replcas: 4, image: {tag: 1.10}, cpu: 2c, labels: {A: x}, ports: [{port: 10}]}\n',
    );
    expect(second.guess).toBeUndefined();
    const third = check(
      'environment: dev\napi: {replcas: 4, image: {tag: 1.10}, cpu: 2c, labels: {A: x}, zz: 1}\n',
    );
    expect(third.guess?.api).toMatchObject({ replicas: 4, image: { tag: '1.10' }, cpu: '250m', labels: {} });
  });
});
