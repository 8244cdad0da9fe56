// From a Zod schema to its outline: what it takes to parse as the schema does. The contract test holds both
// against each other. Must not know any setting's name.
import type { ZodType } from 'zod';
import type { $ZodType, $ZodTypes } from 'zod/v4/core';
import type { Json } from './json.ts';
import type { Absent, Condition, Entry, Match, Outline } from './parse-outline.ts';
import { checksOf, factsOf, propertiesOf, type SettingCheck } from './schema-facts.ts';

/** The outlines that have been made; equal ones once. */
class Outlines {
  readonly list: Outline[] = [];
  readonly #positions = new Map<string, number>();

  add(outline: Outline): number {
    const text = JSON.stringify(outline);
    const known = this.#positions.get(text);
    if (known !== undefined) return known;
    this.#positions.set(text, this.list.length);
    return this.list.push(outline) - 1;
  }
}

/**
 * The outlines of a schema and of all inside it, the schema's own last; plain JSON.
 * @throws for a kind of schema or check that is not known here.
 */
export function compileSchema(schema: ZodType): readonly Outline[] {
  const outlines = new Outlines();
  addSchema(schema, outlines);
  return outlines.list;
}

function addSchema(schema: $ZodType, outlines: Outlines): number {
  const { inner } = factsOf(schema);
  const { def } = inner._zod;
  switch (def.type) {
    case 'object':
      return outlines.add({ kind: 'map', entries: entriesOf(inner, outlines) });
    case 'record': {
      const keys = conditionOf(factsOf(def.keyType).inner);
      return outlines.add({ kind: 'record', keys, values: addSchema(def.valueType, outlines) });
    }
    case 'array': {
      const { type: _, ...size } = boundsOf('string', checksOf(inner));
      return outlines.add({ kind: 'list', items: addSchema(def.element, outlines), ...size });
    }
    case 'union':
      return outlines.add({
        kind: 'union',
        options: def.options.map((option) => addSchema(option, outlines)),
      });
    default:
      return outlines.add({ kind: 'scalar', condition: conditionOf(inner) });
  }
}

function entriesOf(schema: $ZodTypes, outlines: Outlines): readonly Entry[] {
  const { checks = [], catchall } = schema._zod.def as { checks?: readonly unknown[]; catchall?: $ZodTypes };
  if (checks.length > 0 || catchall?._zod.def.type !== 'never')
    throw new Error('only a strict map without checks of its own has an outline');
  return propertiesOf(schema).map(([key, property]) => {
    const absent = absentOf(property);
    return { key, outline: addSchema(property, outlines), ...(absent && { absent }) };
  });
}

function absentOf(schema: $ZodType): Absent | undefined {
  const def = schema._zod.def as { type: string; innerType?: $ZodType; defaultValue?: unknown };
  if (def.type === 'default') return { kind: 'value', value: def.defaultValue as Json };
  if (def.type === 'prefault') return { kind: 'parsed', value: def.defaultValue as Json };
  if (def.type !== 'optional') return undefined;
  if (absentOf(def.innerType as $ZodType) !== undefined)
    throw new Error('a value that may be absent cannot have a default as well');
  return { kind: 'nothing' };
}

function conditionOf(schema: $ZodTypes): Condition {
  const { def } = schema._zod;
  if (def.type === 'boolean') return { type: 'boolean' };
  if (def.type === 'enum' || def.type === 'literal') {
    const choices = (def.type === 'enum' ? Object.values(def.entries) : def.values) as readonly Json[];
    return { type: typeof choices[0] as Condition['type'], choices };
  }
  if (def.type !== 'string' && def.type !== 'number')
    throw new Error(`a schema of the Zod type ${def.type} has no outline`);
  const { not } = factsOf(schema).meta;
  const checks = checksOf(schema);
  if (checks.some(({ check }) => check === 'custom') && not === undefined)
    throw new Error('a refinement needs the JSON Schema that it amounts to, as `not` in its metadata');
  return { ...boundsOf(def.type, checks), ...(not === undefined ? {} : { not: matchOf(not as Match) }) };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Of several bounds the tightest holds. */
function boundsOf(type: 'string' | 'number', checks: readonly SettingCheck[]): Condition {
  const bounds: Mutable<Condition> = { type };
  const atLeast = (least: number): void => {
    bounds.least = Math.max(least, bounds.least ?? least);
  };
  const atMost = (most: number): void => {
    bounds.most = Math.min(most, bounds.most ?? most);
  };
  for (const {
    check,
    value = 0,
    inclusive,
    minimum = 0,
    maximum = 0,
    length = 0,
    format,
    pattern,
  } of checks) {
    if (check === 'custom') continue;
    if (check === 'greater_than' && inclusive) atLeast(value);
    else if (check === 'less_than' && inclusive) atMost(value);
    else if (check === 'min_length') atLeast(minimum);
    else if (check === 'max_length') atMost(maximum);
    else if (check === 'length_equals') {
      atLeast(length);
      atMost(length);
    } else if (check === 'number_format' && format === 'safeint') bounds.isWhole = true;
    else if (check === 'multiple_of' && bounds.multipleOf === undefined) bounds.multipleOf = value;
    else if (check === 'string_format' && format === 'regex' && pattern?.flags === '')
      bounds.patterns = [...(bounds.patterns ?? []), pattern.source];
    else throw new Error(`a check of the kind ${check} ${format ?? ''} has no outline`);
  }
  return bounds;
}

const keywords = new Set(['pattern', 'enum', 'anyOf', 'allOf', 'not']);

/** The same, once it is known to say nothing that the parser does not understand. */
function matchOf(match: Match): Match {
  for (const keyword of Object.keys(match))
    if (!keywords.has(keyword)) throw new Error(`a refinement told with ${keyword} has no outline`);
  for (const one of [...(match.anyOf ?? []), ...(match.allOf ?? []), ...(match.not ? [match.not] : [])])
    matchOf(one);
  return match;
}
