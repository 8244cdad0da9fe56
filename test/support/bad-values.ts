// From sound values to wrong ones: keys too many in the closed maps of a schema, and values of a wrong type
// at any path. Must not know any setting's name.
import type { ZodType } from 'zod';
import type { $ZodType } from 'zod/v4/core';
import { isMap, type Json, type JsonMap } from '../../generator/engine/json.ts';
import { factsOf, propertiesOf } from '../../generator/engine/schema-facts.ts';

export type Path = readonly (string | number)[];

const escapeStep = (step: PropertyKey): string => String(step).replaceAll('~', '~0').replaceAll('/', '~1');

/** `/hpa/scaleUp`, as JSON Schema validators name a place; empty for the root. */
export const pointer = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${escapeStep(step)}`).join('');

/** The same values but for what `change` makes of the value at each path. */
export function mapValues(value: Json, change: (value: Json, path: Path) => Json, path: Path = []): Json {
  const changed = change(value, path);
  if (Array.isArray(changed)) return changed.map((item, at) => mapValues(item, change, [...path, at]));
  if (!isMap(changed)) return changed;
  return Object.fromEntries(
    Object.entries(changed).map(([key, item]) => [key, mapValues(item, change, [...path, key])]),
  );
}

export interface ClosedMap {
  readonly path: Path;
  readonly keys: readonly string[];
}

function closedMapsBelow(schema: $ZodType, value: Json | undefined, path: Path): readonly ClosedMap[] {
  const { inner } = factsOf(schema);
  if (Array.isArray(value)) {
    const { element } = inner._zod.def as unknown as { element: $ZodType };
    return value.flatMap((item, at) => closedMapsBelow(element, item, [...path, at]));
  }
  const properties = propertiesOf(inner);
  if (!isMap(value) || properties.length === 0) return [];
  const below = properties.flatMap(([key, property]) =>
    closedMapsBelow(property, value[key], [...path, key]),
  );
  return [{ path, keys: properties.map(([key]) => key) }, ...below];
}

/** Every map of these values whose keys the schema lists; free-form maps are not among them. */
export const closedMaps = (schema: ZodType, values: JsonMap): readonly ClosedMap[] =>
  closedMapsBelow(schema, values, []);

/** The values with more keys in their closed maps, each with a value that would be sound anywhere. */
export function withKeys(
  values: JsonMap,
  maps: readonly ClosedMap[],
  extra: (map: ClosedMap) => readonly string[],
): JsonMap {
  const byPlace = new Map(maps.map((map) => [pointer(map.path), map]));
  return mapValues(values, (value, path) => {
    const map = byPlace.get(pointer(path));
    if (map === undefined || !isMap(value)) return value;
    return { ...value, ...Object.fromEntries(extra(map).map((key) => [key, 1])) };
  }) as JsonMap;
}

/** One value of each type that YAML has. */
export const valuesByType: Readonly<Record<string, Json>> = {
  text: 'text',
  integer: 7,
  fraction: 1.5,
  boolean: true,
  null: null,
  list: [],
  map: {},
};

/** The type of a value, by its name in `valuesByType`. */
export function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (isMap(value)) return 'map';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'fraction';
  return typeof value === 'string' ? 'text' : 'boolean';
}

/** Every path of these values below the root: of the scalars, and of the maps and lists that hold them. */
export function pathsOf(values: JsonMap): {
  readonly leaves: readonly Path[];
  readonly groups: readonly Path[];
} {
  const leaves: Path[] = [];
  const groups: Path[] = [];
  mapValues(values, (value, path) => {
    const isGroup = typeof value === 'object' && value !== null;
    if (path.length > 0) (isGroup ? groups : leaves).push(path);
    return value;
  });
  return { leaves, groups };
}
