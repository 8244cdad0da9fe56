// Every path of loaded data by its name, for findings that carry no more than the name. Must not know any
// setting's name.
import { formatPath } from '../diagnostic.ts';
import { isJsonMap } from './merge-layers.ts';
import type { Json } from './node-data.ts';

type Path = readonly PropertyKey[];

function collect(value: Json, path: Path, paths: Map<string, Path>): void {
  paths.set(formatPath(path), path);
  const entries = Array.isArray(value) ? value.entries() : isJsonMap(value) ? Object.entries(value) : [];
  for (const [step, entry] of entries) collect(entry, [...path, step], paths);
}

/** `api.hpa.minReplicas` → its steps, for all that stands in the data. */
export function writtenPaths(data: Json): ReadonlyMap<string, Path> {
  const paths = new Map<string, Path>();
  collect(data, [], paths);
  return paths;
}
