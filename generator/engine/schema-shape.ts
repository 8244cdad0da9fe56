// What the engine asks of a Zod schema: its kind once the wrappers are off, and whether its text can
// stand in a template without quotes. Must not know any setting's name.
import type { z } from 'zod';
import { checkOf, patternsOf } from './schema-facts.ts';

export type Kind = 'string' | 'integer' | 'boolean' | 'map' | 'list' | 'record' | 'union';

interface Shape {
  readonly kind: Kind;
  readonly optional: boolean;
  readonly schema: z.ZodType;
}

interface AnyDef {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly keyType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
}

/** The definition inside a Zod 4 schema. */
const defOf = (schema: z.ZodType): AnyDef => schema._zod.def as unknown as AnyDef;

const kinds: Readonly<Record<string, Kind>> = {
  string: 'string',
  enum: 'string',
  number: 'integer',
  boolean: 'boolean',
  object: 'map',
  array: 'list',
  record: 'record',
  union: 'union',
};

const shapes = new WeakMap<z.ZodType, Shape>();

/** The schema without default, prefault and optional. @throws for kinds that a chart cannot carry. */
export function shapeOf(schema: z.ZodType): Shape {
  const known = shapes.get(schema);
  if (known !== undefined) return known;
  let inner = schema;
  let optional = false;
  while (['default', 'prefault', 'optional', 'readonly'].includes(defOf(inner).type)) {
    if (defOf(inner).type === 'optional') optional = true;
    inner = defOf(inner).innerType as z.ZodType;
  }
  const kind = defOf(inner).type === 'literal' ? literalKind(inner) : kinds[defOf(inner).type];
  if (kind === undefined)
    throw new Error(`a chart cannot carry a value of the Zod type ${defOf(inner).type}`);
  const shape = { kind, optional, schema: inner };
  shapes.set(schema, shape);
  return shape;
}

function literalKind(schema: z.ZodType): Kind {
  const value = defOf(schema).values?.[0];
  return typeof value === 'boolean' ? 'boolean' : typeof value === 'number' ? 'integer' : 'string';
}

/** The schema of one key of an object, or undefined when there is no such key. */
export function propertyOf(schema: z.ZodType, key: string): z.ZodType | undefined {
  const shape = defOf(schema).shape;
  return shape !== undefined && Object.hasOwn(shape, key) ? shape[key] : undefined;
}

/** The keys of an object schema, in the order they were written. */
export const keysOf = (schema: z.ZodType): readonly string[] => Object.keys(defOf(schema).shape ?? {});

/** The schema of a list's items or a record's values. */
export function elementOf(schema: z.ZodType): z.ZodType {
  const def = defOf(schema);
  return (def.type === 'record' ? def.valueType : def.element) as z.ZodType;
}

/** The largest value that an integer may have; Infinity when unbounded. */
export function maximumOf(schema: z.ZodType): number {
  return checkOf(schema as never, 'less_than')?.value ?? Number.POSITIVE_INFINITY;
}

/** Whether a list or text can never be empty. */
export function isNeverEmpty(schema: z.ZodType): boolean {
  const { kind } = shapeOf(schema);
  if (kind === 'map')
    return keysOf(schema).some((key) => !shapeOf(propertyOf(schema, key) as z.ZodType).optional);
  return (checkOf(shapeOf(schema).schema as never, 'min_length')?.minimum ?? 0) > 0;
}

function textsOf(schema: z.ZodType): readonly string[] | undefined {
  const def = defOf(schema);
  if (def.type === 'enum') return Object.values(def.entries ?? {});
  if (def.type === 'literal') return (def.values ?? []).map(String);
  return undefined;
}

/** Where a text stands: between quotes of YAML, or in a line of a carried text, whose own reader may know quotes. */
export type TextPlace = 'quotes' | 'line';

const harmless: Readonly<Record<TextPlace, RegExp>> = {
  quotes: /^[-A-Za-z0-9._/:@+,=~]*$/,
  line: /^[ !#-&(-[\]-~]*$/,
};

/** Whether every text of this schema has only characters that need no quotes or escapes there. */
export function isHarmlessText(schema: z.ZodType, place: TextPlace): boolean {
  const { kind, schema: inner } = shapeOf(schema);
  if (kind !== 'string') return kind === 'integer' || kind === 'boolean';
  const texts = textsOf(inner);
  if (texts !== undefined) return texts.every((text) => harmless[place].test(text));
  return patternsOf(inner as never).some((pattern) => isHarmlessPattern(pattern.source, place));
}

/** Whether every text of this schema starts with a letter. */
export function startsWithLetter(schema: z.ZodType): boolean {
  const inner = shapeOf(schema).schema;
  const texts = textsOf(inner);
  if (texts !== undefined) return texts.every((text) => /^[A-Za-z]/.test(text));
  return patternsOf(inner as never).some(
    (pattern) => /^\^\[(a-z|A-Za-z)\]/.test(pattern.source) && !/\|/.test(topLevel(pattern.source)),
  );
}

/** A pattern with everything inside brackets and parentheses taken out. */
function topLevel(source: string): string {
  let text = source.replace(/\\./g, '').replace(/\[[^\]]*\]/g, '');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/\([^()]*\)/g, '');
  }
  return text;
}

// Conservative: anything that is not plainly a set of harmless characters counts as harmful.
function isHarmlessPattern(source: string, place: TextPlace): boolean {
  for (const branch of topLevel(source).split('|')) if (!/^\^.*\$$/.test(branch)) return false;
  const literals = source
    .replace(/\[([^\]]*)\]/g, (_, set: string) =>
      set.startsWith('^') ? '"' : set.replace(/\\/g, '').replace(/(\w)-(\w)/g, '$1$2'),
    )
    .replace(/\{[0-9]+(,[0-9]*)?\}/g, '')
    .replace(/\\([./-])/g, '$1')
    .replace(/\(\?:/g, '(')
    .replace(/[()|?*+^$]/g, '');
  // A dot outside a set means any character; inside a set, or escaped, it is itself.
  const loose = source.replace(/\\./g, '').replace(/\[[^\]]*\]/g, '');
  return !loose.includes('.') && !/\\[^./-]/.test(source) && harmless[place].test(literals);
}

/** Whether a pattern or a list of choices bounds every text and key of a value that is printed whole. */
export function isTextBounded(schema: z.ZodType): boolean {
  const { kind, schema: inner } = shapeOf(schema);
  if (kind === 'string') return textsOf(inner) !== undefined || patternsOf(inner as never).length > 0;
  if (kind === 'map') return keysOf(inner).every((key) => isTextBounded(propertyOf(inner, key) as z.ZodType));
  if (kind === 'list') return isTextBounded(elementOf(inner));
  if (kind === 'record')
    return isTextBounded(elementOf(inner)) && isTextBounded(defOf(inner).keyType as z.ZodType);
  return kind === 'integer' || kind === 'boolean';
}
