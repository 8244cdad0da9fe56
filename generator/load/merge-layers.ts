// Layers of values merged as Helm merges them: `-f a -f b`, file by file.
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
