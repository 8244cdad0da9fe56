// Compiled code gives what the evaluator gives: every operator, at its borders. Whole charts stand in the
// contract tests.
import { describe, expect, it } from 'vitest';
import { compileFunction, compileTree } from '../../../generator/engine/compile-tree.ts';
import { expression, type Node, type Operator } from '../../../generator/engine/expression.ts';
import { evaluate, runtime } from '../../../generator/engine/index.ts';
import { operators } from '../../../generator/engine/operators.ts';

const numbers = [-1, 0, 1, 2, 3];
const truths = [true, false];
const texts = ['', 'a', 'ä', 'b'];
const pairs = (values: readonly unknown[]) => values.flatMap((a) => values.map((b) => [a, b]));
const trios = pairs(truths).flatMap(([a, b]) => truths.map((c) => [a, b, c]));
const lists = [[], ['a'], ['a', 'b', 'a']];
const named = [[], [{ n: 'a' }], [{ n: 'a' }, { n: 'b' }, { n: 'a' }]];

/** Operands of every kind that an operator takes. */
const operands: Readonly<Record<Operator, readonly (readonly unknown[])[]>> = {
  eq: [...pairs(numbers), ...pairs(texts), ...pairs(truths)],
  ne: [...pairs(numbers), ...pairs(texts), ...pairs(truths)],
  lt: pairs(numbers),
  le: pairs(numbers),
  gt: pairs(numbers),
  ge: pairs(numbers),
  and: [...pairs(truths), ...trios, [true, undefined]],
  or: [...pairs(truths), ...trios, [false, undefined]],
  not: truths.map((truth) => [truth]),
  add: [...pairs(numbers), [1, 2, 3]],
  subtract: pairs(numbers),
  multiply: [...pairs(numbers), [2, 3, 4]],
  divide: pairs(numbers).filter(([, b]) => (b as number) > 0),
  remainder: pairs(numbers).filter(([, b]) => (b as number) > 0),
  length: [...texts, ...lists, { a: 1 }].map((of) => [of]),
  has: lists.flatMap((list) => texts.map((text) => [text, list])),
  isPresent: [...texts, ...lists, {}, { a: 1 }, undefined].map((of) => [of]),
  quantity: ['250m', '2', '1Gi'].map((text) => [text]),
  joined: lists.map((list) => [list, ', ']),
  repeated: named.map((list) => [list, 'n']),
  until: [0, 1, 3].map((count) => [count]),
  fallback: pairs(texts),
  ternary: truths.map((truth) => ['chosen', 'other', truth]),
};

const release = { name: 'r', namespace: 'n' };

/** What both give of an operator over values `a`, `b`, ... */
function bothGive(operator: Operator, given: readonly unknown[]): readonly [unknown, unknown] {
  const values = Object.fromEntries(given.map((value, index) => [String(index), value]));
  const read = (index: number): Node => ({
    kind: 'value',
    path: [String(index)],
    schema: undefined as never,
  });
  const tree = { is: expression({ kind: 'call', operator, operands: given.map((_, index) => read(index)) }) };
  const source = compileFunction((fragments) => compileTree(tree, fragments));
  const compiled = new Function('$', `return ${source}`)(runtime) as (v: unknown, r: unknown) => unknown;
  return [compiled(values, release), evaluate(tree, { values, release })];
}

describe('compileTree', () => {
  it.each(Object.keys(operators) as Operator[])('gives for %s what the evaluator gives', (operator) => {
    expect(operands[operator].length).toBeGreaterThan(1);
    for (const given of operands[operator]) {
      const [compiled, evaluated] = bothGive(operator, given);
      expect(compiled, JSON.stringify(given)).toEqual(evaluated);
    }
  });

  it('refuses a key that would set the prototype', () => {
    const tree = JSON.parse('{"__proto__":1}') as unknown;
    expect(() => compileFunction((fragments) => compileTree(tree, fragments))).toThrow('__proto__');
  });
});
