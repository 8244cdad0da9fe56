// A path of an environment file in words, with the value and its origin where a file is given.
import type { z } from 'zod';
import { describeSchema, type Json, type SettingRow } from '../engine/index.ts';
import type { LoadedFile } from '../load/load-environment.ts';
import { nearest } from '../load/suggest-key.ts';
import type { ExplainedSetting } from '../print/explanation.ts';
import { concealText, isSecretPath } from '../secrets.ts';
import type { Explanation } from './product.ts';

const show = (value: Json | undefined): string | undefined =>
  value === undefined ? undefined : JSON.stringify(value);

/** `regions[0].role` and `regions.role` ask for the same setting as `regions[].role`. */
const nameOf = (path: string): string => path.replaceAll(/\[\d*\]/g, '');

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.')));

const isMapOf = ({ type }: SettingRow): boolean => type.startsWith('map of ');

/** The map that holds an entry of that name, whose keys a person chose. */
const mapAround = (rows: readonly SettingRow[], name: string): SettingRow | undefined =>
  rows.find((row) => isMapOf(row) && name.startsWith(`${nameOf(row.path)}.`));

function valueAt(data: Json, path: readonly string[]): Json | undefined {
  let value: Json | undefined = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, Json>>)[key];
  }
  return value;
}

/** Where the value was written; a default was written nowhere. */
function originText(loaded: LoadedFile, path: readonly string[]): string {
  const origin = loaded.origin(path);
  const span = origin?.value ?? origin?.key;
  return origin === undefined || span === undefined ? 'the default' : `${origin.file}:${span.line}`;
}

function textOf(row: SettingRow, loaded: LoadedFile | undefined): ExplainedSetting {
  const steps = row.path.split('.');
  const value =
    loaded === undefined || row.type === 'group'
      ? undefined
      : (valueAt(loaded.data as Json, steps) ?? row.default);
  const shown = isSecretPath(steps) ? 'not shown' : concealText(show(value) ?? '', steps.at(-1)) || undefined;
  return {
    path: row.path,
    type: row.type,
    description: row.description,
    unit: row.unit,
    default: show(row.default),
    example: show(row.example),
    constraints: row.constraints.join('; '),
    ...(loaded === undefined || shown === undefined
      ? {}
      : { value: shown, origin: originText(loaded, steps) }),
  };
}

/** The setting and those directly below it; or, where there is none of that path, what was perhaps meant. */
export function explainSetting(schema: z.ZodType, path: string, loaded: LoadedFile | undefined): Explanation {
  const rows = describeSchema(schema);
  const name = nameOf(path);
  const own = rows.filter((row) => nameOf(row.path) === name);
  const below = rows.filter((row) => parentOf(nameOf(row.path)) === name);
  if (path === '') {
    const top: ExplainedSetting = {
      path: 'an environment file',
      type: 'group',
      description: 'One environment: where it runs, and the settings of its charts.',
    };
    return { settings: [top, ...below.map((row) => textOf(row, loaded))], suggestions: [] };
  }
  if (own.length > 0)
    return { settings: [...own, ...below].map((row) => textOf(row, loaded)), suggestions: [] };
  const around = mapAround(rows, name);
  if (around !== undefined) return { settings: [textOf(around, loaded)], suggestions: [] };
  const last = path.split('.').at(-1) ?? '';
  const sameName = rows.filter((row) => row.path.split('.').at(-1) === last).map((row) => row.path);
  const close = nearest(
    path,
    rows.map((row) => row.path),
  );
  return { settings: [], suggestions: [...new Set([...(close === undefined ? [] : [close]), ...sameName])] };
}
