// The fault of a value that is too small, too large, too short or too long, with its unit.
// Must not know any setting's name.
import { factsOf } from '../engine/index.ts';
import { isSecretPath } from '../secrets.ts';
import { schemaAt, valueAt } from './schema-walk.ts';
import { cureOf, type Fault, type Judgement, nameOf } from './values-fault.ts';

interface Limit {
  /** Zod's word for what is measured: number, string, array… */
  readonly origin: string;
  readonly bound: number | bigint;
  readonly words: string;
}

const counted: Readonly<Record<string, string>> = {
  string: 'character',
  array: 'item',
  object: 'key',
  record: 'key',
};

/** `2 pods`, `1 pod`, `5`. */
function amount(bound: number | bigint, plural: string | undefined): string {
  if (plural === undefined) return String(bound);
  return `${bound} ${Number(bound) === 1 ? plural.replace(/s$/, '') : plural}`;
}

/** The fault of a value beyond a limit; what is measured has a unit, or is counted. */
export function outOfRange(
  judgement: Judgement,
  path: readonly PropertyKey[],
  { origin, bound, words }: Limit,
): Fault {
  const schema = schemaAt(judgement.root, path, judgement.data);
  const unit = schema === undefined ? undefined : factsOf(schema).meta.unit;
  const noun = counted[origin];
  const given = isSecretPath(path) ? 'the number given' : valueAt(judgement.data, path);
  const number = `must be ${words} ${amount(bound, unit)}, not ${given}`;
  const isEmpty = words === 'at least' && Number(bound) === 1;
  const size = isEmpty ? 'must not be empty' : `must have ${words} ${amount(bound, `${noun}s`)}`;
  return {
    code: 'VALUE-RANGE',
    path,
    at: 'value',
    message: `${nameOf(path)} ${noun === undefined ? number : size}.`,
    cure: cureOf(judgement, path, schema),
  };
}
