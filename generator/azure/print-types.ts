// From Zod objects to the types of Bicep: bounds, choices, closed objects, descriptions. Patterns and rules between
// values stay in Zod. Must not know any setting's name.
import type { ZodType } from 'zod';
import type { $ZodType, $ZodTypes } from 'zod/v4/core';
import { checkOf, choicesOf, factsOf, propertiesOf } from '../engine/index.ts';
import { printKey, printText } from './literal.ts';

/** The definition inside a schema → the name of its type; metadata makes a new schema, and keeps the definition. */
type Names = ReadonlyMap<unknown, string>;

/** A type, and the decorators that must stand before the key or the declaration that has it. */
interface Printed {
  readonly decorators: readonly string[];
  readonly type: string;
}

const simple: Readonly<Record<string, string>> = { string: 'string', boolean: 'bool', number: 'int' };

// Which check becomes which decorator.
const bounds: readonly (readonly [check: string, of: 'minimum' | 'maximum' | 'value', decorator: string])[] =
  [
    ['min_length', 'minimum', 'minLength'],
    ['max_length', 'maximum', 'maxLength'],
    ['greater_than', 'value', 'minValue'],
    ['less_than', 'value', 'maxValue'],
  ];

const boundsOf = (schema: $ZodTypes): readonly string[] =>
  bounds.flatMap(([name, of, decorator]) => {
    const bound = checkOf(schema, name)?.[of];
    return bound === undefined || Math.abs(bound) === Number.MAX_SAFE_INTEGER
      ? []
      : [`@${decorator}(${bound})`];
  });

/** Descriptions with no line of their own would make a line too long to read. */
function descriptionOf(schema: $ZodType): readonly string[] {
  const { description, unit } = factsOf(schema).meta;
  if (description === undefined) return [];
  return [`@description(${printText(unit === undefined ? description : `${description} Unit: ${unit}.`)})`];
}

function printBody(schema: $ZodTypes, names: Names, indentation: string): Printed {
  const { def } = schema._zod;
  const plain = (type: string): Printed => ({ decorators: boundsOf(schema), type });
  const choices = def.type === 'union' ? undefined : choicesOf(schema);
  if (choices !== undefined) return plain(choices.map((choice) => printChoice(choice)).join(' | '));
  switch (def.type) {
    case 'object':
      return { decorators: ['@sealed()'], type: printObject(schema, names, indentation) };
    case 'array': {
      const { type } = printInner(def.element, names, indentation);
      return plain(`${/[ |]/.test(type) && !type.startsWith('{') ? `(${type})` : type}[]`);
    }
    case 'record':
      return plain(`{ *: ${printInner(def.valueType, names, indentation).type} }`);
    case 'union':
      return printUnion(schema, names, indentation);
    default: {
      const type = simple[def.type];
      if (type === undefined) throw new Error(`Bicep has no type for the Zod type ${def.type}`);
      return plain(type);
    }
  }
}

const printChoice = (choice: unknown): string =>
  typeof choice === 'string' ? printText(choice) : String(choice);

function printUnion(schema: $ZodTypes, names: Names, indentation: string): Printed {
  const def = schema._zod.def as { options: readonly $ZodType[]; discriminator?: string };
  if (def.discriminator === undefined)
    throw new Error('a union of objects needs a key that tells them apart');
  const deeper = `${indentation}  `;
  const options = def.options.map((option) => `\n${deeper}| ${printInner(option, names, deeper).type}`);
  return { decorators: [`@discriminator(${printText(def.discriminator)})`], type: options.join('') };
}

function printObject(schema: $ZodTypes, names: Names, indentation: string): string {
  const deeper = `${indentation}  `;
  const properties = propertiesOf(schema).map(([key, property]) => {
    const { decorators, type } = printInner(property, names, deeper);
    const mark = factsOf(property).optional ? '?' : '';
    const lines = [...descriptionOf(property), ...decorators, `${printKey(key)}: ${orGroup(type, mark)}`];
    return lines.map((line) => `${deeper}${line}\n`).join('');
  });
  return `{\n${properties.join('\n')}${indentation}}`;
}

const orGroup = (type: string, mark: string): string =>
  mark !== '' && type.includes(' | ') ? `(${type})?` : type + mark;

/** The type of a part: by its name, where it has one. */
function printInner(schema: $ZodType, names: Names, indentation: string): Printed {
  const { inner } = factsOf(schema);
  const name = names.get(inner._zod.def);
  return name === undefined ? printBody(inner, names, indentation) : { decorators: [], type: name };
}

/** The text of types.bicep: each type under its name, which others then use. */
export function printTypes(types: Readonly<Record<string, ZodType>>): string {
  const names: Names = new Map(
    Object.entries(types).map(([name, schema]) => [factsOf(schema).inner._zod.def, name]),
  );
  const declarations = Object.entries(types).map(([name, schema]) => {
    const { decorators, type } = printBody(factsOf(schema).inner, names, '');
    return [
      ...descriptionOf(schema),
      '@export()',
      ...decorators,
      `type ${name} =${type.startsWith('\n') ? '' : ' '}${type}`,
    ].join('\n');
  });
  return `// Generated by Chartwright from schemas/azure/parameters.ts: do not edit.\n\n${declarations.join('\n\n')}\n`;
}
