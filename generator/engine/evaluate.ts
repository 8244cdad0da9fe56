// From a data tree and values to plain data: what Helm would give, without Helm. Pure; the contract
// test holds it against the real `helm template`.
import { createHash } from 'node:crypto';
import { quantityInThousandths } from '../../schemas/scalars.ts';
import { type Fragment, type Node, nodeOf, type Operator, type Variable } from './expression.ts';
import { compareAsGo, goJson } from './go-json.ts';

export interface Release {
  readonly name: string;
  readonly namespace: string;
}

/** A place where the data decides: which of its ways has been taken. */
export type BranchListener = (node: Node, taken: boolean) => void;

export interface Context {
  readonly values: unknown;
  readonly release: Release;
  /** Leads a path of the author's root to the path in `values`; the same path unless given. */
  readonly rebase?: (path: readonly string[]) => readonly string[];
  readonly onBranch?: BranchListener;
}

/** What stands for a part that is left out. */
export const nothing: unique symbol = Symbol('nothing');

type Bindings = ReadonlyMap<Variable, unknown>;
const noBindings: Bindings = new Map();

const builtins: Readonly<Record<string, (release: Release) => string>> = {
  'Release.Name': (release) => release.name,
  'Release.Namespace': (release) => release.namespace,
  'Release.Service': () => 'Helm',
};

// biome-ignore lint/suspicious/noExplicitAny: the types of the operator functions guard the operands
type Operate = (operands: readonly any[]) => unknown;

const isSomething = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.keys(value).length > 0
    : value !== undefined && value !== null && value !== '' && value !== 0 && value !== false;

const operators: Readonly<Record<Operator, Operate>> = {
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
  length: ([of]) => (typeof of === 'string' ? Buffer.byteLength(of) : Object.keys(of).length),
  has: ([item, list]) => list.includes(item),
  isPresent: ([of]) => isSomething(of),
  quantity: ([of]) => quantityInThousandths(of),
  joined: ([list, separator]) => list.join(separator),
  until: ([count]) => Array.from({ length: count }, (_, index) => index),
  ternary: ([chosen, other, condition]) => (condition ? chosen : other),
};

/** The value of one expression. */
export function evaluateNode(node: Node, context: Context, bound: Bindings = noBindings): unknown {
  switch (node.kind) {
    case 'value':
      return at(context.values, context.rebase?.(node.path) ?? node.path);
    case 'variable':
      return at(bound.get(node.variable), node.path);
    case 'builtin':
      return builtins[node.name]?.(context.release);
    case 'literal':
      return node.value;
    case 'call': {
      const operands = node.operands.map((operand) => evaluateNode(operand, context, bound));
      const result = operators[node.operator](operands);
      if (node.operator === 'ternary') context.onBranch?.(node, operands[2] === true);
      return result;
    }
    case 'text':
      return node.parts
        .map((part) => (typeof part === 'string' ? part : textOf(evaluateNode(part, context, bound))))
        .join('');
    case 'joinEach':
      return evaluateJoin(node, context, bound);
    case 'include':
      return evaluateFragment(node.fragment, context);
    case 'checksum':
      return createHash('sha256')
        .update(goJson(evaluateFragment(node.fragment, context)))
        .digest('hex');
    default:
      return evaluatePart(node, context, bound);
  }
}

const textOf = (value: unknown): string => (value === nothing ? '' : String(value));

function at(root: unknown, path: readonly string[]): unknown {
  let value = root;
  for (const key of path) value = (value as Readonly<Record<string, unknown>> | undefined)?.[key];
  return value;
}

function evaluateFragment(fragment: Fragment, context: Context): unknown {
  return evaluate(fragment.body, context);
}

function evaluateJoin(node: Node & { kind: 'joinEach' }, context: Context, bound: Bindings): string {
  const items = evaluateNode(node.subject, context, bound) as readonly unknown[];
  context.onBranch?.(node, items.length > 0);
  const texts = items.map((item) => evaluateNode(node.text, context, new Map(bound).set(node.item, item)));
  return texts.join(node.separator);
}

/** Several items that one `each` in a list gives. */
class Several {
  readonly items: readonly unknown[];
  constructor(items: readonly unknown[]) {
    this.items = items;
  }
}

function evaluatePart(node: Node, context: Context, bound: Bindings): unknown {
  switch (node.kind) {
    case 'when': {
      const taken = evaluateNode(node.condition, context, bound) === true;
      context.onBranch?.(node, taken);
      return taken ? evaluate(node.body, context, bound) : nothing;
    }
    case 'choice': {
      const taken = evaluateNode(node.condition, context, bound) === true;
      context.onBranch?.(node, taken);
      return evaluate(taken ? node.chosen : node.other, context, bound);
    }
    case 'with': {
      const subject = evaluateNode(node.subject, context, bound);
      context.onBranch?.(node, isSomething(subject));
      return isSomething(subject)
        ? evaluate(node.body, context, new Map(bound).set(node.variable, subject))
        : nothing;
    }
    case 'each':
      return evaluateEach(node, context, bound);
    case 'merge':
      return {
        ...(evaluateFragment(node.fragment, context) as object),
        ...(evaluate(node.more, context, bound) as object),
      };
    case 'lines':
      return `${(evaluate(node.lines, context, bound) as readonly string[]).flat().join('\n')}\n`;
    case 'carried':
      return node.text;
    case 'commented':
      return evaluate(node.body, context, bound);
    default:
      throw new Error(`not a part of a tree: ${node.kind}`);
  }
}

function evaluateEach(node: Node & { kind: 'each' }, context: Context, bound: Bindings): Several {
  const subject = evaluateNode(node.subject, context, bound) as
    | Readonly<Record<string, unknown>>
    | readonly unknown[];
  const isList = Array.isArray(subject);
  const keys = isList ? [...subject.keys()] : Object.keys(subject).sort(compareAsGo);
  context.onBranch?.(node, keys.length > 0);
  return new Several(
    keys.map((key) => {
      const bindings = new Map(bound).set(
        node.item,
        (subject as Readonly<Record<string | number, unknown>>)[key],
      );
      if (node.key !== undefined) bindings.set(node.key, key);
      return evaluate(node.body, context, bindings);
    }),
  );
}

const fixed = new WeakMap<object, boolean>();

/** Whether a tree holds no expression at all, so that it is its own value. */
function isFixed(tree: unknown): boolean {
  if (typeof tree !== 'object' || tree === null) return true;
  if (nodeOf(tree) !== undefined) return false;
  let known = fixed.get(tree);
  if (known === undefined) {
    known = Object.values(tree).every(isFixed);
    fixed.set(tree, known);
  }
  return known;
}

/** The plain data of a tree; `nothing` when the whole of it is left out. The result shares fixed parts: do not change it. */
export function evaluate(tree: unknown, context: Context, bound: Bindings = noBindings): unknown {
  if (isFixed(tree)) return tree;
  const node = nodeOf(tree);
  if (node !== undefined) return evaluateNode(node, context, bound);
  if (Array.isArray(tree)) {
    const items: unknown[] = [];
    for (const item of tree) {
      const value = evaluate(item, context, bound);
      if (value instanceof Several) items.push(...value.items.filter((one) => one !== nothing));
      else if (value !== nothing) items.push(value);
    }
    return items;
  }
  const map: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(tree as object)) {
    const value = evaluate(item, context, bound);
    if (value !== nothing) map[key] = value;
  }
  return map;
}
