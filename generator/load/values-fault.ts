// What is wrong with one value, before it has a place in a file; and the words for values and types.
// Must not know any setting's name.
import type { $ZodType } from 'zod/v4/core';
import type { Code } from '../codes.ts';
import { formatPath } from '../diagnostic.ts';
import { choicesOf, factsOf, typeInWords } from '../engine/schema-facts.ts';
import type { JsonMap } from './merge-layers.ts';
import type { Json } from './node-data.ts';
import { isSecretPath } from './secret-paths.ts';

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
}

/** What is needed to find words for an issue. */
export interface Judgement {
  readonly root: $ZodType;
  readonly data: JsonMap;
  /** A scalar's text as typed, "1.10" where the data is 1.1. */
  readonly sourceOf: (path: readonly PropertyKey[]) => string | undefined;
}

const longestShown = 60;

/** The path as people write it; the top of the file has a name, too. */
export const nameOf = (path: readonly PropertyKey[]): string =>
  path.length === 0 ? 'The file' : formatPath(path);

/** The command that explains a setting; positions in lists are not part of its name. */
export function explainCommand(path: readonly PropertyKey[]): string {
  const name = formatPath(path.filter((step) => typeof step !== 'number'));
  return name === '' ? 'chartwright explain' : `chartwright explain ${name}`;
}

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
  return `the text ${JSON.stringify(short(value))}`;
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
export function cureOf(schema: $ZodType | undefined, path: readonly PropertyKey[]): string {
  const meta = schema === undefined ? {} : factsOf(schema).meta;
  if (meta.cure !== undefined) return meta.cure;
  const [example] = meta.examples ?? [];
  const key = path.findLast((step) => typeof step === 'string');
  if (example === undefined || key === undefined) return explainCommand(path);
  return `Write for example ${formatPath([key])}: ${asTyped(example)} (${explainCommand(path)})`;
}
