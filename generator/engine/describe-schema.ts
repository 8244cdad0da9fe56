// Every setting of a schema as a row of facts: for the reference table, a README and `explain`.
// Must not know any setting's name.
import type { ZodType } from 'zod';
import type { $ZodType, $ZodTypes } from 'zod/v4/core';
import { isEmpty, isMap, type Json } from './json.ts';
import { choicesOf, constraintsOf, factsOf, propertiesOf, typeInWords } from './schema-facts.ts';

export interface SettingRow {
  /** `hpa.minReplicas`; `env[].name` for each item, `labels.<name>` for each key of a map. */
  readonly path: string;
  /** In words: `whole number`, `list of text`; `group` for an object that only holds other settings. */
  readonly type: string;
  readonly unit?: string;
  readonly default?: Json;
  readonly example?: Json;
  readonly description: string;
  /** In words, each without a full stop: `from 1 to 100`, `one of active, standby`. */
  readonly constraints: readonly string[];
  /** What to type when the value is wrong. */
  readonly cure?: string;
  /** Neither a default nor optional: somebody must give it. */
  readonly required: boolean;
}

/** All settings in the order of the schema; a group stands before its own settings. */
export function describeSchema(schema: ZodType): readonly SettingRow[] {
  return rowsBelow(factsOf(schema).inner, '', []);
}

function rowsBelow(inner: $ZodTypes, path: string, conditions: readonly string[]): readonly SettingRow[] {
  const def = inner._zod.def;
  if (def.type === 'array') return rowsBelow(factsOf(def.element).inner, `${path}[]`, conditions);
  if (def.type === 'record') return rowsBelow(factsOf(def.valueType).inner, `${path}.<name>`, conditions);
  if (def.type === 'union') {
    const { discriminator } = def as { discriminator?: string };
    return def.options.flatMap((option) => {
      const choice = factsOf(option).inner;
      return rowsBelow(choice, path, [...conditions, ...conditionOf(choice, discriminator)]);
    });
  }
  return propertiesOf(inner).flatMap(([key, property]) => {
    const below = path === '' ? key : `${path}.${key}`;
    return [rowOf(property, below, conditions), ...rowsBelow(factsOf(property).inner, below, conditions)];
  });
}

// The key that tells the options of a union apart, as the condition under which an option's keys apply.
function conditionOf(option: $ZodTypes, discriminator: string | undefined): readonly string[] {
  const tag = propertiesOf(option).find(([key]) => key === discriminator);
  const values = tag === undefined ? undefined : choicesOf(factsOf(tag[1]).inner);
  return values === undefined ? [] : [`only where ${discriminator} is ${values.join(' or ')}`];
}

function rowOf(schema: $ZodType, path: string, conditions: readonly string[]): SettingRow {
  const { optional, hasDefault, defaultValue, meta, inner } = factsOf(schema);
  const example = meta.examples?.[0];
  return {
    path,
    type: typeInWords(schema),
    ...(meta.unit === undefined ? {} : { unit: meta.unit }),
    ...(hasDefault && inner._zod.def.type !== 'object' ? { default: defaultValue } : {}),
    ...(example === undefined ? {} : { example }),
    description: meta.description ?? '',
    constraints: [...constraintsOf(schema), ...conditions],
    ...(meta.cure === undefined ? {} : { cure: meta.cure }),
    required: !optional && !hasDefault,
  };
}

/** A value that a person could write for a setting: its example, its default, or one made of its parts. */
export function exampleOf(schema: $ZodType): Json | undefined {
  const { inner, meta, hasDefault, defaultValue } = factsOf(schema);
  if (meta.examples?.[0] !== undefined) return meta.examples[0];
  if (hasDefault && !isMap(defaultValue)) return defaultValue;
  const def = inner._zod.def;
  if (def.type === 'boolean') return true;
  if (def.type === 'object') {
    const parts = propertiesOf(inner).map(([key, property]) => [key, exampleOf(property)] as const);
    return Object.fromEntries(parts.filter(([, part]) => part !== undefined)) as Json;
  }
  if (def.type === 'union') return exampleOf(def.options[0] as $ZodType);
  if (def.type === 'array') {
    const item = exampleOf(def.element);
    return item === undefined ? [] : [item];
  }
  return choicesOf(inner)?.[0];
}

// A cell of a table must stay on one line and must not end early.
const cell = (text: string): string => text.replace(/\s+/g, ' ').replace(/\|/g, '\\|').trim();

// A description may mark code by backticks; everything else is shown as it is.
const prose = (text: string): string =>
  cell(text.replace(/`[^`]*`|[<>*_`[\]]/g, (part) => (part.length > 1 ? part : `\\${part}`)));

function code(text: string): string {
  const fence = '`'.repeat(1 + Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)));
  return cell(fence.length === 1 ? `\`${text}\`` : `${fence} ${text} ${fence}`);
}

function defaultCell(row: SettingRow): string {
  if (row.default !== undefined && !(isEmpty(row.default) && row.example !== undefined)) {
    return code(JSON.stringify(row.default));
  }
  const example = row.example === undefined ? '' : `such as ${code(JSON.stringify(row.example))}`;
  if (row.default !== undefined) return `${code(JSON.stringify(row.default))}, ${example}`;
  if (row.type === 'group') return row.required ? 'required' : '';
  return [row.required ? 'required' : 'none', example].filter((part) => part !== '').join(', ');
}

function typeCell({ type, unit, constraints }: SettingRow): string {
  const form = type === 'choice' && constraints[0] !== undefined ? constraints : [type, ...constraints];
  const [first = '', ...rest] = form;
  return prose([first, ...(unit === undefined ? [] : [`in ${unit}`]), ...rest].join('; '));
}

/** The rows as a Markdown table; every character of a value or a text is shown as it is. */
export function printSettingsTable(rows: readonly SettingRow[]): string {
  const lines = rows.map(
    (row) => `| ${code(row.path)} | ${typeCell(row)} | ${defaultCell(row)} | ${prose(row.description)} |`,
  );
  return `${['| Setting | Type | Default | What it does |', '| --- | --- | --- | --- |', ...lines].join('\n')}\n`;
}
