// The silences in a row of moments: the longest, and how many. Must not know what happened at them.

export interface Gap {
  readonly ms: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The span that was watched, in milliseconds: silence at its edges counts as well. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The longest time without a moment. No moment at all: the whole span. The order of the moments is free. */
export function longestGap(momentsMs: readonly number[], span: Span): Gap {
  const sorted = [...momentsMs].sort((a, b) => a - b);
  let from = span.fromMs;
  let longest: Gap = { ms: 0, fromMs: from, toMs: from };
  for (const to of [...sorted, span.toMs]) {
    if (to - from > longest.ms) longest = { ms: to - from, fromMs: from, toMs: to };
    from = Math.max(from, to);
  }
  return longest;
}

/** How many silences are longer than that, those at the edges of the span included. */
export function countGaps(momentsMs: readonly number[], span: Span, longerThanMs: number): number {
  const sorted = [span.fromMs, ...momentsMs.toSorted((a, b) => a - b), span.toMs];
  return sorted.filter((to, place) => to - (sorted[place - 1] ?? to) > longerThanMs).length;
}
