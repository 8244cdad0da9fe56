// Comparing objects: what counts as a difference.
import { describe, expect, it } from 'vitest';
import { byName, differences } from '../../support/compare-objects.ts';

const object = (spec: unknown) => ({ kind: 'Thing', metadata: { name: 'a' }, spec });
const compare = (left: unknown, right: unknown) =>
  differences(byName([object(left)]), byName([object(right)]));

describe('differences', () => {
  it('is empty for the same data, in whatever order the keys stand', () => {
    expect(compare({ a: [1, { b: null }], c: '' }, { c: '', a: [1, { b: null }] })).toEqual([]);
  });

  it.each([
    [{ a: null }, {}, 'Thing/a.spec.a: null against nothing'],
    [{}, { a: null }, 'Thing/a.spec.a: nothing against null'],
    [{ a: undefined }, {}, 'Thing/a.spec.a: undefined against nothing'],
    [{ a: undefined }, { a: undefined }, 'Thing/a.spec.a: undefined against undefined'],
    [{ a: 1 }, { a: '1' }, 'Thing/a.spec.a: 1 against "1"'],
    [{ a: {} }, { a: [] }, 'Thing/a.spec.a: {} against []'],
    [{ a: [1, 2] }, { a: [2, 1] }, 'Thing/a.spec.a[0]: 1 against 2'],
    [{ a: [1] }, { a: [1, null] }, 'Thing/a.spec.a[1]: nothing against null'],
    [{ a: { toString: 1 } }, { a: {} }, 'Thing/a.spec.a.toString: 1 against nothing'],
  ])('sees %j against %j', (left, right, line) => expect(compare(left, right)[0]).toBe(line));

  it('sees an object that is missing on either side', () => {
    const one = byName([object({})]);
    expect(differences(one, new Map())).toEqual(['Thing/a: only on the left']);
    expect(differences(new Map(), one)).toEqual(['Thing/a: only on the right']);
  });

  it('refuses two objects of one name', () => {
    expect(() => byName([object({}), object({})])).toThrow('two objects are called Thing/a');
  });
});
