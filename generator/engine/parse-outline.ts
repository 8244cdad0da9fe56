// A schema's outline, as plain data, and the parser that follows it: it parses as the schema does, and says no
// more than that data is sound or not. What is wrong with it, the schema must be asked. Knows no Zod.
import type { Json } from './json.ts';

/** What a scalar must meet; patterns as texts. */
export interface Condition {
  readonly type: 'string' | 'number' | 'boolean';
  readonly isWhole?: true;
  readonly choices?: readonly Json[];
  /** Bounds of a number, or of a text's length; inclusive. */
  readonly least?: number;
  readonly most?: number;
  readonly multipleOf?: number;
  readonly patterns?: readonly string[];
  /** What is refused although it meets everything else. */
  readonly not?: Match;
}

/** The part of JSON Schema in which refinements are told. */
export interface Match {
  readonly pattern?: string;
  readonly enum?: readonly Json[];
  readonly anyOf?: readonly Match[];
  readonly allOf?: readonly Match[];
  readonly not?: Match;
}

/** What stands for an absent key: nothing, a value, or what the outline makes of a value. */
export type Absent =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'parsed'; readonly value: Json };

export interface Entry {
  readonly key: string;
  /** The position of the outline that the value follows. */
  readonly outline: number;
  /** Undefined where the key must be there. */
  readonly absent?: Absent;
}

/** One kind of value; others are named by their position in the list of all. */
export type Outline =
  | { readonly kind: 'scalar'; readonly condition: Condition }
  | { readonly kind: 'map'; readonly entries: readonly Entry[] }
  | { readonly kind: 'record'; readonly keys: Condition; readonly values: number }
  | { readonly kind: 'list'; readonly items: number; readonly least?: number; readonly most?: number }
  | { readonly kind: 'union'; readonly options: readonly number[] };

/** What stands for data that is not sound. */
const unsound: unique symbol = Symbol('unsound');

const isMap = (data: unknown): data is Readonly<Record<string, unknown>> =>
  typeof data === 'object' && data !== null && !Array.isArray(data);

/** A function from data to what the schema's parse gives; undefined where it refuses. @param outlines the last is the root. */
export function parserOf(outlines: readonly Outline[]): (data: unknown) => unknown {
  const patterns = new Map<string, RegExp>();

  function fits(text: string, source: string): boolean {
    let pattern = patterns.get(source);
    if (pattern === undefined) {
      pattern = new RegExp(source);
      patterns.set(source, pattern);
    }
    return pattern.test(text);
  }

  const matches = (text: string, { pattern, enum: choices, anyOf, allOf, not }: Match): boolean =>
    (pattern === undefined || fits(text, pattern)) &&
    (choices === undefined || choices.includes(text)) &&
    (anyOf === undefined || anyOf.some((one) => matches(text, one))) &&
    (allOf === undefined || allOf.every((one) => matches(text, one))) &&
    (not === undefined || !matches(text, not));

  function meets(data: unknown, condition: Condition): boolean {
    if (typeof data !== condition.type) return false;
    const { choices, least, most, multipleOf, isWhole, not } = condition;
    if (choices !== undefined && !choices.includes(data as Json)) return false;
    const size = typeof data === 'string' ? data.length : (data as number);
    if ((least !== undefined && size < least) || (most !== undefined && size > most)) return false;
    if (typeof data === 'number')
      return (
        (isWhole ? Number.isSafeInteger(data) : Number.isFinite(data)) && !(multipleOf && data % multipleOf)
      );
    for (const pattern of condition.patterns ?? []) if (!fits(data as string, pattern)) return false;
    return not === undefined || !matches(data as string, not);
  }

  function parseMap(data: Readonly<Record<string, unknown>>, entries: readonly Entry[]): unknown {
    const parsed: Record<string, unknown> = {};
    let seen = 0;
    for (const { key, outline, absent } of entries) {
      let value = data[key];
      if (value !== undefined) seen++;
      else if (absent === undefined) return unsound;
      else if (absent.kind === 'nothing') continue;
      else value = absent.value;
      const result = absent?.kind === 'value' && data[key] === undefined ? value : parse(value, outline);
      if (result === unsound) return unsound;
      parsed[key] = result;
    }
    return Object.keys(data).length === seen ? parsed : unsound;
  }

  function parseRecord(data: Readonly<Record<string, unknown>>, keys: Condition, values: number): unknown {
    const parsed: Record<string, unknown> = {};
    for (const key of Object.keys(data)) {
      const result = key !== '__proto__' && meets(key, keys) ? parse(data[key], values) : unsound;
      if (result === unsound) return unsound;
      parsed[key] = result;
    }
    return parsed;
  }

  function parse(data: unknown, at: number): unknown {
    const outline = outlines[at] as Outline;
    if (outline.kind === 'scalar') return meets(data, outline.condition) ? data : unsound;
    if (outline.kind === 'map') return isMap(data) ? parseMap(data, outline.entries) : unsound;
    if (outline.kind === 'record')
      return isMap(data) ? parseRecord(data, outline.keys, outline.values) : unsound;
    if (outline.kind === 'union') {
      for (const option of outline.options) {
        const result = parse(data, option);
        if (result !== unsound) return result;
      }
      return unsound;
    }
    const { items, least = 0, most = Number.POSITIVE_INFINITY } = outline;
    if (!Array.isArray(data) || data.length < least || data.length > most) return unsound;
    const parsed = data.map((item) => parse(item, items));
    return parsed.includes(unsound) ? unsound : parsed;
  }

  return (data) => {
    const parsed = parse(data, outlines.length - 1);
    return parsed === unsound ? undefined : parsed;
  };
}
