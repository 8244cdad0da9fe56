// Layers of values merged as Helm merges them: `-f a -f b` file by file, and then the chart's defaults.
// Learnt from Helm 4.3.1's behaviour and held to it by a test with the real program.
// Must not know files, nor which keys exist.
import type { Json } from './node-data.ts';

export type JsonMap = { [key: string]: Json };

/** Whether a value is a map, not a list, a scalar or null. */
export function isJsonMap(value: Json | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mergeTwo(below: JsonMap, above: JsonMap): JsonMap {
  const merged: JsonMap = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const present = Object.hasOwn(below, key) ? below[key] : undefined;
    merged[key] = isJsonMap(value) && isJsonMap(present) ? mergeTwo(present, value) : value;
  }
  return merged;
}

/**
 * What `-f first -f second …` gives: maps merge deeply, lists and scalars replace, and a null stays as a
 * value that overrides (a map after it is taken as it is). Nothing given is changed.
 */
export function mergeLayers(layers: readonly JsonMap[]): JsonMap {
  const [first, ...others] = layers;
  return others.reduce(mergeTwo, first ?? {});
}

function withoutNulls(map: JsonMap): JsonMap {
  const kept = Object.entries(map).filter(([, value]) => value !== null);
  return Object.fromEntries(
    kept.map(([key, value]) => [key, isJsonMap(value) ? withoutNulls(value) : value]),
  );
}

/**
 * What a chart without subcharts sees: the values over the chart's defaults. A null deletes the default
 * of its key; a null whose key has no default stays null. Nulls among the defaults count for nothing,
 * but at the top they still let a null of the values delete its key.
 */
export function coalesce(values: JsonMap, defaults: JsonMap): JsonMap {
  const result: JsonMap = {};
  for (const [key, value] of Object.entries(values)) {
    const standard = Object.hasOwn(defaults, key) ? defaults[key] : undefined;
    if (value === null && standard !== undefined) continue;
    result[key] = isJsonMap(value) && isJsonMap(standard) ? coalesce(value, withoutNulls(standard)) : value;
  }
  for (const [key, standard] of Object.entries(defaults)) {
    if (standard === null || Object.hasOwn(values, key)) continue;
    result[key] = isJsonMap(standard) ? withoutNulls(standard) : standard;
  }
  return result;
}
