// Plants a small fault in a rule's condition, one at a time: a comparison that is off by one, a part that is
// left out, a choice that is always the same. Cases that notice none of one fault prove too little.
// Must not know any rule.
import { expression, type Operator } from '../../generator/engine/expression.ts';
import { type Node, nodeOf, type Rule } from '../../generator/engine/index.ts';

export interface Mutant {
  /** `ge instead of gt` */
  readonly fault: string;
  readonly rule: Rule;
}

interface Faulty {
  readonly fault: string;
  readonly node: Node;
}

const others: Partial<Record<Operator, Operator>> = { gt: 'ge', ge: 'gt', lt: 'le', le: 'lt', eq: 'ne' };

function replaced<T>(list: readonly T[], at: number, item: T): readonly T[] {
  return list.map((old, index) => (index === at ? item : old));
}

/** The faults of a call itself, its operands left alone. */
function ownFaults(node: Node & { kind: 'call' }): Faulty[] {
  const { operator, operands } = node;
  const other = others[operator];
  if (other !== undefined) {
    return [{ fault: `${other} instead of ${operator}`, node: { ...node, operator: other } }];
  }
  if (operator === 'and' || operator === 'or') {
    return operands.map((_, left) => ({
      fault: `${operator} without its part ${left + 1}`,
      node: { ...node, operands: operands.filter((_part, index) => index !== left) },
    }));
  }
  if (operator !== 'ternary') return [];
  return [true, false].map((value) => ({
    fault: `a choice that is always ${value}`,
    node: { ...node, operands: replaced(operands, 2, { kind: 'literal', value }) },
  }));
}

function faultsOf(node: Node): Faulty[] {
  if (node.kind !== 'call') return [];
  const below = node.operands.flatMap((operand, at) =>
    faultsOf(operand).map(({ fault, node: faulty }) => ({
      fault,
      node: { ...node, operands: replaced(node.operands, at, faulty) },
    })),
  );
  return [...ownFaults(node), ...below];
}

/** What stands inside all loops. */
const innermost = (check: Node | undefined): Node | undefined =>
  check?.kind === 'each' ? innermost(nodeOf(check.body)) : check;

/** The loops around it, with something else inside. */
const within = (check: Node, faulty: Node): Node =>
  check.kind === 'each' ? { ...check, body: expression(within(nodeOf(check.body) as Node, faulty)) } : faulty;

/** Every faulty form of the rule; only what decides, never the message. */
export function mutantsOf(rule: Rule): readonly Mutant[] {
  const check = nodeOf(rule.check);
  const inner = innermost(check);
  if (inner?.kind !== 'when') throw new Error(`${rule.code} is no when(…), nor one inside each(…)`);
  return faultsOf(inner.condition).map(({ fault, node }) => {
    const faulty: Node = { ...inner, condition: node };
    const whole = within(check as Node, faulty);
    return { fault, rule: { ...rule, check: expression(whole) as unknown as Rule['check'] } };
  });
}
