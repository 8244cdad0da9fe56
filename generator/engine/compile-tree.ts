// From a data tree to JavaScript that gives the same plain data as `evaluate`, without walking the tree:
// the values are `v`, the release is `r`, and what it calls is the runtime, `$`. The contract test holds
// both against the real `helm template`. Must not know what the tree describes.
import { type Fragment, type Node, nodeOf, type Operator, type Variable } from './expression.ts';

/** The fragments that the code around needs, each a function that remembers its result. */
class Fragments {
  readonly #names = new Map<Fragment, string>();
  readonly #definitions: string[] = [];

  /** A call of the fragment's function. */
  call(fragment: Fragment): string {
    const known = this.#names.get(fragment);
    if (known !== undefined) return `${known}()`;
    const name = `f${this.#names.size}`;
    this.#names.set(fragment, name);
    const body = compileTree(fragment.body, this);
    this.#definitions.push(`let ${name}v;const ${name}=()=>${name}v===undefined?${name}v=${body}:${name}v;`);
    return `${name}()`;
  }

  /** The functions that have been called, as declarations. */
  get declarations(): string {
    return this.#definitions.join('\n');
  }
}

/** The names that the loops around a part have bound. */
type Bindings = ReadonlyMap<Variable, string>;

interface Scope {
  readonly fragments: Fragments;
  readonly bound: Bindings;
}

/** JavaScript source of a function of the values and the release, with the fragments that its body calls. */
export function compileFunction(body: (fragments: Fragments) => string): string {
  const fragments = new Fragments();
  const source = body(fragments);
  return `(v,r)=>{${fragments.declarations}return ${source}}`;
}

/** JavaScript source of an expression for a tree; `$.nothing` when the whole of it is left out. */
export const compileTree = (tree: unknown, fragments: Fragments): string =>
  compile(tree, { fragments, bound: new Map() });

/** JavaScript source of a list, for trees in a row. */
export const compileList = (items: readonly unknown[], fragments: Fragments): string =>
  listSource(items, { fragments, bound: new Map() });

function compile(tree: unknown, scope: Scope): string {
  if (typeof tree !== 'object' || tree === null) return JSON.stringify(tree) ?? 'undefined';
  const node = nodeOf(tree);
  if (node !== undefined) return nodeSource(node, scope);
  return Array.isArray(tree) ? listSource(tree, scope) : mapSource(tree, scope);
}

/** Whether a part is always there, and is one: it can stand in a list or map as it is. */
function isSure(tree: unknown): boolean {
  const node = nodeOf(tree);
  if (node === undefined) return true;
  if (node.kind === 'commented') return isSure(node.body);
  if (node.kind === 'choice') return isSure(node.chosen) && isSure(node.other);
  return !['when', 'with', 'each', 'spread'].includes(node.kind);
}

function listSource(items: readonly unknown[], scope: Scope): string {
  const list = `[${items.map((item) => compile(item, scope)).join(',')}]`;
  return items.every(isSure) ? list : `$.listOf(${list})`;
}

function mapSource(map: object, scope: Scope): string {
  const entries = Object.entries(map).filter(([, item]) => item !== undefined);
  // In a literal this key would set the prototype.
  if (entries.some(([key]) => key === '__proto__')) throw new Error('a tree cannot hold the key __proto__');
  const source = entries.map(([key, item]) => `${JSON.stringify(key)}:${compile(item, scope)}`);
  const literal = `{${source.join(',')}}`;
  return entries.every(([, item]) => isSure(item)) ? `(${literal})` : `$.mapOf(${literal})`;
}

const builtins: Readonly<Record<string, string>> = {
  'Release.Name': 'r.name',
  'Release.Namespace': 'r.namespace',
  'Release.Service': '"Helm"',
};

const steps = (path: readonly string[]): string => path.map((key) => `?.[${JSON.stringify(key)}]`).join('');

function nodeSource(node: Node, scope: Scope): string {
  switch (node.kind) {
    case 'value':
      return `v${steps(node.path)}`;
    case 'variable':
      return `${nameOf(node.variable, scope)}${steps(node.path)}`;
    case 'builtin':
      return builtins[node.name] as string;
    case 'literal':
      return JSON.stringify(node.value);
    case 'call':
      return callSource(node.operator, node.operands, scope);
    case 'text':
      return `(${node.parts.map((part) => textSource(part, scope)).join('+') || '""'})`;
    case 'joinEach':
      return `${nodeSource(node.subject, scope)}.map(${binding([node.item], scope, (inner) => nodeSource(node.text, inner))}).join(${JSON.stringify(node.separator)})`;
    case 'include':
      return scope.fragments.call(node.fragment);
    case 'checksum':
      return `$.checksumOf(${scope.fragments.call(node.fragment)})`;
    default:
      return partSource(node, scope);
  }
}

function nameOf(variable: Variable, { bound }: Scope): string {
  const name = bound.get(variable);
  if (name === undefined) throw new Error('a variable stands outside of its loop');
  return name;
}

const textSource = (part: string | Node, scope: Scope): string =>
  typeof part === 'string' ? JSON.stringify(part) : `$.textOf(${nodeSource(part, scope)})`;

/** A function that binds the variables, and gives what its body makes of them. */
function binding(
  variables: readonly (Variable | undefined)[],
  { fragments, bound }: Scope,
  body: (scope: Scope) => string,
): string {
  const inner = new Map(bound);
  const names = variables.map((variable, index) => {
    const name = `x${bound.size + index}`;
    if (variable !== undefined) inner.set(variable, name);
    return name;
  });
  return `(${names.join(',')})=>${body({ fragments, bound: inner })}`;
}

/** The operators that JavaScript has itself; all others are called. */
const inline: Partial<Readonly<Record<Operator, (operands: readonly string[]) => string>>> = {
  eq: ([a, b]) => `(${a}===${b})`,
  ne: ([a, b]) => `(${a}!==${b})`,
  lt: ([a, b]) => `(${a}<${b})`,
  le: ([a, b]) => `(${a}<=${b})`,
  gt: ([a, b]) => `(${a}>${b})`,
  ge: ([a, b]) => `(${a}>=${b})`,
  and: (all) => `!!(${all.join('&&')})`,
  or: (all) => `!!(${all.join('||')})`,
  not: ([a]) => `!${a}`,
  add: (all) => `(${all.join('+')})`,
  subtract: ([a, b]) => `(${a}-${b})`,
  multiply: (all) => `(${all.join('*')})`,
  ternary: ([chosen, other, condition]) => `(${condition}?${chosen}:${other})`,
};

function callSource(operator: Operator, operands: readonly Node[], scope: Scope): string {
  const sources = operands.map((operand) => nodeSource(operand, scope));
  return inline[operator]?.(sources) ?? `$.operators.${operator}([${sources.join(',')}])`;
}

function partSource(node: Node, scope: Scope): string {
  switch (node.kind) {
    case 'when':
      return `(${nodeSource(node.condition, scope)}?${compile(node.body, scope)}:$.nothing)`;
    case 'choice':
      return `(${nodeSource(node.condition, scope)}?${compile(node.chosen, scope)}:${compile(node.other, scope)})`;
    case 'with': {
      const body = binding([node.variable], scope, (inner) => {
        return `$.isSomething(${nameOf(node.variable, inner)})?${compile(node.body, inner)}:$.nothing`;
      });
      return `(${body})(${nodeSource(node.subject, scope)})`;
    }
    case 'each': {
      const body = binding([node.item, node.key], scope, (inner) => compile(node.body, inner));
      return `$.severalOf(${nodeSource(node.subject, scope)},${body})`;
    }
    case 'spread':
      return `$.severalOf(${scope.fragments.call(node.fragment)},(item)=>item)`;
    case 'merge': {
      const parts = [node.more, ...(node.own === undefined ? [] : [node.own])];
      // What is left out adds nothing: a symbol has no keys of its own.
      const spread = parts.map((part) => `...${compile(part, scope)}`).join(',');
      return `({...${scope.fragments.call(node.fragment)},${spread}})`;
    }
    case 'lines':
      return `$.linesOf([${node.lines.map((line) => compile(line, scope)).join(',')}])`;
    case 'carried':
      return JSON.stringify(node.text);
    case 'commented':
      return compile(node.body, scope);
    default:
      throw new Error(`not a part of a tree: ${node.kind}`);
  }
}
