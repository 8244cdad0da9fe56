// Random values that a Zod schema accepts, at its bounds and as hostile as it allows. Must not know any
// setting's name.
import fc from 'fast-check';
import type { ZodType } from 'zod';
import type { $ZodType, $ZodTypes } from 'zod/v4/core';
import type { Json, JsonMap } from '../../generator/engine/json.ts';
import {
  checksOf,
  choicesOf,
  factsOf,
  patternsOf,
  propertiesOf,
} from '../../generator/engine/schema-facts.ts';
import { reservedKeys } from '../../generator/load/yaml-limits.ts';
import { hostileText, hostileTexts } from './hostile-text.ts';

type Values = fc.Arbitrary<Json>;

/** What a person could write for a schema: a key that has a default, or is optional, is now and then left out. */
export function arbitraryOf(schema: $ZodType): Values {
  const { inner } = factsOf(schema);
  const choices = choicesOf(inner);
  if (choices !== undefined) return fc.constantFrom(...choices);
  const make = makers[inner._zod.def.type];
  if (make === undefined) throw new Error(`no random values for the Zod type ${inner._zod.def.type}`);
  const values = make(inner);
  // What checks and refinements refuse, a pattern alone may give.
  return inner._zod.def.type === 'object' ? values : values.filter((value) => accepts(inner, value));
}

const accepts = (schema: $ZodType, value: Json): boolean => (schema as ZodType).safeParse(value).success;

interface Bound {
  readonly check: string;
  readonly value?: number;
  readonly inclusive?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
}

const boundOf = (schema: $ZodTypes, name: string): Bound | undefined =>
  checksOf(schema).find(({ check }) => check === name) as Bound | undefined;

function arbitraryNumber(schema: $ZodTypes): Values {
  const lower = boundOf(schema, 'greater_than');
  const upper = boundOf(schema, 'less_than');
  const min = (lower?.value ?? Number.MIN_SAFE_INTEGER) + (lower?.inclusive === false ? 1 : 0);
  const max = (upper?.value ?? Number.MAX_SAFE_INTEGER) - (upper?.inclusive === false ? 1 : 0);
  const bounds = fc.constantFrom(min, max);
  return fc.oneof({ weight: 1, arbitrary: bounds }, { weight: 4, arbitrary: fc.integer({ min, max }) });
}

function arbitraryText(schema: $ZodTypes): Values {
  const max = boundOf(schema, 'max_length')?.maximum;
  const [pattern] = patternsOf(schema);
  if (pattern === undefined) return hostileText;
  const hostile = hostileTexts.filter((text) => accepts(schema, text));
  const random = fc.stringMatching(pattern);
  const matching =
    hostile.length === 0
      ? random
      : fc.oneof({ weight: 3, arbitrary: random }, { weight: 1, arbitrary: fc.constantFrom(...hostile) });
  if (max === undefined) return matching;
  // As long as the schema allows, where the pattern lets a text grow in its middle.
  const longest = matching.map((text) => {
    const grown = `${text.slice(0, 1)}${text.slice(0, 1).repeat(Math.max(0, max - text.length))}${text.slice(1)}`;
    return accepts(schema, grown) ? grown : text;
  });
  return fc.oneof({ weight: 5, arbitrary: matching }, { weight: 1, arbitrary: longest });
}

// More items find nothing that three do not.
const mostItems = 3;

function arbitraryList(schema: $ZodTypes): Values {
  const { element } = schema._zod.def as unknown as { element: $ZodType };
  const minLength = boundOf(schema, 'min_length')?.minimum ?? 0;
  const maxLength = Math.min(boundOf(schema, 'max_length')?.maximum ?? mostItems, minLength + mostItems);
  return fc.array(arbitraryOf(element), { minLength, maxLength });
}

function arbitraryRecord(schema: $ZodTypes): Values {
  const { keyType, valueType } = schema._zod.def as unknown as { keyType: $ZodType; valueType: $ZodType };
  const keys = arbitraryOf(keyType) as fc.Arbitrary<string>;
  // The reader refuses the reserved ones, and Zod drops one of them without a word.
  const free = keys.filter((key) => !reservedKeys.has(key));
  return fc.dictionary(free, arbitraryOf(valueType), { maxKeys: mostItems, noNullPrototype: true });
}

function arbitraryMap(schema: $ZodTypes): Values {
  const properties = propertiesOf(schema);
  const required = properties.filter(([, property]) => {
    const { hasDefault, optional } = factsOf(property);
    return !hasDefault && !optional;
  });
  const model = Object.fromEntries(properties.map(([key, property]) => [key, arbitraryOf(property)]));
  return fc.record(model, { requiredKeys: required.map(([key]) => key), noNullPrototype: true }) as Values;
}

function arbitraryUnion(schema: $ZodTypes): Values {
  const { options } = schema._zod.def as unknown as { options: readonly $ZodType[] };
  return fc.oneof(...options.map(arbitraryOf));
}

const makers: Readonly<Record<string, (schema: $ZodTypes) => Values>> = {
  boolean: () => fc.boolean(),
  number: arbitraryNumber,
  string: arbitraryText,
  array: arbitraryList,
  record: arbitraryRecord,
  object: arbitraryMap,
  union: arbitraryUnion,
};

/** Random values of a chart's root. */
export const arbitraryValues = (schema: ZodType): fc.Arbitrary<JsonMap> =>
  arbitraryOf(schema) as fc.Arbitrary<JsonMap>;

const troublesomeNames = [
  'r',
  '0',
  '1e3',
  '0x1f',
  'true',
  'null',
  'yes',
  '1.5',
  'a.b',
  '2001-01-01',
  'x'.repeat(24),
];

/** Names of releases that Helm accepts and that are short enough for ours, with a namespace. */
export const arbitraryRelease: fc.Arbitrary<{ readonly name: string; readonly namespace: string }> =
  fc.record(
    {
      name: fc.oneof(
        fc.constantFrom(...troublesomeNames),
        fc.stringMatching(/^[a-z][-a-z0-9]{0,9}[a-z0-9]$/),
      ),
      namespace: fc.oneof(
        fc.constantFrom('default', '1e3', 'true', '0777', 'y'),
        fc.stringMatching(/^[a-z][-a-z0-9]{0,9}[a-z0-9]$/),
      ),
    },
    { noNullPrototype: true },
  );
