// Checks the schema itself: it may say only what Zod, JSON Schema, Helm and a YAML reader understand
// alike, and it must explain every setting. Must not know any setting's name.

import { safeParse, type ZodType } from 'zod';
import type { $ZodType, $ZodTypes } from 'zod/v4/core';
import { isEmpty } from './json.ts';
import { lintKey } from './lint-key.ts';
import { patternFault } from './lint-pattern.ts';
import { checksOf, choicesOf, factsOf, patternsOf, type SettingMeta } from './schema-facts.ts';
import type { Report, SchemaFault } from './schema-fault.ts';

interface Place {
  readonly path: string;
  /** Whether only nested objects lie above: the one place where Helm can apply a default. */
  readonly spine: boolean;
  /** The schemas above, to notice one that contains itself. */
  readonly above: readonly $ZodType[];
}

const plainTypes = new Set([
  'string',
  'number',
  'boolean',
  'enum',
  'literal',
  'object',
  'array',
  'record',
  'union',
]);
const wrapperTypes = new Set(['default', 'prefault', 'optional']);

const whyNot: Readonly<Record<string, string>> = {
  pipe: 'a transform, pipe or preprocess cannot be written as JSON Schema',
  transform: 'a transform cannot be written as JSON Schema',
  catch: 'a catch hides a wrong value',
  date: 'YAML for Kubernetes has no dates',
  bigint: 'Helm has no integers beyond 64 bits',
  any: 'anything at all would be accepted',
  unknown: 'anything at all would be accepted',
  nullable: 'null deletes a key in Helm; use a key named enabled',
  null: 'null deletes a key in Helm; use a key named enabled',
  lazy: 'a schema that contains itself cannot be written out',
};

// What each check becomes in JSON Schema; one that is not here would silently be lost.
const knownChecks = new Set([
  ...['greater_than', 'less_than', 'multiple_of', 'number_format', 'string_format'],
  ...['min_length', 'max_length', 'length_equals', 'meta', 'describe'],
]);

/** All faults of a schema of values, in the order of its keys; none means that it may be emitted. */
export function lintSchema(schema: ZodType): readonly SchemaFault[] {
  const faults: SchemaFault[] = [];
  const place: Place = { path: '', spine: true, above: [] };
  if (factsOf(schema).inner._zod.def.type !== 'object') {
    faults.push({ path: '', rule: 'type', message: 'The values of a chart must be an object.' });
  }
  lintNode(schema, place, faults);
  return faults;
}

function lintNode(schema: $ZodType, place: Place, faults: SchemaFault[]): void {
  const report: Report = (rule, message) => faults.push({ path: place.path, rule, message });
  if (place.above.includes(schema)) {
    report('type', 'The schema contains itself and cannot be written out.');
    return;
  }
  const { inner, optional, meta } = factsOf(schema);
  lintWrappers(schema, place, report);
  if (!lintType(inner, report)) return;
  lintChecks(inner, meta, report);
  lintExamples(inner, meta, report);
  const below = { spine: place.spine && !optional, above: [...place.above, schema] };
  lintChildren(inner, { ...place, ...below }, faults);
}

function lintType(inner: $ZodTypes, report: Report): boolean {
  const def = inner._zod.def as { type: string; coerce?: boolean; catchall?: $ZodTypes };
  if (!plainTypes.has(def.type)) {
    report(
      'type',
      `The Zod type ${def.type} cannot be used: ${whyNot[def.type] ?? 'JSON Schema and Helm have no equal'}.`,
    );
    return false;
  }
  if (def.coerce === true) report('coerce', 'Coercion accepts what the JSON Schema and Helm refuse.');
  if (def.type === 'object' && def.catchall?._zod.def.type !== 'never') {
    report('loose-object', 'An object must be strict, or a misspelt key passes: z.strictObject.');
  }
  if (def.type === 'literal' && choicesOf(inner)?.some((choice) => choice === null || choice === undefined)) {
    report('type', `A literal cannot be null: ${whyNot.null}.`);
  }
  return true;
}

function lintWrappers(schema: $ZodType, place: Place, report: Report): void {
  const { inner, hasDefault, defaultValue } = factsOf(schema);
  const wrappers: string[] = [];
  for (let node = schema as $ZodTypes; node !== inner; ) {
    const def = node._zod.def as unknown as { type: string; innerType: $ZodTypes };
    wrappers.push(def.type);
    node = def.innerType;
  }
  for (const wrapper of wrappers.filter((candidate) => !wrapperTypes.has(candidate))) {
    report(
      'type',
      `The Zod type ${wrapper} cannot be used: ${whyNot[wrapper] ?? 'JSON Schema has no equal'}.`,
    );
  }
  if (!hasDefault) return;
  const type = inner._zod.def.type;
  if (!place.spine || wrappers.includes('optional')) {
    report(
      'misplaced-default',
      'Helm applies defaults only to keys of nested objects: not in a list, map, choice or optional.',
    );
  }
  if (wrappers.includes('prefault') !== (type === 'object')) {
    report('wrong-default', 'A nested object takes .prefault({}), everything else .default(…).');
  }
  if (type === 'object' && !isEmpty(defaultValue)) {
    report('wrong-default', 'A nested object takes .prefault({}): its keys carry the defaults.');
  }
  if (type === 'record' && !isEmpty(defaultValue)) {
    report(
      'record-default',
      'The default of a map must be {}: Helm merges maps, so an entry could not be removed.',
    );
  }
  if (plainTypes.has(type) && !accepts(schemaBelowDefault(schema), defaultValue)) {
    report('wrong-default', 'The default does not pass its own schema, and Zod does not check it.');
  }
}

function schemaBelowDefault(schema: $ZodType): $ZodType {
  const def = schema._zod.def as unknown as { type: string; innerType: $ZodType };
  return def.type === 'default' || def.type === 'prefault'
    ? def.innerType
    : schemaBelowDefault(def.innerType);
}

function accepts(schema: $ZodType, value: unknown): boolean {
  try {
    return safeParse(schema, value).success;
  } catch {
    return false;
  }
}

function lintChecks(inner: $ZodTypes, meta: SettingMeta, report: Report): void {
  for (const check of checksOf(inner)) {
    if (check.check === 'overwrite')
      report('transform', 'Trimming or changing the text cannot be written as JSON Schema.');
    else if (check.check === 'custom') {
      if (meta.not === undefined)
        report('refinement', 'A refinement is lost in JSON Schema: give its equal in .meta({ not: … }).');
    } else if (!knownChecks.has(check.check))
      report('refinement', `The check ${check.check} is lost in JSON Schema.`);
    else if (check.check === 'string_format' && (check as { pattern?: RegExp }).pattern === undefined) {
      report(
        'pattern',
        `The format ${(check as { format?: string }).format} has no pattern that Helm could check.`,
      );
    }
  }
  for (const pattern of patternsOf(inner)) {
    const fault = patternFault(pattern);
    if (fault !== undefined) report('pattern', `The pattern ${pattern} ${fault}.`);
  }
}

function lintExamples(inner: $ZodTypes, meta: SettingMeta, report: Report): void {
  for (const example of meta.examples ?? []) {
    if (!accepts(inner, example))
      report('wrong-example', `The example ${JSON.stringify(example)} does not pass its own schema.`);
  }
  if ('id' in meta) report('identifier', 'A schema with an id becomes a reference; leave the id out.');
}

function lintChildren(inner: $ZodTypes, place: Place, faults: SchemaFault[]): void {
  const def = inner._zod.def;
  const inside = { ...place, spine: false };
  if (def.type === 'object') {
    for (const [key, property] of Object.entries(def.shape)) {
      const at = { ...place, path: place.path === '' ? key : `${place.path}.${key}` };
      lintKey(key, property, (rule, message) => faults.push({ path: at.path, rule, message }));
      lintNode(property, at, faults);
    }
  } else if (def.type === 'array') lintNode(def.element, { ...inside, path: `${place.path}[]` }, faults);
  else if (def.type === 'record') {
    lintNode(def.keyType, { ...inside, path: `${place.path}.*` }, faults);
    lintNode(def.valueType, { ...inside, path: `${place.path}.*` }, faults);
  } else if (def.type === 'union') for (const option of def.options) lintNode(option, inside, faults);
}
