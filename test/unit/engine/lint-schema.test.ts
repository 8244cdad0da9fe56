// The lint of a schema: one bad schema for each rule, and one good one.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lintSchema } from '../../../generator/engine/lint-schema.ts';
import { sampleSchema } from './sample-schema.ts';

const text = z
  .string()
  .describe('A text.')
  .meta({ examples: ['x'] });
const whole = z
  .int()
  .describe('A number.')
  .meta({ examples: [1] });
const faultsOf = (shape: z.core.$ZodLooseShape): readonly string[] =>
  lintSchema(z.strictObject(shape)).map(({ path, rule }) => `${rule} at ${path}`);
const described = <T extends z.ZodType>(schema: T, example: unknown): T =>
  schema.describe('It.').meta({ examples: [example] });

describe('lintSchema', () => {
  it('accepts a schema with every kind of setting', () => expect(lintSchema(sampleSchema)).toEqual([]));

  const bad: readonly [string, z.ZodType, string][] = [
    [
      'transform',
      described(
        z.string().transform((value) => value),
        'x',
      ),
      'type',
    ],
    ['pipe', described(z.string().pipe(z.string()), 'x'), 'type'],
    [
      'preprocess',
      described(
        z.preprocess((value) => value, z.string()),
        'x',
      ),
      'type',
    ],
    ['codec', described(z.stringbool(), 'x'), 'type'],
    ['coerce', described(z.coerce.number(), 1), 'coerce'],
    ['trim', described(z.string().trim(), 'x'), 'transform'],
    ['catch', described(z.string().catch('x'), 'x'), 'type'],
    ['date', described(z.date(), new Date(0)), 'type'],
    ['bigint', described(z.bigint(), 1n), 'type'],
    ['any', described(z.any(), 'x'), 'type'],
    ['unknown', described(z.unknown(), 'x'), 'type'],
    ['nullable', described(z.string().nullable(), 'x'), 'type'],
    ['a literal null', described(z.literal(null), null), 'type'],
    [
      'lazy',
      described(
        z.lazy(() => z.string()),
        'x',
      ),
      'type',
    ],
    ['tuple', described(z.tuple([z.string()]), ['x']), 'type'],
    ['a loose object', described(z.looseObject({ a: text }), { a: 'x' }), 'loose-object'],
    ['an object that drops keys', described(z.object({ a: text }), { a: 'x' }), 'loose-object'],
    ['an optional default', described(z.string().default('x').optional(), 'x'), 'misplaced-default'],
    ['a default that does not fit', described(z.int().max(3).default(4), 1), 'wrong-default'],
    [
      'a default of an object',
      described(z.strictObject({ a: text }).default({ a: 'x' }), { a: 'x' }),
      'wrong-default',
    ],
    [
      'a filled prefault',
      described(z.strictObject({ a: text }).prefault({ a: 'x' }), { a: 'x' }),
      'wrong-default',
    ],
    ['a prefault of a text', described(z.string().prefault('x'), 'x'), 'wrong-default'],
    [
      'a filled default of a map',
      described(z.record(z.string(), z.string()).default({ a: 'x' }), { a: 'x' }),
      'record-default',
    ],
    ['a lookahead', described(z.string().regex(/^(?!x)/), 'a'), 'pattern'],
    ['a pattern with a flag', described(z.string().regex(/^a$/i), 'a'), 'pattern'],
    ['a format without a pattern', described(z.url(), 'https://a.example'), 'pattern'],
    ['a format outside RE2', described(z.hostname(), 'a.example'), 'pattern'],
    [
      'a refinement',
      described(
        z.string().refine((value) => value !== 'y'),
        'x',
      ),
      'refinement',
    ],
    ['no description', z.string().meta({ examples: ['x'] }), 'no-description'],
    ['no example', z.string().describe('It.'), 'no-example'],
    ['an empty default and no example', z.string().default('').describe('It.'), 'no-example'],
    ['an example that does not fit', described(z.int(), 'x'), 'wrong-example'],
    [
      'an id',
      z
        .string()
        .describe('It.')
        .meta({ examples: ['x'], id: 'lint-test' }),
      'identifier',
    ],
  ];
  it.each(bad)('refuses %s', (_, schema, rule) =>
    expect(faultsOf({ setting: schema })).toContain(`${rule} at setting`),
  );

  it.each(['y', 'no', 'on', 'off', 'null', 'Upper', 'with-hyphen', 'with_line', '1st', 'constructor'])(
    'refuses the key %s',
    (key) => {
      expect(faultsOf({ [key]: text })).toEqual([`key at ${key}`]);
    },
  );

  it.each(['password', 'apiToken', 'clientSecret', 'secretKey', 'storageKey'])(
    'refuses the secret %s',
    (key) => {
      expect(faultsOf({ [key]: text })).toEqual([`secret at ${key}`]);
    },
  );

  it.each(['existingSecret', 'passwordKey', 'passwordFile', 'topologyKey', 'secretName'])(
    'accepts the reference %s',
    (key) => {
      expect(faultsOf({ [key]: text })).toEqual([]);
    },
  );

  it('accepts a key that only looks like a secret, where the schema says so', () => {
    expect(faultsOf({ cacheKey: text })).toEqual(['secret at cacheKey']);
    expect(faultsOf({ cacheKey: text.meta({ secret: false }) })).toEqual([]);
  });

  it('refuses defaults that Helm cannot apply, wherever they hide', () => {
    const item = z.strictObject({ a: whole.default(1) }).describe('An item.');
    const nested = item.prefault({});
    expect(
      faultsOf({
        list: z
          .array(item)
          .describe('A list.')
          .meta({ examples: [[{ a: 1 }]] }),
        map: z
          .record(z.string(), item)
          .describe('A map.')
          .meta({ examples: [{ x: { a: 1 } }] }),
        choice: z
          .discriminatedUnion('k', [
            z.strictObject({ k: z.literal('x').describe('Kind.'), a: whole.default(1) }),
          ])
          .describe('A choice.')
          .meta({ examples: [{ k: 'x', a: 1 }] }),
        maybe: item.optional(),
        nested,
        deep: z
          .strictObject({ nested })
          .describe('Deep.')

          .prefault({}),
      }),
    ).toEqual([
      'misplaced-default at list[].a',
      'misplaced-default at map.*.a',
      'misplaced-default at choice.a',
      'misplaced-default at maybe.a',
    ]);
  });

  it('refuses a schema that contains itself', () => {
    const node = z.strictObject({
      name: text,
      get below() {
        return z
          .array(node)
          .describe('Below.')
          .meta({ examples: [[]] });
      },
    });
    expect(lintSchema(node).map(({ message }) => message)).toContain(
      'The schema contains itself and cannot be written out.',
    );
  });

  it('refuses a root that is no object', () => {
    expect(lintSchema(z.array(text)).map(({ rule }) => rule)).toEqual(['type']);
  });
});
