// The typed schema, its outline and the emitted one accept and refuse the same values: the first judges a
// person's file, the second does so where nothing need be explained, the last judges what Helm is given.
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSchema, type Json, type JsonMap, parserOf } from '../../generator/engine/index.ts';
import { EnvironmentSchema } from '../../schemas/environment.ts';
import { arbitraryValues } from '../support/arbitrary-values.ts';
import { mapValues, type Path, pathsOf, pointer, valuesByType } from '../support/bad-values.ts';
import { type ChartSubject, products } from '../support/chart-subjects.ts';
import { richValues } from '../support/full-values.ts';
import { hostileText, hostileTexts } from '../support/hostile-text.ts';

const seed = Number(process.env.CHARTWRIGHT_SEED ?? Math.floor(Math.random() * 2 ** 31));
console.info(`agreement of schemas: repeat it with CHARTWRIGHT_SEED=${seed}`);

const compile = (schema: JsonMap) => new Ajv({ strict: false }).compile(schema);
const emitted = ({ files }: ChartSubject) => JSON.parse(files.get('values.schema.json')!) as JsonMap;

const valueAt = (values: JsonMap, path: Path): Json =>
  path.reduce<Json>((value, step) => (value as never)[step], values);

const put = (values: JsonMap, place: Path, leaf: Json): JsonMap =>
  mapValues(values, (value, path) => (pointer(path) === pointer(place) ? leaf : value)) as JsonMap;

const integers = fc.oneof(
  fc.constantFrom(-1, 0, 1, 10_000, 65_535, 65_536, 2 ** 31, 2 ** 53 - 1),
  fc.integer({ min: -2, max: 4000 }),
);

const quantities = [
  '1000m',
  '1024Mi',
  '1Gi',
  '0',
  '1.5',
  '1e3',
  '01',
  '2048Ki',
  '999Ti',
  '1000Ti',
  '9999Gi',
  '500M',
];
const names = [
  'a',
  'A',
  '-a',
  'a-',
  'a.b',
  'a..b',
  'a_b',
  'x'.repeat(63),
  'x'.repeat(64),
  'x'.repeat(254),
  'é',
];
const addresses = [
  '10.0.0.0/24',
  '10.0.0.0/33',
  '256.1.1.1',
  '1.2.3.4',
  '1.2.3',
  'https://a',
  'http://a',
  'https://a/',
  '/',
];

const texts = fc.oneof(hostileText, fc.constantFrom(...hostileTexts, ...quantities, ...names, ...addresses));
const anyLeaf: fc.Arbitrary<Json> = fc.oneof(
  texts,
  integers,
  fc.constantFrom(...Object.values(valuesByType)),
);

/** To the byte, so that keys stand in the same order, too. */
const printed = (data: unknown): string => (data === undefined ? 'refused' : JSON.stringify(data));

describe.each(products)('chart $name', (subject) => {
  const sound = richValues(subject.values);
  const { leaves } = pathsOf(sound);
  const parse = parserOf(compileSchema(subject.values));

  it('is accepted or refused by all, whatever stands at any of its leaves', () => {
    const validate = compile(emitted(subject));
    let refused = 0;
    const spoilt = fc
      .tuple(fc.constantFrom(...leaves), anyLeaf)
      .map(([path, leaf]) => put(sound, path, leaf));
    fc.assert(
      fc.property(spoilt, (values) => {
        const { success: accepted, data } = subject.values.safeParse(values);
        if (!accepted) refused++;
        expect(validate(values)).toBe(accepted);
        expect(printed(parse(values))).toBe(printed(data));
      }),
      { numRuns: 4000, seed },
    );
    expect(refused).toBeGreaterThan(1000);
  });

  it('accepts what the typed schema makes of random values', () => {
    const validate = compile(emitted(subject));
    fc.assert(
      fc.property(arbitraryValues(subject.values), (values) => {
        expect(printed(parse(values))).toBe(printed(subject.values.parse(values)));
        expect([validate(subject.values.parse(values)), validate.errors]).toEqual([true, null]);
      }),
      { numRuns: 300, seed },
    );
  });

  it('has an outline that knows no other key, and no map or list where another type is meant', () => {
    const { groups } = pathsOf(sound);
    const spoilt = groups.flatMap((path) => [
      put(sound, path, { ...(valueAt(sound, path) as JsonMap), surplus: 1 }),
      ...Object.values(valuesByType).map((value) => put(sound, path, value)),
    ]);
    for (const values of spoilt) {
      const { data } = subject.values.safeParse(values);
      expect(printed(parse(values))).toBe(printed(data));
    }
  });

  it('would see a bound that is lost on the way', () => {
    const { minimum: _, ...loose } = (emitted(subject).properties as { global: JsonMap }).global;
    const properties = {
      ...(emitted(subject).properties as JsonMap),
      global: { type: 'object', title: loose.title ?? '' },
    };
    const validate = compile({ ...emitted(subject), properties });
    const values = put(sound, ['global', 'clusterDomain'], 'NOT A NAME');
    expect(validate(values)).toBe(true);
    expect(subject.values.safeParse(values).success).toBe(false);
  });
});

describe('the outline of an environment file', () => {
  const sound = richValues(EnvironmentSchema);
  const { leaves, groups } = pathsOf(sound);
  const parse = parserOf(compileSchema(EnvironmentSchema));
  const agrees = (values: Json): void =>
    expect(printed(parse(values))).toBe(printed(EnvironmentSchema.safeParse(values).data));

  it('agrees with the schema on random files, and on files in which a value is spoilt or surplus', {
    timeout: 480_000,
  }, () => {
    const spoilt = fc.tuple(fc.constantFrom(...leaves, ...groups), anyLeaf);
    fc.assert(
      fc.property(arbitraryValues(EnvironmentSchema), spoilt, (values, [path, leaf]) => {
        agrees(values);
        agrees(put(sound, path, leaf));
        agrees(put(sound, path, { surplus: leaf }));
      }),
      { numRuns: 1000, seed },
    );
  });

  it('would see a bound that is lost on the way', () => {
    const [, ...others] = compileSchema(EnvironmentSchema);
    const loose = parserOf([{ kind: 'scalar', condition: { type: 'string' } }, ...others]);
    const values = put(sound, ['environment'], 'NOT A NAME');
    expect(parse(values)).toBeUndefined();
    expect(loose(values)).toBeDefined();
  });
});
