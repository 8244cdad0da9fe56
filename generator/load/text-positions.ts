// From an offset in a text to line and column, and back to the text of a token. Knows no YAML.
import type { Span } from './finding.ts';

/** Turns offsets of one text into spans; the table of lines is made at the first question. */
export type SpanOf = (start: number, end: number) => Span;

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** A function from offsets to a span; a span of several lines is cut at the end of its first. */
export function spansOf(text: string): SpanOf {
  let starts: number[] | undefined;
  return (start, end) => {
    starts ??= lineStartsOf(text);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= start) low = middle;
      else high = middle - 1;
    }
    const newline = text.indexOf('\n', start);
    const stop = newline === -1 ? text.length : newline;
    return {
      line: low + 1,
      column: start - (starts[low] as number) + 1,
      length: Math.max(0, Math.min(end, stop) - start),
    };
  };
}
