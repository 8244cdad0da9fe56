// Takes out the nulls by which a person removes something that may be absent: Helm deletes those keys.
// A null over a default is left in, because taking the default away is an error; so is one in a part that
// is laid over a whole, which would take away what others need. Knows no setting's name.
import type { $ZodType } from 'zod/v4/core';
import { factsOf, isPartial } from '../engine/index.ts';
import { isJsonMap, type JsonMap } from './merge-layers.ts';
import type { Json } from './node-data.ts';
import { entrySchema, judgeOf } from './schema-walk.ts';

function hasNull(value: Json): boolean {
  if (value === null) return true;
  if (typeof value !== 'object') return false;
  for (const entry of Array.isArray(value) ? value : Object.values(value)) if (hasNull(entry)) return true;
  return false;
}

function mayBeAbsent(map: $ZodType, value: JsonMap, key: string): boolean {
  if (judgeOf(map, value)._zod.def.type === 'record') return true;
  const schema = entrySchema(map, key, value);
  if (schema === undefined) return false;
  const { optional, hasDefault } = factsOf(schema);
  return optional && !hasDefault && !isPartial(schema);
}

function dropIn(schema: $ZodType | undefined, value: Json): Json {
  if (schema === undefined || isPartial(schema) || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.map((item, index) => dropIn(entrySchema(schema, index, value), item));
  const kept = Object.entries(value).filter(
    ([key, entry]) => entry !== null || !mayBeAbsent(schema, value, key),
  );
  return Object.fromEntries(
    kept.map(([key, entry]) => [key, dropIn(entrySchema(schema, key, value), entry)]),
  );
}

/** The data without nulls at optional keys and in records; the same object when there is nothing to drop. */
export function dropNulls(schema: $ZodType, data: JsonMap): JsonMap {
  if (!hasNull(data)) return data;
  const dropped = dropIn(schema, data);
  return isJsonMap(dropped) ? dropped : data;
}
