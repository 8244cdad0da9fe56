// Finds one's way in a Zod schema along a path of data: which schema judges a value, which keys stand
// beside it, and where else a key exists. Must not know any setting's name.
import type { $ZodType, $ZodTypes } from 'zod/v4/core';
import { factsOf, propertiesOf } from '../engine/index.ts';
import { isJsonMap } from './merge-layers.ts';
import type { Json } from './node-data.ts';

const innerOf = (schema: $ZodType): $ZodTypes => factsOf(schema).inner;

/** Whether a literal, an enum or a plain type could judge this value at all; maps by their discriminator. */
function accepts(option: $ZodType, value: Json, discriminator: string | undefined): boolean {
  const def = innerOf(option)._zod.def;
  if (!isJsonMap(value)) return def.type !== 'object' && def.type !== 'record';
  if (def.type === 'record') return true;
  if (def.type !== 'object') return false;
  if (discriminator === undefined) return true;
  const wanted = def.shape[discriminator];
  const values = wanted && (innerOf(wanted)._zod.values as ReadonlySet<unknown> | undefined);
  return values?.has(value[discriminator]) ?? false;
}

/** The schema with its wrappers off; of a union, the option that the value is meant for. */
export function judgeOf(schema: $ZodType, value: Json): $ZodTypes {
  const inner = innerOf(schema);
  const def = inner._zod.def;
  if (def.type !== 'union') return inner;
  const discriminator = 'discriminator' in def ? String(def.discriminator) : undefined;
  const option = def.options.find((candidate) => accepts(candidate, value, discriminator));
  return option === undefined ? inner : judgeOf(option, value);
}

/** The schema of one entry of a map or list; undefined when there is none of that key. */
export function entrySchema(schema: $ZodType, step: PropertyKey, value: Json): $ZodType | undefined {
  const def = judgeOf(schema, value)._zod.def;
  if (def.type === 'object') return Object.hasOwn(def.shape, step) ? def.shape[step as string] : undefined;
  if (def.type === 'record') return def.valueType;
  if (def.type === 'array') return def.element;
  return def.type === 'tuple' ? (def.items[Number(step)] ?? def.rest ?? undefined) : undefined;
}

/** The value at a path of the data; undefined when the path is not there. */
export function valueAt(data: Json, path: readonly PropertyKey[]): Json | undefined {
  let value: Json | undefined = data;
  for (const step of path) {
    if (Array.isArray(value)) value = value[Number(step)];
    else if (isJsonMap(value) && Object.hasOwn(value, step)) value = value[String(step)];
    else return undefined;
  }
  return value;
}

/** The schema that judges the value at a path of the data. */
export function schemaAt(root: $ZodType, path: readonly PropertyKey[], data: Json): $ZodType | undefined {
  let schema: $ZodType | undefined = root;
  for (const [depth, step] of path.entries()) {
    if (schema === undefined) return undefined;
    schema = entrySchema(schema, step, valueAt(data, path.slice(0, depth)) ?? null);
  }
  return schema;
}

/** The names of the setting at a path: without positions in lists, and no longer than the schema knows it. */
export function settingAt(root: $ZodType, path: readonly PropertyKey[], data: Json): readonly string[] {
  const names: string[] = [];
  let schema: $ZodType = root;
  for (const [depth, step] of path.entries()) {
    const value = valueAt(data, path.slice(0, depth)) ?? null;
    const next = entrySchema(schema, step, value);
    if (next === undefined || judgeOf(schema, value)._zod.def.type === 'record') break;
    if (typeof step === 'string') names.push(step);
    schema = next;
  }
  return names;
}

/** The keys that a map may have here, those of every option of a union; empty where keys are free. */
export function keysAt(schema: $ZodType, value: Json): readonly string[] {
  const judge = judgeOf(schema, value);
  const def = judge._zod.def;
  if (def.type === 'union') return def.options.flatMap((option) => keysAt(option, value));
  return propertiesOf(judge).map(([key]) => key);
}

type Places = ReadonlyMap<string, readonly (readonly string[])[]>;

const placesOfRoots = new WeakMap<$ZodType, Places>();

function collect(schema: $ZodType, path: readonly string[], places: Map<string, string[][]>): void {
  const inner = innerOf(schema);
  const def = inner._zod.def;
  if (def.type === 'array') collect(def.element, path, places);
  if (def.type === 'union') for (const option of def.options) collect(option, path, places);
  for (const [key, property] of propertiesOf(inner)) {
    const here = [...path, key];
    places.set(key, [...(places.get(key) ?? []), here]);
    // A schema that contains itself would go on for ever.
    if (here.length < 16) collect(property, here, places);
  }
}

/** Every place of the schema at which a key exists, through lists and unions. */
export function placesOf(root: $ZodType, key: string): readonly (readonly string[])[] {
  let places = placesOfRoots.get(root);
  if (places === undefined) {
    const found = new Map<string, string[][]>();
    collect(root, [], found);
    places = found;
    placesOfRoots.set(root, places);
  }
  return places.get(key) ?? [];
}
