// Which layer, and which line of it, a merged value came from. Must not know which keys exist.
import type { Span } from './finding.ts';
import { isJsonMap } from './merge-layers.ts';
import type { Json } from './node-data.ts';
import type { YamlFile } from './read-yaml.ts';

/** Where a value was written. An item of a list has no key. */
export interface Origin {
  readonly file: string;
  readonly key?: Span;
  readonly value?: Span;
  /** A scalar's text as typed, without quotes. */
  readonly source?: string;
}

/** `has`: the path is there; `hides`: something shorter that is no map replaces all layers below. */
function reach(data: Json, path: readonly PropertyKey[]): 'has' | 'hides' | 'lacks' {
  let value: Json | undefined = data;
  let inList = false;
  for (const step of path) {
    if (Array.isArray(value)) {
      value = value[Number(step)];
      inList = true;
    } else if (isJsonMap(value)) {
      value = Object.hasOwn(value, String(step)) ? value[String(step)] : undefined;
    } else return 'hides';
    if (value === undefined) return inList ? 'hides' : 'lacks';
  }
  return 'has';
}

/**
 * The origin of the entry at a path of the merged data, asking the last layer first; for a map, the last
 * layer that says something about it. Undefined when the path was not written anywhere.
 */
export function originOf(layers: readonly YamlFile[], path: readonly PropertyKey[]): Origin | undefined {
  for (const layer of layers.toReversed()) {
    const found = layer.data === null ? 'lacks' : reach(layer.data, path);
    if (found === 'hides') return undefined;
    if (found === 'has') return { file: layer.file, ...layer.locate(path) };
  }
  return undefined;
}
