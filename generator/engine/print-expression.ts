// Expressions as the pipelines of a Helm template. Knows how Helm reads numbers (every number of a
// values file is a float64, and prints as 1e+06 from a million on); knows no YAML beyond one scalar.
import type { Node, Operator, Variable } from './expression.ts';
import { maximumOf, shapeOf } from './schema-shape.ts';
import { typeOf, type ValueType } from './value-type.ts';

/** What `.` is at a place of a template, and which names are bound there. */
export interface Scope {
  /** The chart's own prefix for its named templates. */
  readonly chart: string;
  readonly dot: Variable | 'root';
  readonly names: ReadonlyMap<Variable, string>;
  /** Variables that a nested block could not reach through `.`: they need a name. */
  readonly wanted: Set<Variable>;
  readonly rebase: (path: readonly string[]) => readonly string[];
}

const goText = (text: string): string => JSON.stringify(text);

const access = (root: string, path: readonly string[]): string => {
  const plain = path.every((key) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(key));
  if (plain) return path.length === 0 ? root || '.' : `${root}.${path.join('.')}`;
  return `(index ${root || '.'} ${path.map(goText).join(' ')})`;
};

/** The pipeline of an expression, without braces. */
export function printNode(node: Node, scope: Scope): string {
  switch (node.kind) {
    case 'value':
      return access(scope.dot === 'root' ? '.Values' : '$.Values', scope.rebase(node.path));
    case 'variable':
      return printVariable(node, scope);
    case 'builtin':
      return scope.dot === 'root' ? `.${node.name}` : `$.${node.name}`;
    case 'literal':
      return typeof node.value === 'string' ? goText(node.value) : String(node.value);
    case 'call':
      return printers[node.operator](node.operands, scope);
    case 'text':
      return printFormat(node.parts, scope);
    case 'include': {
      const text = `include ${goText(node.fragment.name)} ${rootOf(scope)}`;
      // What a named template gives is text, and any text but an empty one counts as true.
      return typeOf(node) === 'boolean' ? `eq (${text}) "true"` : text;
    }
    case 'checksum':
      // A named template loses its last line break, and a text that ends with one must keep it.
      return `printf "%s\\n" (include ${goText(node.fragment.name)} ${rootOf(scope)}) | fromYaml | toJson | sha256sum`;
    default:
      throw new Error(`${node.kind} cannot stand inside an expression`);
  }
}

const rootOf = (scope: Scope): string => (scope.dot === 'root' ? '.' : '$');

function printVariable(node: Node & { kind: 'variable' }, scope: Scope): string {
  const name = scope.names.get(node.variable);
  if (name !== undefined) return access(`$${name}`, node.path);
  if (scope.dot === node.variable) return access('', node.path);
  scope.wanted.add(node.variable);
  return access('$unnamed', node.path);
}

/** An operand: in parentheses when it has parts. */
export function printOperand(node: Node, scope: Scope): string {
  const text = printNode(node, scope);
  return /\s/.test(text) && !/^"[^"]*"$/.test(text) && !(text.startsWith('(') && text.endsWith(')'))
    ? `(${text})`
    : text;
}

/** Comparisons and sums need one type on both sides, whether a number came from a file or from --set. */
function number(node: Node, scope: Scope): string {
  if (node.kind === 'literal' || node.kind === 'call') return printOperand(node, scope);
  const bounded =
    node.kind !== 'value' && node.kind !== 'variable'
      ? true
      : node.schema === undefined || maximumOf(shapeOf(node.schema).schema) < 2 ** 31;
  return `(${bounded ? 'int' : 'int64'} ${printOperand(node, scope)})`;
}

const comparand = (node: Node, scope: Scope): string =>
  typeOf(node) === 'integer' ? number(node, scope) : printOperand(node, scope);

/** A condition that must be a true boolean, not merely truthy. */
function strict(node: Node, scope: Scope): string {
  if (node.kind === 'call' && node.operator === 'isPresent')
    return `(not (empty ${printOperand(node.operands[0] as Node, scope)}))`;
  // Of lists and texts, Helm's `and` and `or` give one of them, no boolean.
  if (node.kind === 'call' && (node.operator === 'and' || node.operator === 'or'))
    return `(${infix(node.operator, strict)(node.operands, scope)})`;
  return printOperand(node, scope);
}

type PrintCall = (operands: readonly Node[], scope: Scope) => string;

const infix =
  (name: string, print: (node: Node, scope: Scope) => string): PrintCall =>
  (operands, scope) =>
    `${name} ${operands.map((node) => print(node, scope)).join(' ')}`;

const printers: Readonly<Record<Operator, PrintCall>> = {
  eq: infix('eq', comparand),
  ne: infix('ne', comparand),
  lt: infix('lt', number),
  le: infix('le', number),
  gt: infix('gt', number),
  ge: infix('ge', number),
  and: infix('and', printOperand),
  or: infix('or', printOperand),
  not: infix('not', printOperand),
  add: infix('add', number),
  subtract: infix('sub', number),
  multiply: infix('mul', number),
  divide: infix('div', number),
  remainder: infix('mod', number),
  length: infix('len', printOperand),
  has: infix('has', printOperand),
  isPresent: ([of], scope) => printNode(of as Node, scope),
  quantity: ([of], scope) =>
    `include ${goText(`${scope.chart}.thousandths`)} ${printOperand(of as Node, scope)} | int64`,
  joined: ([list, separator], scope) =>
    `join ${printOperand(separator as Node, scope)} ${printOperand(list as Node, scope)}`,
  repeated: ([list, key], scope) =>
    `include ${goText(`${scope.chart}.repeated`)} (dict "list" ${printOperand(list as Node, scope)} "key" ${printOperand(key as Node, scope)})`,
  until: infix('until', number),
  fallback: ([text, other], scope) =>
    `default ${printOperand(other as Node, scope)} ${printOperand(text as Node, scope)}`,
  ternary: ([chosen, other, condition], scope) =>
    `ternary ${comparand(chosen as Node, scope)} ${comparand(other as Node, scope)} ${strict(condition as Node, scope)}`,
};

const verbs: Readonly<Record<ValueType, string>> = {
  string: '%s',
  integer: '%d',
  boolean: '%t',
  map: '%v',
  list: '%v',
};

function printFormat(parts: readonly (string | Node)[], scope: Scope): string {
  const format = parts
    .map((part) => (typeof part === 'string' ? part.replaceAll('%', '%%') : verbs[typeOf(part)]))
    .join('');
  const holes = parts.filter((part): part is Node => typeof part !== 'string');
  if (holes.length === 0) return goText(parts.join(''));
  return `printf ${goText(format)} ${holes.map((hole) => comparand(hole, scope)).join(' ')}`;
}
