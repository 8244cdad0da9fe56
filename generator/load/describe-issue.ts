// Zod's issues in a person's words: one issue becomes one or more faults, each with its code.
// Must not know any setting's name, nor where anything stands in a file.
import type { $ZodIssue, $ZodType } from 'zod/v4/core';
import { formatPath } from '../diagnostic.ts';
import { choicesOf, exampleOf, factsOf } from '../engine/index.ts';
import { isSecretPath } from '../secrets.ts';
import { isJsonMap } from './merge-layers.ts';
import type { Json } from './node-data.ts';
import { outOfRange } from './range-fault.ts';
import { schemaAt, valueAt } from './schema-walk.ts';
import { nearest } from './suggest-key.ts';
import { suggestionInWords, suggestValue } from './suggest-value.ts';
import { unknownKeyFault } from './unknown-key.ts';
import {
  asTyped,
  choicesInWords,
  cureOf,
  explainCommand,
  type Fault,
  type Judgement,
  nameOf,
  valueInWords,
  wantedInWords,
} from './values-fault.ts';

/** What is passed to Zod as its message, so that a message which an author wrote can be told from Zod's own. */
export const noMessage = '\u0000';

type Path = readonly PropertyKey[];
type IssueOf<C extends $ZodIssue['code']> = Extract<$ZodIssue, { code: C }>;
type Describer<C extends $ZodIssue['code']> = (issue: IssueOf<C>, judgement: Judgement) => readonly Fault[];

const present = (judgement: Judgement, path: Path): Json => valueAt(judgement.data, path) ?? null;

function shown(judgement: Judgement, path: Path): string {
  return valueInWords(present(judgement, path), path, judgement.sourceOf(path));
}

function sentence(path: Path, text: string): string {
  const whole = /^[A-Z]/.test(text) ? text : `${nameOf(path)} ${text}`;
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}

function missing(judgement: Judgement, path: Path): Fault {
  const schema = schemaAt(judgement.root, path, judgement.data);
  const wanted = schema === undefined ? '' : ` (${wantedInWords(schema)})`;
  const example =
    schema === undefined ? undefined : (factsOf(schema).meta.examples?.[0] ?? exampleOf(schema));
  return {
    code: 'VALUE-MISSING',
    path,
    at: 'parent',
    message: `${nameOf(path)} is missing${wanted}.`,
    cure: addingCure(judgement, path, example),
  };
}

/** The line to add, and where. */
function addingCure(judgement: Judgement, path: Path, example: unknown): string {
  const key = path.at(-1);
  if (example === undefined || typeof key !== 'string') return explainCommand(judgement, path);
  const around = path.length === 1 ? '' : ` below ${nameOf(path.slice(0, -1))}`;
  return `Add a line${around}: ${formatPath([key])}: ${asTyped(example)}`;
}

function isNull(judgement: Judgement, path: Path, schema: $ZodType | undefined): Fault {
  const wanted = schema === undefined ? 'have a value' : `be ${wantedInWords(schema)}`;
  const facts = schema === undefined ? undefined : factsOf(schema);
  const standard = facts?.hasDefault ? asTyped(facts.defaultValue) : undefined;
  const known = standard !== undefined && standard.length <= 40 && standard !== '{}';
  return {
    code: 'VALUE-NULL',
    path,
    at: 'value',
    message: `${nameOf(path)} is null, but must ${wanted}.`,
    cure: facts?.hasDefault
      ? `Remove the key to get the default${known ? ` (${standard})` : ''}, or give a value.`
      : cureOf(judgement, path, schema),
  };
}

/** The value in a form that its schema takes, in words; of a secret, only that quotes are missing. */
function otherForm(judgement: Judgement, path: Path, schema: $ZodType | undefined): string | undefined {
  const value = present(judgement, path);
  if (schema === undefined || value === null || typeof value === 'object') return undefined;
  const typed = judgement.sourceOf(path) ?? String(value);
  const suggestion = suggestValue(schema, typed, value);
  if (suggestion === undefined) return undefined;
  if (isSecretPath(path)) return suggestion === typed ? 'quote it' : undefined;
  return suggestionInWords(suggestion, typed, value);
}

function wrongType(judgement: Judgement, path: Path): Fault {
  const schema = schemaAt(judgement.root, path, judgement.data);
  if (present(judgement, path) === null) return isNull(judgement, path, schema);
  const wanted = schema === undefined ? 'something else' : wantedInWords(schema);
  return {
    code: 'VALUE-TYPE',
    path,
    at: 'value',
    message: `${nameOf(path)} must be ${wanted}, not ${shown(judgement, path)}.`,
    hint: otherForm(judgement, path, schema),
    cure: cureOf(judgement, path, schema),
  };
}

const smallest: Describer<'too_small'> = ({ path, origin, minimum, inclusive, exact }, judgement) => {
  const words = exact ? 'exactly' : inclusive === false ? 'more than' : 'at least';
  return [outOfRange(judgement, path, { origin, bound: minimum, words })];
};

const largest: Describer<'too_big'> = ({ path, origin, maximum, inclusive, exact }, judgement) => {
  const words = exact ? 'exactly' : inclusive === false ? 'less than' : 'at most';
  return [outOfRange(judgement, path, { origin, bound: maximum, words })];
};

function wrongForm(judgement: Judgement, path: Path, said: string): Fault {
  const schema = schemaAt(judgement.root, path, judgement.data);
  const example = schema === undefined ? undefined : exampleOf(schema);
  const forExample = example === undefined ? undefined : `for example ${asTyped(example)}`;
  const text = said === noMessage ? `cannot be ${shown(judgement, path)}` : said;
  return {
    code: 'VALUE-FORMAT',
    path,
    at: 'value',
    message: sentence(path, text),
    hint: otherForm(judgement, path, schema) ?? forExample,
    cure: cureOf(judgement, path, schema),
  };
}

function notAChoice(judgement: Judgement, path: Path, choices: readonly unknown[]): Fault {
  const value = present(judgement, path);
  const schema = schemaAt(judgement.root, path, judgement.data);
  if (value === null) return isNull(judgement, path, schema);
  const texts = choices.filter((choice) => typeof choice === 'string');
  const meant = typeof value === 'string' ? nearest(value, texts) : undefined;
  return {
    code: 'VALUE-CHOICE',
    path,
    at: 'value',
    message: `${nameOf(path)} must be ${choicesInWords(choices)}, not ${shown(judgement, path)}.`,
    hint: meant === undefined ? otherForm(judgement, path, schema) : `did you mean "${meant}"?`,
    cure: cureOf(judgement, path, schema),
  };
}

/** The option that was most likely meant: one whose own type fits, with the fewest issues. */
function likeliest(options: readonly (readonly $ZodIssue[])[]): readonly $ZodIssue[] | undefined {
  const fitting = options.filter(
    (issues) => !issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0),
  );
  return fitting.toSorted((one, other) => one.length - other.length)[0];
}

const union: Describer<'invalid_union'> = (issue, judgement) => {
  const { path } = issue;
  const discriminator = 'discriminator' in issue ? issue.discriminator : undefined;
  if (discriminator !== undefined) return [wrongKind(judgement, path, discriminator)];
  const schema = schemaAt(judgement.root, path, judgement.data);
  const choices = schema && choicesOf(factsOf(schema).inner);
  if (choices !== undefined) return [notAChoice(judgement, path, choices)];
  const chosen = present(judgement, path) === null ? undefined : likeliest(issue.errors);
  if (chosen === undefined) return [wrongType(judgement, path)];
  const nested = chosen.map((inner) => ({ ...inner, path: [...path, ...inner.path] }));
  return nested.flatMap((inner) => describeIssue(inner, judgement));
};

/** The key that says which kind of map this is has no such choice, or is missing, or misspelt. */
function wrongKind(judgement: Judgement, path: Path, discriminator: string): Fault {
  const around = path.slice(0, -1);
  const map = present(judgement, around);
  const schema = schemaAt(judgement.root, around, judgement.data);
  const def = schema && factsOf(schema).inner._zod.def;
  const options = def?.type === 'union' ? def.options : [];
  const choices = options.flatMap((option) => {
    const inner = factsOf(option).inner._zod.def;
    return inner.type === 'object'
      ? (choicesOf(factsOf(inner.shape[discriminator] as $ZodType).inner) ?? [])
      : [];
  });
  if (!isJsonMap(map)) return wrongType(judgement, around);
  if (Object.hasOwn(map, discriminator)) return notAChoice(judgement, path, choices);
  const misspelt = nearest(discriminator, Object.keys(map));
  return misspelt === undefined
    ? {
        ...missing(judgement, path),
        message: `${nameOf(path)} is missing (${choicesInWords(choices)}).`,
      }
    : unknownKeyFault(judgement, [...around, misspelt], discriminator);
}

const key: Describer<'invalid_key'> = ({ path, issues }, judgement) => {
  const around = path.slice(0, -1);
  const schema = schemaAt(judgement.root, around, judgement.data);
  const def = schema && factsOf(schema).inner._zod.def;
  const said = issues.find(({ message }) => message !== noMessage)?.message;
  return [
    {
      code: 'VALUE-FORMAT',
      path,
      at: 'key',
      message: `${nameOf(around)} cannot have the key ${asTyped(path.at(-1))}${said === undefined ? '' : `: ${said}`}.`,
      cure:
        def?.type === 'record' ? cureOf(judgement, around, def.keyType) : explainCommand(judgement, around),
    },
  ];
};

const custom: Describer<'custom'> = ({ path, message }, judgement) => {
  const fault = wrongForm(judgement, path, message === noMessage ? 'is not accepted' : message);
  return [{ ...fault, code: typeof present(judgement, path) === 'string' ? 'VALUE-FORMAT' : 'VALUE-RULE' }];
};

const describers: { readonly [C in $ZodIssue['code']]: Describer<C> } = {
  invalid_type: ({ path }, judgement) => [wrongType(judgement, path)],
  too_small: smallest,
  too_big: largest,
  invalid_format: ({ path, message }, judgement) => [wrongForm(judgement, path, message)],
  not_multiple_of: ({ path, divisor }, judgement) => [
    outOfRange(judgement, path, { origin: 'number', bound: divisor, words: 'a multiple of' }),
  ],
  unrecognized_keys: ({ path, keys }, judgement) =>
    keys.map((name) => unknownKeyFault(judgement, [...path, name])),
  invalid_union: union,
  invalid_key: key,
  invalid_element: ({ path }, judgement) => [wrongForm(judgement, path, noMessage)],
  invalid_value: ({ path, values }, judgement) => [notAChoice(judgement, path, values)],
  custom,
};

/** Issues that a key which was not written can cause; a rule's issue may name such a key for another reason. */
const absence: ReadonlySet<string> = new Set(['invalid_type', 'invalid_value', 'invalid_union']);

/** The faults that an issue stands for; an issue about a path that is not in the data is a missing key. */
export function describeIssue(issue: $ZodIssue, judgement: Judgement): readonly Fault[] {
  const isAbsent = issue.path.length > 0 && valueAt(judgement.data, issue.path) === undefined;
  const isDiscriminator = issue.code === 'invalid_union' && 'discriminator' in issue;
  if (isAbsent && absence.has(issue.code) && !isDiscriminator) return [missing(judgement, issue.path)];
  return (describers[issue.code] as Describer<$ZodIssue['code']>)(issue as never, judgement);
}
