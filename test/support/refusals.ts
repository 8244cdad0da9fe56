// What each judge of values refuses, in one form: the keys that are too many, and the places where something
// is wrong. Must not know any chart.
import type { ErrorObject } from 'ajv';
import type { ZodType } from 'zod';
import type { Json } from '../../generator/engine/json.ts';
import { pointer } from './bad-values.ts';

export interface Refusals {
  /** `/place key` for each key that is too many. */
  readonly keys: ReadonlySet<string>;
  /** `/place` where a value is wrong, or missing. */
  readonly places: ReadonlySet<string>;
}

/** Of ajv, run with `allErrors`. */
export function refusalsOfAjv(errors: readonly ErrorObject[]): Refusals {
  const keys = new Set<string>();
  const places = new Set<string>();
  for (const { keyword, instancePath, params } of errors) {
    if (keyword === 'additionalProperties') keys.add(`${instancePath} ${params.additionalProperty}`);
    else
      places.add(
        keyword === 'required' ? `${instancePath}${pointer([params.missingProperty])}` : instancePath,
      );
  }
  return { keys, places };
}

/** Of the typed schema. */
export function refusalsOfZod(schema: ZodType, values: Json): Refusals {
  const keys = new Set<string>();
  const places = new Set<string>();
  for (const issue of schema.safeParse(values).error?.issues ?? []) {
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys) keys.add(`${pointer(issue.path)} ${key}`);
    else places.add(pointer(issue.path));
  }
  return { keys, places };
}

const quoted = (text: string): readonly string[] => [...text.matchAll(/'([^']*)'/g)].map(([, name]) => name!);

/** Of Helm, which writes one line a place, and on it every key that is too many or missing there. */
export function refusalsOfHelm(stderr: string): Refusals {
  const keys = new Set<string>();
  const places = new Set<string>();
  for (const [, place, complaint] of stderr.matchAll(/at '([^']*)': (.*)/g)) {
    if (complaint!.startsWith('additional propert'))
      for (const key of quoted(complaint!)) keys.add(`${place} ${key}`);
    else if (complaint!.startsWith('missing propert')) {
      for (const key of quoted(complaint!)) places.add(`${place}${pointer([key])}`);
    } else if (complaint !== 'validation failed') places.add(place!);
  }
  return { keys, places };
}
