// What kind of value an expression gives, as far as its form and the schemas tell. Knows no syntax of Helm.
import { type Fragment, type Node, nodeOf, type Operator } from './expression.ts';
import { shapeOf } from './schema-shape.ts';

export type ValueType = 'string' | 'integer' | 'boolean' | 'map' | 'list';

const resultTypes: Readonly<Record<Exclude<Operator, 'ternary'>, ValueType>> = {
  eq: 'boolean',
  ne: 'boolean',
  lt: 'boolean',
  le: 'boolean',
  gt: 'boolean',
  ge: 'boolean',
  and: 'boolean',
  or: 'boolean',
  not: 'boolean',
  has: 'boolean',
  isPresent: 'boolean',
  add: 'integer',
  subtract: 'integer',
  multiply: 'integer',
  divide: 'integer',
  remainder: 'integer',
  length: 'integer',
  quantity: 'integer',
  joined: 'string',
  repeated: 'string',
  fallback: 'string',
  until: 'list',
};

/** What kind of value an expression gives. */
export function typeOf(node: Node): ValueType {
  switch (node.kind) {
    case 'value':
    case 'variable': {
      if (node.schema === undefined)
        return node.kind === 'variable' && node.variable.role === 'key' ? 'string' : 'integer';
      const { kind } = shapeOf(node.schema);
      return kind === 'record' || kind === 'union' ? 'map' : kind;
    }
    case 'literal':
      return typeof node.value === 'number'
        ? 'integer'
        : typeof node.value === 'boolean'
          ? 'boolean'
          : 'string';
    case 'call':
      return node.operator === 'ternary' ? typeOf(node.operands[0] as Node) : resultTypes[node.operator];
    case 'include': {
      const body = nodeOf(node.fragment.body);
      if (body !== undefined) return typeOf(body);
      return Array.isArray(node.fragment.body) ? 'list' : 'map';
    }
    case 'merge':
      return 'map';
    default:
      return 'string';
  }
}

/** Whether a fragment gives one scalar, which a template has as text; otherwise it gives a map or a list. */
export function isTextFragment(fragment: Fragment): boolean {
  const node = nodeOf(fragment.body);
  return node !== undefined && node.kind !== 'merge';
}
