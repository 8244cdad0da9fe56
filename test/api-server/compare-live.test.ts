// The comparison itself, without a server: what is a difference, and what is not.
import { describe, expect, it } from 'vitest';
import { differencesToLive, mergePatch, withoutRecords } from './compare-live.ts';

describe('differences to the live object', () => {
  it.each([
    ['what the server adds beside ours', { a: { b: 1 } }, { a: { b: 1, c: 2 }, d: 3 }, []],
    ['what it adds in an entry of a list', { a: [{ b: 1 }] }, { a: [{ b: 1, c: 2 }] }, []],
    ['a field that is lost', { a: { b: 1 } }, { a: {} }, ['a.b: ours 1, live nothing']],
    ['a field that is null', { a: null }, {}, ['a: ours null, live nothing']],
    ['an empty map that is dropped', { a: {} }, {}, ['a: ours {}, live nothing']],
    ['a text for a number', { a: '1' }, { a: 1 }, ['a: ours "1", live 1']],
    ['an entry more', { a: [1] }, { a: [1, 2] }, ['a: 1 entries, live 2']],
    ['an entry less', { a: [1, 2] }, { a: [1] }, ['a: 2 entries, live 1']],
    ['another order', { a: [1, 2] }, { a: [2, 1] }, ['a[0]: ours 1, live 2', 'a[1]: ours 2, live 1']],
    ['a list for a map', { a: [] }, { a: {} }, ['a: ours [], live {}']],
  ])('%s', (_, ours, live, expected) => {
    expect(differencesToLive(ours, live)).toEqual(expected);
  });
});

describe('a merge patch', () => {
  it('merges maps, replaces lists, removes what is null, and leaves its target alone', () => {
    const target = { a: { b: 1, c: 2 }, d: [{ e: 1, f: 2 }], g: 3 };
    const before = structuredClone(target);
    expect(mergePatch(target, { a: { b: 9 }, d: [{ e: 1 }], g: null })).toEqual({
      a: { b: 9, c: 2 },
      d: [{ e: 1 }],
    });
    expect(target).toEqual(before);
  });
});

describe("the server's own records", () => {
  it('are left out, and nothing else', () => {
    const metadata = { name: 'a', uid: 'u', resourceVersion: '7', generation: 1, managedFields: [] };
    expect(withoutRecords({ metadata, spec: 1 })).toEqual({ metadata: { name: 'a', uid: 'u' }, spec: 1 });
  });
});
