// What a Zod schema says about a setting, in words that a person reads: its metadata through all
// wrappers, its default, its type and its bounds. Must not know any setting's name.
import { globalRegistry, type ZodType } from 'zod';
import type { $ZodCheckDef, $ZodType, $ZodTypes } from 'zod/v4/core';
import type { Json } from './json.ts';

/** What authors write in `.meta()`; `words` says in words what a pattern asks for, `cure` what to type. */
export interface SettingMeta {
  readonly title?: string;
  readonly description?: string;
  readonly unit?: string;
  readonly words?: string;
  readonly cure?: string;
  readonly examples?: readonly Json[];
  /** The JSON Schema that a refinement amounts to; anything that matches it is refused. */
  readonly not?: unknown;
  /** `false` where a key's name looks like a secret's content and its text is none. */
  readonly secret?: false;
}

interface SettingFacts {
  /** The schema with every wrapper taken off. */
  readonly inner: $ZodTypes;
  readonly optional: boolean;
  readonly hasDefault: boolean;
  readonly defaultValue: Json | undefined;
  readonly meta: SettingMeta;
}

const wrappers = new Set(['default', 'prefault', 'optional', 'nonoptional', 'nullable', 'readonly', 'catch']);

/** The inner schema, the default and the metadata of a schema; outer metadata wins over inner. */
export function factsOf(schema: $ZodType): SettingFacts {
  let current = schema as $ZodTypes;
  let optional = false;
  let hasDefault = false;
  let defaultValue: Json | undefined;
  let meta: SettingMeta = metaOf(current);
  while (wrappers.has(current._zod.def.type)) {
    const def = current._zod.def as { type: string; innerType: $ZodType; defaultValue?: unknown };
    if (def.type === 'optional') optional = true;
    if ((def.type === 'default' || def.type === 'prefault') && !hasDefault) {
      hasDefault = true;
      defaultValue = def.defaultValue as Json;
    }
    current = def.innerType as $ZodTypes;
    meta = { ...metaOf(current), ...meta };
  }
  return { inner: current, optional, hasDefault, defaultValue, meta };
}

const metaOf = (schema: $ZodType): SettingMeta =>
  (globalRegistry.get(schema as ZodType) as SettingMeta) ?? {};

/** The keys of an object schema with their schemas, in the order they were written; empty for others. */
export function propertiesOf(schema: $ZodTypes): readonly (readonly [string, $ZodType])[] {
  return schema._zod.def.type === 'object' ? Object.entries(schema._zod.def.shape) : [];
}

/** The values that may be chosen from, for an enum, a literal or a union of literals. */
export function choicesOf(schema: $ZodTypes): readonly Json[] | undefined {
  const def = schema._zod.def;
  if (def.type === 'enum') return Object.values(def.entries);
  if (def.type === 'literal') return def.values as Json[];
  if (def.type !== 'union') return undefined;
  const parts = def.options.map((option) => choicesOf(factsOf(option).inner));
  return parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? []);
}

/** The checks of a schema (bounds, patterns), the format that the type itself carries included. */
export function checksOf(schema: $ZodTypes): readonly SettingCheck[] {
  const def = schema._zod.def as { check?: string; checks?: readonly { _zod: { def: SettingCheck } }[] };
  const own = def.check === undefined ? [] : [def as unknown as SettingCheck];
  return [...own, ...(def.checks ?? []).map((check) => check._zod.def)];
}

// The checks are read one by one because the summary that Zod keeps (`bag`) is empty since 4.6.
/** One check of a schema: its name, and whichever of the fields it has. */
export interface SettingCheck extends $ZodCheckDef {
  readonly value?: number;
  readonly inclusive?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly length?: number;
  readonly format?: string;
  readonly pattern?: RegExp;
}

// Of several bounds of one kind the tightest holds: `DnsLabel.max(20)` keeps the label's own 63 as well.
const tightest: Readonly<Record<string, (check: SettingCheck) => number>> = {
  greater_than: ({ value = 0 }) => -value,
  less_than: ({ value = 0 }) => value,
  min_length: ({ minimum = 0 }) => -minimum,
  max_length: ({ maximum = 0 }) => maximum,
};

/** The check of a kind that holds, or undefined. */
export function checkOf(schema: $ZodTypes, name: string): SettingCheck | undefined {
  const found = checksOf(schema).filter((check) => check.check === name);
  const order = tightest[name] ?? (() => 0);
  return found.sort((a, b) => order(a) - order(b))[0];
}

/** The patterns that a string must match, those of formats such as `z.ipv4()` included. */
export const patternsOf = (schema: $ZodTypes): readonly RegExp[] =>
  checksOf(schema).flatMap(({ pattern }) => (pattern === undefined ? [] : [pattern]));

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'true or false',
  object: 'group',
};

/** The type in words: `whole number`, `text`, `list of text`, `one of "a", "b"`. */
export function typeInWords(schema: $ZodType): string {
  const { inner } = factsOf(schema);
  const def = inner._zod.def;
  if (choicesOf(inner) !== undefined) return 'choice';
  if (def.type === 'number') return checksOf(inner).some(isWholeNumber) ? 'whole number' : 'number';
  if (def.type === 'array') return `list of ${pluralOf(typeInWords(def.element))}`;
  if (def.type === 'record') return `map of ${pluralOf(typeInWords(def.valueType))}`;
  if (def.type === 'union') return [...new Set(def.options.map(typeInWords))].join(' or ');
  return typeWords[def.type] ?? def.type;
}

const pluralOf = (word: string): string =>
  word.endsWith('number') || word === 'group' || word === 'choice' ? `${word}s` : word;

const isWholeNumber = (check: SettingCheck): boolean =>
  check.check === 'number_format' && /int/.test(check.format ?? '');

/** The bounds in words: `from 1 to 100`, `one of a, b`, `at least 1 item`, and what the text must look like. */
export function constraintsOf(schema: $ZodType): readonly string[] {
  const { inner, meta } = factsOf(schema);
  const def = inner._zod.def;
  const choices = choicesOf(inner);
  if (choices !== undefined) return [`one of ${choices.join(', ')}`];
  const words: string[] = [];
  if (def.type === 'number') words.push(...rangeInWords(inner), ...stepsInWords(inner));
  if (def.type === 'string' || def.type === 'array') {
    words.push(...sizeInWords(inner, def.type === 'array' ? 'item' : 'character'));
  }
  words.push(...formInWords(patternsOf(inner), meta));
  if (def.type === 'array') words.push(...eachOf('item', def.element));
  if (def.type === 'record') words.push(...eachOf('value', def.valueType));
  return words;
}

function eachOf(noun: string, schema: $ZodType): readonly string[] {
  const words = constraintsOf(schema).join('; ');
  return words === '' ? [] : [`each ${noun}: ${words}`];
}

function rangeInWords(schema: $ZodTypes): readonly string[] {
  const lower = checkOf(schema, 'greater_than');
  const upper = checkOf(schema, 'less_than');
  if (lower?.inclusive && upper?.inclusive) return [`from ${lower.value} to ${upper.value}`];
  return [
    ...(lower ? [`${lower.inclusive ? 'at least' : 'more than'} ${lower.value}`] : []),
    ...(upper ? [`${upper.inclusive ? 'at most' : 'less than'} ${upper.value}`] : []),
  ];
}

function stepsInWords(schema: $ZodTypes): readonly string[] {
  const step = checkOf(schema, 'multiple_of')?.value;
  return step === undefined ? [] : [`a multiple of ${step}`];
}

function sizeInWords(schema: $ZodTypes, noun: string): readonly string[] {
  const exact = checkOf(schema, 'length_equals')?.length;
  const minimum = exact ?? checkOf(schema, 'min_length')?.minimum ?? 0;
  const maximum = exact ?? checkOf(schema, 'max_length')?.maximum;
  const count = (size: number): string => `${size} ${noun}${size === 1 ? '' : 's'}`;
  if (maximum === undefined) return minimum > 0 ? [`at least ${count(minimum)}`] : [];
  if (minimum === maximum) return [`exactly ${count(maximum)}`];
  return [minimum > 0 ? `from ${minimum} to ${count(maximum)}` : `at most ${count(maximum)}`];
}

function formInWords(patterns: readonly RegExp[], meta: SettingMeta): readonly string[] {
  if (patterns.length === 0) return [];
  if (meta.words !== undefined) return [meta.words];
  if (meta.cure !== undefined) return [lowerFirst(meta.cure).replace(/\.$/, '')];
  return patterns.map((pattern) => `matching ${pattern.source}`);
}

const lowerFirst = (text: string): string => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
