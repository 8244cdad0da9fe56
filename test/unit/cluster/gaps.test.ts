// Silences in a row of moments: the longest, and how many are longer than a bar, the edges included.
import { describe, expect, it } from 'vitest';
import { countGaps, longestGap } from '../../cluster/gaps.ts';

const span = { fromMs: 1000, toMs: 10_000 };

describe('silences', () => {
  it('counts each that is longer, in whatever order the moments came', () => {
    expect(countGaps([9500, 1500, 2000, 6000, 6500], span, 1000)).toBe(2);
    expect(countGaps([9500, 1500, 2000, 6000, 6500], span, 3500)).toBe(1);
  });

  it('counts the one before the first moment and the one after the last', () => {
    expect(countGaps([5000], span, 3000)).toBe(2);
    expect(countGaps([], span, 3000)).toBe(1);
    expect(longestGap([], span).ms).toBe(9000);
  });

  it('counts none where moments come in time, and one of exactly the bar is in time', () => {
    const each500 = Array.from({ length: 17 }, (_, place) => 1500 + place * 500);
    expect(countGaps(each500, span, 499)).toBe(18);
    expect(countGaps(each500, span, 500)).toBe(0);
  });
});
