// Expressions over typed values: a leaf of a resource that is no plain data. Inert: one room evaluates them, another prints
// them as Helm. Operators are free functions, so that no key of a person's values is ever reserved.
import type { z } from 'zod';

declare const type: unique symbol;
declare const absent: unique symbol;

/** Something that becomes a `T` once values are known. */
export interface Expr<out T> {
  readonly [type]: T;
  // Nobody may call it; it makes the compiler refuse `expression ? a : b`, which would always be a.
  (this: never): never;
}

/** A part that may be left out; fits only where absence is allowed: an optional field, a list's item, a text's part. */
export interface Omissible<out T> {
  readonly [absent]: T;
}

export type Scalar = string | number | boolean;
export type Operand<T> = T | Expr<T>;

/** A name that a `with` or `range` binds; the printer chooses `.` or `$name` for it. */
export interface Variable {
  readonly source: Node;
  /** What the values of the subject are; undefined for the counter of `until`. */
  readonly schema: z.ZodType | undefined;
  readonly role: 'item' | 'key' | 'index';
  /** True for a `with`, which binds the subject itself; false for a loop, which binds its items. */
  readonly isWhole: boolean;
}

export type Operator =
  | 'eq'
  | 'ne'
  | 'lt'
  | 'le'
  | 'gt'
  | 'ge'
  | 'and'
  | 'or'
  | 'not' // prettier-ignore
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'remainder'
  | 'length'
  | 'has'
  | 'isPresent'
  | 'quantity'
  | 'joined'
  | 'repeated'
  | 'until'
  | 'fallback'
  | 'ternary';

/** What an expression is made of. */
export type Node =
  | { readonly kind: 'value'; readonly path: readonly string[]; readonly schema: z.ZodType }
  | {
      readonly kind: 'variable';
      readonly variable: Variable;
      readonly path: readonly string[];
      readonly schema: z.ZodType | undefined;
    }
  | { readonly kind: 'builtin'; readonly name: 'Release.Name' | 'Release.Namespace' | 'Release.Service' }
  | { readonly kind: 'literal'; readonly value: Scalar }
  | { readonly kind: 'call'; readonly operator: Operator; readonly operands: readonly Node[] }
  | { readonly kind: 'text'; readonly parts: readonly (string | Node)[] }
  | {
      readonly kind: 'joinEach';
      readonly subject: Node;
      readonly item: Variable;
      readonly index: Variable;
      readonly text: Node;
      readonly separator: string;
    }
  | { readonly kind: 'include'; readonly fragment: Fragment }
  | { readonly kind: 'spread'; readonly fragment: Fragment }
  | { readonly kind: 'checksum'; readonly fragment: Fragment }
  | { readonly kind: 'when'; readonly condition: Node; readonly body: unknown }
  | { readonly kind: 'choice'; readonly condition: Node; readonly chosen: unknown; readonly other: unknown }
  | { readonly kind: 'with'; readonly subject: Node; readonly variable: Variable; readonly body: unknown }
  | {
      readonly kind: 'each';
      readonly subject: Node;
      readonly item: Variable;
      readonly key: Variable | undefined;
      readonly body: unknown;
    }
  | {
      readonly kind: 'merge';
      readonly fragment: Fragment;
      readonly more: Readonly<Record<string, unknown>>;
      readonly own: unknown;
    }
  | { readonly kind: 'lines'; readonly lines: readonly unknown[] }
  | { readonly kind: 'carried'; readonly path: string; readonly text: string }
  | { readonly kind: 'commented'; readonly comment: string; readonly body: unknown };

declare const content: unique symbol;

/** A named piece that several templates share; printed as `define`, used by `include`. */
export interface Fragment<out T = unknown> {
  readonly [content]?: T;
  readonly name: string;
  readonly comment: string;
  /** A text expression, a map or a list. */
  readonly body: unknown;
}

const nodes = new WeakMap<object, Node>();

/** The node behind an expression, or undefined for plain data. */
export function nodeOf(value: unknown): Node | undefined {
  return typeof value === 'object' && value !== null ? nodes.get(value) : undefined;
}

const noTextHere = {
  get(target: object, key: PropertyKey): unknown {
    if (key === Symbol.toPrimitive || key === 'toString' || key === 'toJSON') {
      throw new Error(
        'an expression is not text: write t`...${expression}...` instead of `...${expression}...`',
      );
    }
    return Reflect.get(target, key);
  },
};

/** Wraps a node; `traps` lets a reference answer to property access. */
export function expression<T>(node: Node, traps: ProxyHandler<object> = noTextHere): Expr<T> {
  const proxy = new Proxy(Object.freeze({}), traps);
  nodes.set(proxy, node);
  return proxy as Expr<T>;
}

/** The node of an operand, plain scalars included. */
export function operandNode(operand: unknown): Node {
  const node = nodeOf(operand);
  if (node !== undefined) return node;
  if (['string', 'number', 'boolean'].includes(typeof operand))
    return { kind: 'literal', value: operand as Scalar };
  throw new Error(`neither an expression nor a scalar: ${JSON.stringify(operand)}`);
}

function call<T>(operator: Operator, ...operands: readonly unknown[]): Expr<T> {
  return expression<T>({ kind: 'call', operator, operands: operands.map(operandNode) });
}

/** Equal; both sides of one type. */
export const eq = <T extends Scalar>(left: Expr<T>, right: Operand<NoInfer<T>>): Expr<boolean> =>
  call('eq', left, right);
/** Not equal; both sides of one type. */
export const ne = <T extends Scalar>(left: Expr<T>, right: Operand<NoInfer<T>>): Expr<boolean> =>
  call('ne', left, right);
/** Less than, of whole numbers. */
export const lt = (left: Operand<number>, right: Operand<number>): Expr<boolean> => call('lt', left, right);
/** Less than or equal, of whole numbers. */
export const le = (left: Operand<number>, right: Operand<number>): Expr<boolean> => call('le', left, right);
/** Greater than, of whole numbers. */
export const gt = (left: Operand<number>, right: Operand<number>): Expr<boolean> => call('gt', left, right);
/** Greater than or equal, of whole numbers. */
export const ge = (left: Operand<number>, right: Operand<number>): Expr<boolean> => call('ge', left, right);
/** True when all are. */
export const and = (...conditions: readonly Expr<boolean>[]): Expr<boolean> => call('and', ...conditions);
/** True when one is. */
export const or = (...conditions: readonly Expr<boolean>[]): Expr<boolean> => call('or', ...conditions);
/** True when the condition is not. */
export const not = (condition: Expr<boolean>): Expr<boolean> => call('not', condition);
/** The sum of whole numbers. */
export const add = (...terms: readonly Operand<number>[]): Expr<number> => call('add', ...terms);
/** The left less the right. */
export const subtract = (left: Operand<number>, right: Operand<number>): Expr<number> =>
  call('subtract', left, right);
/** The product of whole numbers. */
export const multiply = (...factors: readonly Operand<number>[]): Expr<number> =>
  call('multiply', ...factors);
/** How often the right fits into the left, whole; of whole numbers from 0 on. */
export const divide = (left: Operand<number>, right: Operand<number>): Expr<number> =>
  call('divide', left, right);
/** What is left of the left when the right is taken from it as often as it fits; of whole numbers from 0 on. */
export const remainder = (left: Operand<number>, right: Operand<number>): Expr<number> =>
  call('remainder', left, right);
/** How many items a list or map has, or bytes a text has (Go counts bytes). */
export const length = (
  of: Expr<string | readonly unknown[] | Readonly<Record<string, unknown>>>,
): Expr<number> => call('length', of);
/** Whether the list contains the item. */
export const has = <T extends Scalar>(item: Operand<T>, list: Expr<readonly T[]>): Expr<boolean> =>
  call('has', item, list);
/** Whether a text, list or map has anything in it. */
export const isPresent = (
  of: Expr<string | readonly unknown[] | Readonly<Record<string, unknown>> | undefined>,
): Expr<boolean> => call('isPresent', of);
/** A quantity such as `250m` or `1Gi` in thousandths of its base unit, for comparison. */
export const quantity = (of: Expr<string>): Expr<number> => call('quantity', of);
/** The texts of a list with a separator between them. */
export const joined = (list: Expr<readonly string[]>, separator: string): Expr<string> =>
  call('joined', list, separator);
/** A text that several items of a list have under this key, the last one found; empty where each has its own. */
export const repeated = <K extends string>(
  list: Expr<readonly { readonly [key in NoInfer<K>]: string }[]>,
  key: K,
): Expr<string> => call('repeated', list, key);
/** The numbers from 0 up to, not including, the count. */
export const until = (count: Expr<number>): Expr<readonly number[]> => call('until', count);
/** The text, or another where it is empty. */
export const fallback = (text: Expr<string>, other: Operand<string>): Expr<string> =>
  call('fallback', text, other);
/** One of two scalars, inside a larger expression. */
export const ternary = <T extends Scalar>(
  condition: Expr<boolean>,
  chosen: Operand<T>,
  other: Operand<NoInfer<T>>,
): Expr<T> => call('ternary', chosen, other, condition);

/** What Helm knows of the release. */
export const release: {
  readonly name: Expr<string>;
  readonly namespace: Expr<string>;
  readonly service: Expr<string>;
} = {
  name: expression({ kind: 'builtin', name: 'Release.Name' }),
  namespace: expression({ kind: 'builtin', name: 'Release.Namespace' }),
  service: expression({ kind: 'builtin', name: 'Release.Service' }),
};

/** Text with expressions in it: t`${release.name}-api`. */
export function t(
  strings: TemplateStringsArray,
  ...holes: readonly (Operand<Scalar> | Omissible<Operand<Scalar>>)[]
): Expr<string> {
  const parts: (string | Node)[] = [];
  const addText = (text: string): void => {
    const last = parts.at(-1);
    if (typeof last === 'string') parts[parts.length - 1] = last + text;
    else if (text !== '') parts.push(text);
  };
  strings.forEach((text, index) => {
    addText(text);
    const hole = holes[index];
    const node = nodeOf(hole);
    if (node?.kind === 'text')
      for (const part of node.parts) typeof part === 'string' ? addText(part) : parts.push(part);
    else if (node !== undefined) parts.push(node);
    else if (hole !== undefined) addText(String(hole));
  });
  return expression({ kind: 'text', parts });
}
