// One Zod object as two draft-07 schemas: what Helm holds a chart's merged values against, and what an
// editor completes and underlines while a person types. Must not know any setting's name.
import { toJSONSchema, type ZodType } from 'zod';
import type { $ZodType } from 'zod/v4/core';
import { isEmpty, isMap, type Json, type JsonMap } from './json.ts';
import { factsOf } from './schema-facts.ts';

interface ChartSchemaOptions {
  readonly title?: string;
  /** Top-level keys that hold a subchart's values: Helm puts `global` and `enabled` in there. */
  readonly subcharts?: readonly string[];
  /** Further top-level keys with their schemas: what Helm adds and no Zod object describes. */
  readonly extra?: Readonly<Record<string, JsonMap>>;
}

interface EditorSchemaOptions {
  readonly title?: string;
}

// Every keyword that may appear, in the order in which a person reads a schema; anything else is ours
// (unit, cure, words) or Zod's and is left out.
const keywords = [
  '$schema title description markdownDescription type const enum default examples format pattern not',
  'minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf',
  'minItems maxItems items minProperties maxProperties propertyNames oneOf anyOf allOf',
  'properties required additionalProperties',
].flatMap((line) => line.split(' '));

// Keywords whose values are schemas by name, schemas in a list, or one schema.
const schemasByName = new Set(['properties']);
const schemaLists = new Set(['oneOf', 'anyOf', 'allOf']);
const schemaOnes = new Set(['items', 'propertyNames', 'additionalProperties']);

// Zod's bounds of every integer: true of any number in YAML, and noise to a reader.
const isNoise = (keyword: string, value: unknown, schema: JsonMap): boolean =>
  (keyword === 'maximum' && value === Number.MAX_SAFE_INTEGER) ||
  (keyword === 'minimum' && value === Number.MIN_SAFE_INTEGER) ||
  (keyword === 'propertyNames' && isMap(value) && Object.keys(value).join() === 'type') ||
  (keyword === 'format' && 'pattern' in schema);

function tidy(schema: JsonMap): JsonMap {
  const result: Record<string, Json> = {};
  for (const keyword of keywords) {
    const value = schema[keyword];
    if (value === undefined || isNoise(keyword, value, schema)) continue;
    result[keyword] = tidyKeyword(keyword, value);
  }
  return result;
}

function tidyKeyword(keyword: string, value: Json): Json {
  if (schemaLists.has(keyword)) return (value as readonly JsonMap[]).map(tidy);
  if (schemaOnes.has(keyword)) return isMap(value) ? tidy(value) : value;
  if (!schemasByName.has(keyword)) return value;
  return Object.fromEntries(
    Object.entries(value as JsonMap).map(([key, part]) => [key, tidy(part as JsonMap)]),
  );
}

type Describe = (schema: $ZodType, json: JsonMap) => { description?: string; markdownDescription?: string };

function emit(schema: ZodType, io: 'input' | 'output', describe: Describe): JsonMap {
  const json = toJSONSchema(schema, {
    target: 'draft-07',
    io,
    unrepresentable: 'throw',
    cycles: 'throw',
    reused: 'inline',
    override: ({ zodSchema, jsonSchema }) => {
      Object.assign(jsonSchema, describe(zodSchema, jsonSchema as JsonMap));
    },
  }) as JsonMap;
  // A schema with an `id` would become a reference, which Helm and some editors look up over the network.
  if ('definitions' in json || '$defs' in json) throw new Error('a schema of values cannot carry an id');
  const result = tidy(json);
  if (!isMap(result.properties)) throw new Error('the values of a chart must be an object schema');
  return result;
}

const sentence = (text: string): string => (/[.!?:]$/.test(text) ? text : `${text}.`);

// Only what the schema itself says is described; a wrapper repeats its inner schema's metadata.
function unitOf(schema: $ZodType): { description: string; unit: string } {
  const { description = '', unit } = factsOf(schema).meta;
  return {
    description: description === '' ? '' : sentence(description),
    unit: unit === undefined ? '' : `Unit: ${unit}.`,
  };
}

const join = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

const describeForHelm: Describe = (schema) => {
  const { description, unit } = unitOf(schema);
  const text = join(description, unit);
  return text === '' ? {} : { description: text };
};

const describeForEditor: Describe = (schema, json) => {
  const { description, unit } = unitOf(schema);
  const { hasDefault, defaultValue, meta } = factsOf(schema);
  if (description === '') return {};
  const shown = hasDefault && !isEmpty(defaultValue) && !isMap(defaultValue);
  const fallback = shown ? JSON.stringify(defaultValue) : undefined;
  const example = meta.examples?.[0] === undefined ? undefined : JSON.stringify(meta.examples[0]);
  const choices = Array.isArray(json.enum) ? json.enum.map((choice) => JSON.stringify(choice)) : [];
  return {
    description: join(description, unit, fallback === undefined ? '' : `Default: ${fallback}.`),
    markdownDescription: [
      join(description, unit),
      fallback === undefined ? '' : `Default: \`${fallback}\``,
      choices.length === 0 ? '' : `One of: ${choices.map((choice) => `\`${choice}\``).join(', ')}`,
      example === undefined ? '' : `Example: \`${example}\``,
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
  };
};

const anyGlobal: JsonMap = { description: 'Shared with every chart of the release.', type: 'object' };
const enabled: JsonMap = {
  description: 'Whether the chart that uses this one installs it.',
  type: 'boolean',
};

// Helm copies `global` into every subchart's values, and a condition puts `enabled` there: a closed
// schema that does not declare them refuses every installation.
function withHelmKeys(schema: JsonMap, global: Json): JsonMap {
  return { ...schema, properties: { global, enabled, ...(schema.properties as JsonMap) } };
}

function withSubchartKeys(properties: JsonMap, subcharts: readonly string[]): JsonMap {
  const global = properties.global ?? anyGlobal;
  const entries = Object.entries(properties).map(([key, schema]) => [
    key,
    subcharts.includes(key) ? withHelmKeys(schema as JsonMap, global) : schema,
  ]);
  return Object.fromEntries(entries);
}

/**
 * The values.schema.json of a chart: draft-07, closed at every depth, fully inlined. Helm checks it
 * after merging, so every key that has a default is required: a null that removes one is refused.
 * @throws for a schema that JSON Schema cannot express, or that is no object.
 */
export function chartSchema(schema: ZodType, options: ChartSchemaOptions = {}): JsonMap {
  const { title, subcharts = [], extra = {} } = options;
  const json = emit(schema, 'output', describeForHelm);
  const own = withSubchartKeys(json.properties as JsonMap, subcharts);
  const whole = withHelmKeys({ ...json, properties: { ...own, ...extra } }, anyGlobal);
  return tidy(title === undefined ? whole : { ...whole, title });
}

/**
 * The schema for an editor (yaml-language-server and others): what a person writes, so a key with a
 * default is not required; descriptions state the unit and the default.
 * @throws for a schema that JSON Schema cannot express, or that is no object.
 */
export function editorSchema(schema: ZodType, options: EditorSchemaOptions = {}): JsonMap {
  const json = emit(schema, 'input', describeForEditor);
  return tidy(options.title === undefined ? json : { ...json, title: options.title });
}

/** A JSON schema as the text of its file. */
export const printJsonSchema = (schema: JsonMap): string => `${JSON.stringify(schema, null, 2)}\n`;
