// Layers merge as the real Helm merges them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonMap, mergeLayers } from '../../../generator/load/merge-layers.ts';
import { coalesce } from './coalesce.ts';
import { hasHelm, helmValues } from './helm-probe.ts';

describe('mergeLayers', () => {
  it('merges maps deeply, replaces lists and scalars, keeps null', () => {
    const layers: JsonMap[] = [
      { a: { b: 1, c: 2 }, list: [1, 2], n: { x: 1 } },
      { a: { c: 3 }, list: [3], n: null },
    ];
    const before = JSON.stringify(layers);
    expect(mergeLayers(layers)).toEqual({ a: { b: 1, c: 3 }, list: [3], n: null });
    expect(JSON.stringify(layers)).toBe(before);
  });

  it('takes a map that follows null as it is', () => {
    expect(mergeLayers([{ n: { x: 1 } }, { n: null }, { n: { y: 2 } }])).toEqual({ n: { y: 2 } });
  });

  it('knows no inherited key', () => {
    expect(mergeLayers([{}, { toString: { a: 1 } }])).toEqual({ toString: { a: 1 } });
  });
});

describe('coalesce', () => {
  it('lets null delete a default, and keeps a null that has none', () => {
    expect(coalesce({ a: null, b: { c: null, d: null }, e: null }, { a: 1, b: { c: 1, x: 2 } })).toEqual({
      b: { d: null, x: 2 },
      e: null,
    });
  });
});

const keys = fc.constantFrom('a', 'b', 'c', 'd');
const scalar = fc.oneof(
  fc.constant(null),
  fc.constant(null),
  fc.boolean(),
  fc.integer({ min: -9, max: 9 }),
  fc.constantFrom('', 'x', 'yes'),
);
const { map } = fc.letrec<{ value: unknown; map: JsonMap }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, scalar, fc.array(tie('value'), { maxLength: 3 }), tie('map'), tie('map')),
  map: fc.dictionary(keys, tie('value'), { maxKeys: 4, noNullPrototype: true }) as fc.Arbitrary<JsonMap>,
}));

describe.runIf(hasHelm)('Helm agrees', () => {
  it('on random layers over random defaults', () => {
    const seed = Date.now() & 0x7fffffff;
    const runs = Math.min(500, Number(process.env.CHARTWRIGHT_CASES ?? 60));
    console.info(`merge-layers: seed ${seed}, ${runs} runs`);
    fc.assert(
      fc.property(map, fc.array(map, { minLength: 1, maxLength: 3 }), (defaults, layers) => {
        const ours = coalesce(mergeLayers(layers), defaults);
        const theirs = helmValues(
          JSON.stringify(defaults),
          layers.map((layer) => JSON.stringify(layer)),
        );
        expect(theirs).toEqual(ours);
      }),
      { numRuns: runs, seed },
    );
  });

  it('and merging pair by pair would be caught', () => {
    const layers = [{ a: null }, { a: { y: 2 } }];
    const defaults = { a: { x: 1 } };
    const pairwise = layers.reduce<JsonMap>((below, above) => coalesce(above, below), defaults);
    const theirs = helmValues(
      JSON.stringify(defaults),
      layers.map((layer) => JSON.stringify(layer)),
    );
    expect(theirs).not.toEqual(pairwise);
    expect(theirs).toEqual(coalesce(mergeLayers(layers), defaults));
  });
});
