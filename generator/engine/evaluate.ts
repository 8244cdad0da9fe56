// From a data tree and values to plain data: what Helm would give, without Helm. Pure; the contract
// test holds it against the real `helm template`.
import { type Fragment, type Node, nodeOf, type Variable } from './expression.ts';
import { isSomething, operators } from './operators.ts';
import { checksumOf, linesOf, listOf, mapOf, nothing, severalOf, textOf } from './runtime.ts';

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

/** What the loops around a part have bound, the innermost first. */
interface Bindings {
  readonly variable: Variable;
  readonly value: unknown;
  readonly outer: Bindings | undefined;
}

function boundTo(variable: Variable, bound: Bindings | undefined): unknown {
  for (let scope = bound; scope !== undefined; scope = scope.outer)
    if (scope.variable === variable) return scope.value;
  return undefined;
}

const builtins: Readonly<Record<string, (release: Release) => string>> = {
  'Release.Name': (release) => release.name,
  'Release.Namespace': (release) => release.namespace,
  'Release.Service': () => 'Helm',
};

/** The value of one expression. */
function evaluateNode(node: Node, context: Context, bound?: Bindings): unknown {
  switch (node.kind) {
    case 'value':
      return at(context.values, context.rebase?.(node.path) ?? node.path);
    case 'variable':
      return at(boundTo(node.variable, bound), node.path);
    case 'builtin':
      return builtins[node.name]?.(context.release);
    case 'literal':
      return node.value;
    case 'call': {
      const operands = node.operands.map((operand) => evaluateNode(operand, context, bound));
      const result = operators[node.operator](operands);
      if (node.operator === 'ternary') context.onBranch?.(node, operands[2] === true);
      if (node.operator === 'fallback') context.onBranch?.(node, operands[0] !== '');
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
      return checksumOf(evaluateFragment(node.fragment, context));
    default:
      return evaluatePart(node, context, bound);
  }
}

function at(root: unknown, path: readonly string[]): unknown {
  let value = root;
  for (const key of path) value = (value as Readonly<Record<string, unknown>> | undefined)?.[key];
  return value;
}

const evaluated = new WeakMap<Context, Map<Fragment, unknown>>();

/** A fragment sees no loop around it: within one context it is always the same, and evaluated once. */
function evaluateFragment(fragment: Fragment, context: Context): unknown {
  if (context.onBranch !== undefined) return evaluate(fragment.body, context);
  const known = evaluated.get(context) ?? new Map<Fragment, unknown>();
  evaluated.set(context, known);
  if (!known.has(fragment)) known.set(fragment, evaluate(fragment.body, context));
  return known.get(fragment);
}

function evaluateJoin(node: Node & { kind: 'joinEach' }, context: Context, bound?: Bindings): string {
  const items = evaluateNode(node.subject, context, bound) as readonly unknown[];
  context.onBranch?.(node, items.length > 0);
  const texts = items.map((value) =>
    evaluateNode(node.text, context, { variable: node.item, value, outer: bound }),
  );
  return texts.join(node.separator);
}

function evaluatePart(node: Node, context: Context, bound?: Bindings): unknown {
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
        ? evaluate(node.body, context, { variable: node.variable, value: subject, outer: bound })
        : nothing;
    }
    case 'each':
      return evaluateEach(node, context, bound);
    case 'spread':
      return severalOf(evaluateFragment(node.fragment, context) as readonly unknown[], (item) => item);
    case 'merge':
      return {
        ...(evaluateFragment(node.fragment, context) as object),
        ...(evaluate(node.more, context, bound) as object),
        ...(evaluate([node.own], context, bound) as readonly object[])[0],
      };
    case 'lines':
      return linesOf(node.lines.map((line) => evaluate(line, context, bound)));
    case 'carried':
      return node.text;
    case 'commented':
      return evaluate(node.body, context, bound);
    default:
      throw new Error(`not a part of a tree: ${node.kind}`);
  }
}

function evaluateEach(node: Node & { kind: 'each' }, context: Context, bound?: Bindings): unknown {
  const subject = evaluateNode(node.subject, context, bound) as readonly unknown[];
  context.onBranch?.(node, isSomething(subject));
  return severalOf(subject, (value, key) => {
    const outer = node.key === undefined ? bound : { variable: node.key, value: key, outer: bound };
    return evaluate(node.body, context, { variable: node.item, value, outer });
  });
}

/** How one object of a tree is evaluated; found out once, since trees never change. */
type Plan =
  | { readonly kind: 'fixed' }
  | { readonly kind: 'node'; readonly node: Node }
  | { readonly kind: 'list'; readonly items: readonly unknown[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [key: string, item: unknown])[] };

const plans = new WeakMap<object, Plan>();

/** Whether a tree holds no expression at all, so that it is its own value. */
const isFixed = (tree: unknown): boolean =>
  typeof tree !== 'object' || tree === null || planOf(tree).kind === 'fixed';

function planOf(tree: object): Plan {
  const known = plans.get(tree);
  if (known !== undefined) return known;
  const plan = makePlan(tree);
  plans.set(tree, plan);
  return plan;
}

function makePlan(tree: object): Plan {
  const node = nodeOf(tree);
  if (node !== undefined) return { kind: 'node', node };
  if (Object.values(tree).every(isFixed)) return { kind: 'fixed' };
  return Array.isArray(tree) ? { kind: 'list', items: tree } : { kind: 'map', entries: Object.entries(tree) };
}

/** The plain data of a tree; `nothing` when the whole of it is left out. The result shares fixed parts: do not change it. */
export function evaluate(tree: unknown, context: Context, bound?: Bindings): unknown {
  if (typeof tree !== 'object' || tree === null) return tree;
  const plan = planOf(tree);
  if (plan.kind === 'fixed') return tree;
  if (plan.kind === 'node') return evaluateNode(plan.node, context, bound);
  if (plan.kind === 'list') return evaluateList(plan.items, context, bound);
  const map: Record<string, unknown> = {};
  for (const [key, item] of plan.entries) map[key] = evaluate(item, context, bound);
  return mapOf(map);
}

/** The plain data of trees in a row, what loops among them give spread out, what is left out gone. */
export const evaluateList = (items: readonly unknown[], context: Context, bound?: Bindings): unknown[] =>
  listOf(items.map((item) => evaluate(item, context, bound)));
