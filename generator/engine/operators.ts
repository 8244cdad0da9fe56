// What the operators of expressions give, as Helm's functions of another name do. Must not know how an
// expression is put together.
import { quantityInThousandths } from '../../schemas/quantities.ts';
import type { Operator } from './expression.ts';

// biome-ignore lint/suspicious/noExplicitAny: the types of the operator functions guard the operands
type Operate = (operands: readonly any[]) => unknown;

/** What Helm takes for true: anything but an empty, zero or absent value. */
export const isSomething = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.keys(value).length > 0
    : value !== undefined && value !== null && value !== '' && value !== 0 && value !== false;

function lastRepeated(list: readonly Readonly<Record<string, string>>[], key: string): string {
  const texts = list.map((item) => item[key] as string);
  return texts.findLast((text, index) => texts.indexOf(text) < index) ?? '';
}

/** What each operator gives. */
export const operators: Readonly<Record<Operator, Operate>> = {
  eq: ([a, b]) => a === b,
  ne: ([a, b]) => a !== b,
  lt: ([a, b]) => a < b,
  le: ([a, b]) => a <= b,
  gt: ([a, b]) => a > b,
  ge: ([a, b]) => a >= b,
  and: (all: readonly boolean[]) => all.every(Boolean),
  or: (all: readonly boolean[]) => all.some(Boolean),
  not: ([a]) => !a,
  add: (all: readonly number[]) => all.reduce((sum, term) => sum + term, 0),
  subtract: ([a, b]) => a - b,
  multiply: (all: readonly number[]) => all.reduce((product, factor) => product * factor, 1),
  divide: ([a, b]) => Math.floor(a / b),
  remainder: ([a, b]) => a % b,
  length: ([of]) => (typeof of === 'string' ? Buffer.byteLength(of) : Object.keys(of).length),
  has: ([item, list]) => list.includes(item),
  isPresent: ([of]) => isSomething(of),
  quantity: ([of]) => quantityInThousandths(of),
  joined: ([list, separator]) => list.join(separator),
  repeated: ([list, key]) => lastRepeated(list, key),
  until: ([count]) => Array.from({ length: count }, (_, index) => index),
  fallback: ([text, other]) => (text === '' ? other : text),
  ternary: ([chosen, other, condition]) => (condition ? chosen : other),
};
