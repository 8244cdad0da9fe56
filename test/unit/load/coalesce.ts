// Helm's second step, for the tests that compare with Helm: the merged values over a chart's defaults. The
// generator leaves that step to the schema, whose defaults are the chart's.
import { isJsonMap, type JsonMap } from '../../../generator/load/merge-layers.ts';

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
