// A map that is empty because the lines below it are not indented: one mistake, so one fault. Must not know
// any setting's name.
import { formatPath } from '../diagnostic.ts';
import { keysAt, schemaAt } from './schema-walk.ts';
import { type Fault, type Judgement, nameOf } from './values-fault.ts';

const parentOf = ({ path }: Fault): string => formatPath(path.slice(0, -1));

/** The unknown keys beside an empty map that belong into it. */
function strays(empty: Fault, unknown: readonly Fault[], judgement: Judgement): readonly Fault[] {
  const schema = schemaAt(judgement.root, empty.path, judgement.data);
  const keys = schema === undefined ? [] : keysAt(schema, {});
  const parent = parentOf(empty);
  return unknown.filter((fault) => parentOf(fault) === parent && keys.includes(String(fault.path.at(-1))));
}

function notIndented(empty: Fault, inside: readonly Fault[]): Fault {
  const names = inside.map(({ path }) => String(path.at(-1))).join(', ');
  const key = String(empty.path.at(-1));
  return {
    ...empty,
    message: `${nameOf(empty.path)} is empty, and ${names} ${inside.length === 1 ? 'stands' : 'stand'} beside it.`,
    hint: 'indent the lines below it',
    cure: `Put two more spaces before ${names}, and so indent what belongs to ${key}.`,
  };
}

/** The faults, those of one missing indentation as one. */
export function joinIndentation(faults: readonly Fault[], judgement: Judgement): readonly Fault[] {
  const unknown = faults.filter(({ code }) => code === 'VALUE-UNKNOWN-KEY');
  const joined = new Set<Fault>();
  const result = faults.map((fault) => {
    if (fault.code !== 'VALUE-NULL') return fault;
    const inside = strays(fault, unknown, judgement);
    for (const stray of inside) joined.add(stray);
    return inside.length === 0 ? fault : notIndented(fault, inside);
  });
  return result.filter((fault) => !joined.has(fault));
}
