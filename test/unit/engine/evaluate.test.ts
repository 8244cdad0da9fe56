// What the evaluator gives where Helm's own reading is easy to miss; the contract test holds the rest
// against the real program.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { compareAsGo, goJson } from '../../../generator/engine/go-json.ts';
import {
  checksum,
  eachEntry,
  evaluate,
  fragment,
  gt,
  length,
  lines,
  quantity,
  t,
  valuesOf,
  when,
} from '../../../generator/engine/index.ts';

const Values = z.strictObject({
  text: z.string(),
  size: z.string(),
  limit: z.string(),
  map: z.record(z.string(), z.string()),
});
const v = valuesOf(Values);
const context = {
  values: { text: 'ä<b>', size: '1Gi', limit: '512Mi', map: { z: '1', ａ: '2', '😀': '3', B: '4' } },
  release: { name: 'r', namespace: 'n' },
};

describe('evaluate', () => {
  it('counts bytes, as Go does', () => {
    expect(evaluate(length(v.text), context)).toBe(5);
  });

  it('orders the keys of a map by their code points, as Go does', () => {
    const tree = [eachEntry(v.map, (key) => ({ key }))];
    expect(evaluate(tree, context)).toEqual([{ key: 'B' }, { key: 'z' }, { key: 'ａ' }, { key: '😀' }]);
    expect(compareAsGo('\uff5e', '😀')).toBeLessThan(0);
  });

  it('compares quantities by what they mean', () => {
    expect(evaluate(gt(quantity(v.size), quantity(v.limit)), context)).toBe(true);
  });

  it('leaves out what its condition denies, in a text too', () => {
    const denied = gt(quantity(v.limit), quantity(v.size));
    expect(
      evaluate(
        { a: when(denied, 1), b: t`x${when(denied, 'y')}`, c: lines('1', when(denied, '2')) },
        context,
      ),
    ).toEqual({ b: 'x', c: '1\n' });
  });

  it('escapes JSON as Go does, so that checksums agree', () => {
    expect(goJson({ b: '<&>\u2028\u0007\u007f', a: [1, true, ''] })).toBe(
      '{"a":[1,true,""],"b":"\\u003c\\u0026\\u003e\\u2028\\u0007\u007f"}',
    );
    const sum = (text: string) =>
      evaluate(checksum(fragment('x', 'X.', { text: v.text })), { ...context, values: { text } });
    expect(sum('a')).toMatch(/^[0-9a-f]{64}$/);
    expect(sum('a')).not.toBe(sum('b'));
  });

  it('hands out parts that hold no expression as they are, so nobody may change them', () => {
    const fixed = { deep: { plain: [1] } };
    expect(evaluate({ fixed, a: v.text }, context)).toHaveProperty('fixed', fixed);
  });
});
