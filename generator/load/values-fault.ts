// What is wrong with one value, before it has a place in a file; and the words for values and types.
// Must not know any setting's name.
import type { $ZodType } from 'zod/v4/core';
import type { Code } from '../codes.ts';
import { formatPath } from '../diagnostic.ts';
import { choicesOf, factsOf, typeInWords } from '../engine/index.ts';
import { concealText, isSecretPath } from '../secrets.ts';
import type { JsonMap } from './merge-layers.ts';
import type { Json } from './node-data.ts';
import { settingAt } from './schema-walk.ts';

export interface Fault {
  readonly code: Code;
  readonly path: readonly PropertyKey[];
  /** What to point at; for a missing key, the nearest map around it that was written. */
  readonly at: 'key' | 'value' | 'parent';
  readonly message: string;
  readonly hint?: string | undefined;
  readonly cure?: string | undefined;
  /** The key that was meant, for an unknown one. */
  readonly meant?: string | undefined;
  /** The setting that an unknown key would be in its rightful place. */
  readonly belongs?: readonly string[] | undefined;
}

/** What other tools call a setting, in small letters → the settings that it may be here. */
export type OtherNames = ReadonlyMap<string, readonly string[]>;

/** What is needed to find words for an issue. */
export interface Judgement {
  readonly root: $ZodType;
  readonly data: JsonMap;
  /** A scalar's text as typed, "1.10" where the data is 1.1. */
  readonly sourceOf: (path: readonly PropertyKey[]) => string | undefined;
  readonly otherNames: OtherNames;
}

const longestShown = 60;

/** The path as people write it; the top of the file has a name, too. */
export const nameOf = (path: readonly PropertyKey[]): string =>
  path.length === 0 ? 'The file' : formatPath(path);

/** The command that explains the setting at a path of the data; a key that a person chose is none. */
export const explainCommand = (judgement: Judgement, path: readonly PropertyKey[]): string =>
  explainSetting(settingAt(judgement.root, path, judgement.data));

/** The command that explains the setting of that name; empty for the top. */
export const explainSetting = (names: readonly string[]): string =>
  names.length === 0 ? 'chartwright explain' : `chartwright explain ${formatPath(names)}`;

const short = (text: string): string =>
  text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;

/** A value in a sentence: `the number 1.10`, `the text "six"`, `a list`; a secret's kind only. */
export function valueInWords(value: Json, path: readonly PropertyKey[], source?: string): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (isSecretPath(path)) return typeof value === 'string' ? 'the text given' : `the ${typeof value} given`;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return `the number ${short(source ?? String(value))}`;
  // Concealed before it is cut: half a key is still half a key.
  return `the text ${JSON.stringify(short(concealText(value, path.at(-1))))}`;
}

/** The values that may be chosen from: `one of "high", "none"`. */
export const choicesInWords = (choices: readonly unknown[]): string =>
  `${choices.length > 1 ? 'one of ' : ''}${choices.map(asTyped).join(', ')}`;

/** The type that a schema asks for, in a sentence, with its unit: `a whole number (pods)`. */
export function wantedInWords(schema: $ZodType): string {
  const { inner, meta } = factsOf(schema);
  const choices = choicesOf(inner);
  if (choices !== undefined) return choicesInWords(choices);
  const words = typeInWords(schema).replace(/\bgroup(s?)\b/g, 'map$1 of settings');
  const { unit } = meta;
  const article = /^(?:text|true)/.test(words) ? '' : 'a ';
  return `${article}${words}${unit === undefined ? '' : ` (${unit})`}`;
}

/** A value as it is typed in YAML, on one line. */
export const asTyped = (value: unknown): string => JSON.stringify(value);

/** The cure that the schema's author wrote, or an example, or where to read more. */
export function cureOf(
  judgement: Judgement,
  path: readonly PropertyKey[],
  schema: $ZodType | undefined,
): string {
  const meta = schema === undefined ? {} : factsOf(schema).meta;
  if (meta.cure !== undefined) return meta.cure;
  const [example] = meta.examples ?? [];
  const key = path.findLast((step) => typeof step === 'string');
  const command = explainCommand(judgement, path);
  if (example === undefined || key === undefined) return command;
  return `Write for example ${formatPath([key])}: ${asTyped(example)} (${command})`;
}
