// Where a person wrote what stands at a path of the umbrella's values. Must not know any rule, nor a file's
// format.

import { formatPath } from '../diagnostic.ts';
import type { LoadedFile } from '../load/load-environment.ts';

type Path = readonly PropertyKey[];

/** A place in a file; line 0 where nobody wrote any of it. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly path: string;
}

const ofEnvironment = new Set(['availability', 'clusterDomain']);
const ofRegion = new Set(['zones', 'role']);

/** Where the environment's file may say it: the region's override first. @param index of the region. */
export function placesOf(path: readonly string[], index: number): readonly Path[] {
  const [first, second = ''] = path;
  if (first === 'global' && ofRegion.has(second)) return [['regions', index, second]];
  if (first === 'region') return [['regions', index, second]];
  if (first === 'global' && ofEnvironment.has(second)) return [[second]];
  const steps = path.filter((step) => step !== '*');
  return [['regions', index, 'overrides', ...steps], steps];
}

const derived = new RegExp(
  `\\b(?:global\\.(${[...ofEnvironment, ...ofRegion].join('|')})|region\\.(name))\\b`,
  'g',
);

/** A sentence about the chart's values in the words of an environment's file, which writes some elsewhere. */
export const inWordsOfFile = (sentence: string): string =>
  sentence.replace(derived, (_path, key?: string, ofOne?: string) =>
    ofOne !== undefined || ofRegion.has(key ?? '') ? `regions[].${ofOne ?? key}` : (key as string),
  );

/** The first of these paths that stands anywhere; failing that, the nearest map around the likeliest. */
export function firstPlace(paths: readonly Path[], loaded: LoadedFile): Place {
  for (const path of paths) {
    const origin = loaded.origin(path);
    const span = origin?.value ?? origin?.key;
    if (origin !== undefined && span !== undefined)
      return { file: origin.file, ...span, path: formatPath(path) };
  }
  const named = paths.find((path) => path[0] !== 'regions') ?? paths[0] ?? [];
  for (let depth = named.length - 1; depth > 0; depth--) {
    const origin = loaded.origin(named.slice(0, depth));
    if (origin?.key !== undefined) return { file: origin.file, ...origin.key, path: formatPath(named) };
  }
  return { file: loaded.file, line: 0, column: 0, length: 0, path: formatPath(named) };
}
