// Prints a chart's values.yaml from its schema: every default, and above each key what it does, its
// unit, what it may be and an example. Must not know any setting's name.
import type { ZodType } from 'zod';
import type { $ZodType } from 'zod/v4/core';
import { formatPath } from '../diagnostic.ts';
import { exampleOf } from './describe-schema.ts';
import { isEmpty, isMap, type Json, type JsonMap } from './json.ts';
import { constraintsOf, factsOf, propertiesOf } from './schema-facts.ts';
import { printYaml } from './yaml.ts';

interface ValuesFileOptions {
  /** Lines above everything else, without `#`. */
  readonly header?: readonly string[];
  /** Values that this file has instead of the schema's defaults, at any depth. */
  readonly overrides?: JsonMap;
}

const lineWidth = 100;

/**
 * The values.yaml of a chart: a YAML file that holds exactly the defaults of the schema, merged with
 * `overrides`; an optional key stands commented out, with its example.
 * @throws if a key has neither a default nor an override, or an override does not pass the schema.
 */
export function printValuesFile(schema: ZodType, options: ValuesFileOptions = {}): string {
  const { header = [], overrides = {} } = options;
  const parsed = schema.safeParse(overrides);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${formatPath(issue.path)}: ${issue.message}`);
    throw new Error(`values.yaml cannot be printed:\n${faults.join('\n')}`);
  }
  const head = header.map((line) => `# ${line}`.trimEnd());
  const entries = entriesOf(schema, parsed.data as JsonMap, '');
  const body = entries.length === 0 ? '{}\n' : entries.join('\n');
  return `${head.join('\n')}${head.length === 0 ? '' : '\n\n'}${body}`;
}

// One text a key. A key that is commented out never comes last, because a comment after a deeper block
// would belong to nothing (and yamllint says so).
function entriesOf(schema: $ZodType, values: JsonMap, indent: string): readonly string[] {
  const properties = propertiesOf(factsOf(schema).inner);
  const last = properties.findLastIndex(([key]) => values[key] !== undefined);
  const ordered = [...properties.slice(0, Math.max(last, 0)), ...properties.slice(last + 1)];
  return [...ordered, ...(last < 0 ? [] : [properties[last]!])].map(([key, property]) => {
    const value = values[key];
    return value === undefined
      ? printAbsent(key, property, indent)
      : printSetting({ key, property, value, indent });
  });
}

interface Setting {
  readonly key: string;
  readonly property: $ZodType;
  readonly value: Json;
  readonly indent: string;
}

function printSetting({ key, property, value, indent }: Setting): string {
  const { inner } = factsOf(property);
  const comment = printComment(property, indent);
  if (propertiesOf(inner).length === 0 || !isMap(value)) {
    const example = isEmpty(value) ? printExample(property, indent) : '';
    return `${comment}${example}${printYaml({ [key]: value }, { indent: indent.length })}`;
  }
  if (!isEmpty(value))
    return `${comment}${indent}${key}:\n${joinEntries(entriesOf(property, value, `${indent}  `))}`;
  // All its keys are optional: the empty map cannot hold comments, so they follow it.
  const inside = joinEntries(entriesOf(property, {}, ''));
  return `${comment}${indent}${key}: {}\n${commentedOut(`${key}:\n${inside.replace(/^/gm, '  ').trimEnd()}\n`, indent)}`;
}

// A comment after a commented-out key would read as one with it.
const joinEntries = (texts: readonly string[]): string =>
  texts
    .map((text, index) => (index < texts.length - 1 && /(^|\n) *#.*\n$/.test(text) ? `${text}\n` : text))
    .join('');

function printAbsent(key: string, property: $ZodType, indent: string): string {
  const example = exampleOf(property);
  const text = example === undefined ? `${key}:\n` : printYaml({ [key]: example });
  return `${printComment(property, indent)}${commentedOut(text, indent)}`;
}

// Shown above an empty value. A scalar fits in the comment's last line; a list or map stands below it.
function printExample(property: $ZodType, indent: string): string {
  const example = factsOf(property).meta.examples?.[0];
  if (example === undefined || isEmpty(example)) return '';
  const text = printYaml(example, { indent: typeof example === 'object' ? 2 : 0 });
  return commentedOut(typeof example === 'object' ? `Example:\n${text}` : `Example: ${text}`, indent);
}

const commentedOut = (text: string, indent: string): string =>
  text.replace(/^.*\n/gm, (line) => `${indent}# ${line}`.replace(/ +\n$/, '\n'));

function printComment(property: $ZodType, indent: string): string {
  const { meta } = factsOf(property);
  const constraints = constraintsOf(property).join('; ');
  const sentences = [
    meta.description ?? '',
    meta.unit === undefined ? '' : `Unit: ${meta.unit}`,
    `${constraints.slice(0, 1).toUpperCase()}${constraints.slice(1)}`,
  ];
  const text = sentences
    .filter((sentence) => sentence !== '')
    .map(withFullStop)
    .join(' ');
  return wrap(text, lineWidth - indent.length - 2)
    .map((line) => `${indent}# ${line}\n`)
    .join('');
}

const withFullStop = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
