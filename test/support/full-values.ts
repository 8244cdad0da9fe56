// The two ends of what a schema allows: values with everything on and every list filled, and values with
// everything off, empty and at its least. Must not know any setting's name.
import type { ZodType } from 'zod';
import type { $ZodType, $ZodTypes } from 'zod/v4/core';
import type { Json, JsonMap } from '../../generator/engine/json.ts';
import { checksOf, choicesOf, factsOf, propertiesOf } from '../../generator/engine/schema-facts.ts';

type Make = (schema: $ZodType) => Json | undefined;

function mapOf(schema: $ZodTypes, make: Make): JsonMap {
  const entries = propertiesOf(schema).map(([key, property]) => [key, make(property)] as const);
  return Object.fromEntries(
    entries.filter((entry): entry is readonly [string, Json] => entry[1] !== undefined),
  );
}

const exampleOrDefault = (schema: $ZodType): Json | undefined => {
  const { meta, defaultValue } = factsOf(schema);
  return meta.examples?.[0] ?? defaultValue;
};

function rich(schema: $ZodType): Json | undefined {
  const { inner } = factsOf(schema);
  const { type } = inner._zod.def;
  if (type === 'object') return mapOf(inner, rich);
  if (type === 'boolean') return true;
  if (type === 'array') {
    const { element } = inner._zod.def;
    return factsOf(element).inner._zod.def.type === 'object' ? [rich(element)!] : exampleOrDefault(schema);
  }
  return exampleOrDefault(schema) ?? choicesOf(inner)?.[0];
}

function bare(schema: $ZodType): Json | undefined {
  const { inner, optional, defaultValue } = factsOf(schema);
  if (optional) return undefined;
  const { type } = inner._zod.def;
  if (type === 'object') return mapOf(inner, bare);
  if (type === 'boolean') return false;
  const choices = choicesOf(inner);
  if (choices !== undefined) return choices.at(-1);
  const least = leastOf(inner);
  return least !== undefined && (inner as unknown as ZodType).safeParse(least).success ? least : defaultValue;
}

const boundOf = (schema: $ZodTypes, name: string): number | undefined =>
  (checksOf(schema).find(({ check }) => check === name) as { value?: number } | undefined)?.value;

const least: Readonly<Record<string, (schema: $ZodTypes) => Json>> = {
  number: (schema) => boundOf(schema, 'greater_than') ?? 0,
  string: () => '',
  array: () => [],
  record: () => ({}),
};

const leastOf = (schema: $ZodTypes): Json | undefined => least[schema._zod.def.type]?.(schema);

/** Every key present, every switch on, one item in each list. It may break rules. */
export const richValues = (schema: ZodType): JsonMap => rich(schema) as JsonMap;

/** Every switch off, every list and text empty, every number at its least. It may break rules. */
export const bareValues = (schema: ZodType): JsonMap => bare(schema) as JsonMap;
