// Random values: sound for their schema, at its bounds, hostile where it lets them be, and never twice dull.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { arbitraryValues } from '../../support/arbitrary-values.ts';
import { hostileText, hostileTexts } from '../../support/hostile-text.ts';
import { misspellings, sampleMisspellings } from '../../support/misspell.ts';

const Schema = z.strictObject({
  count: z.int().min(-3).max(9).default(1),
  open: z.int().gt(0).lt(3),
  name: z
    .string()
    .max(63)
    .regex(/^[a-z]([-a-z0-9]*[a-z0-9])?$/),
  size: z
    .string()
    .regex(/^[0-9]$/)
    .refine((text) => text !== '7'),
  text: z.string().max(4096),
  mode: z.enum(['yes', 'no']).default('no'),
  on: z.boolean().default(false),
  map: z.record(z.string().regex(/^[A-Z]+$/), z.string()).default({}),
  list: z
    .array(z.strictObject({ note: z.string().optional() }))
    .min(1)
    .max(2),
  either: z.union([z.literal('all'), z.int().min(1).max(2)]).optional(),
});

type Values = z.output<typeof Schema>;
const sample = fc.sample(arbitraryValues(Schema), { numRuns: 1000, seed: 3 });
const values = sample.map((one) => Schema.parse(one));

describe('arbitrary values', () => {
  it.each<[string, (one: Values) => boolean]>([
    ['the least number', ({ count }) => count === -3],
    ['the largest number', ({ count }) => count === 9],
    ['an exclusive bound', ({ open }) => open === 2],
    ['the longest text', ({ name }) => name.length === 63],
    ['a hostile text', ({ text }) => text === '{{ .x }}'],
    ['a text of several lines', ({ text }) => text.includes('\n')],
    ['a filled map', ({ map }) => Object.keys(map).length > 1],
    ['an absent optional', ({ either }) => either === undefined],
    ['each option of a union', ({ either }) => either === 'all'],
    ['the other option of a union', ({ either }) => either === 2],
    ['a full list', ({ list }) => list.length === 2],
  ])('hold %s', (_, holds) => expect(values.some(holds)).toBe(true));

  it('leave a key with a default out now and then', () => {
    expect(sample.some((one) => !Object.hasOwn(one, 'count'))).toBe(true);
    expect(sample.some((one) => Object.hasOwn(one, 'count'))).toBe(true);
  });

  it('refuse a schema that they do not know', () => {
    expect(() => arbitraryValues(z.strictObject({ at: z.date() }))).toThrow(
      'no random values for the Zod type date',
    );
  });
});

describe('hostile texts', () => {
  const texts = [...hostileTexts, ...fc.sample(hostileText, { numRuns: 2000, seed: 3 })];

  it('hold no NUL and no half of a surrogate pair', () => {
    expect(texts.filter((text) => text.includes('\0') || /\p{Surrogate}/u.test(text))).toEqual([]);
  });

  it.each([
    'yes',
    '0777',
    '0o17',
    '1_000',
    '1e3',
    '{{',
    '`',
    '\u0085',
    '\u2028',
    '\ufeff',
    '',
    '---',
    '😀',
    'e\u0301',
  ])('hold %j', (text) => expect(hostileTexts).toContain(text));
});

describe('misspellings', () => {
  it('drop, double, swap, replace and add a letter at every place', () => {
    const typos = misspellings('zones', ['zones', 'zone']);
    for (const typo of ['ones', 'zoones', 'oznes', 'zonfs', 'xzones', 'zonesx', 'zonse'])
      expect(typos).toContain(typo);
    expect(typos).not.toContain('zones');
    expect(typos).not.toContain('zone');
    expect(new Set(typos).size).toBe(typos.length);
  });

  it('are few in a sample, one of each kind', () => {
    const typos = sampleMisspellings('zones', ['zones']);
    expect(typos.length).toBeGreaterThan(3);
    expect(typos.length).toBeLessThan(6);
  });
});
