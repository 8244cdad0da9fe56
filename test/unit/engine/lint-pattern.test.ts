// Which patterns may stand in a schema of values.
import { describe, expect, it } from 'vitest';
import { patternFault } from '../../../generator/engine/lint-pattern.ts';

// From text, because the formatter mends such a literal.
const fromSource = (source: string): RegExp => new RegExp(source);

describe('patternFault', () => {
  it.each([
    [/a(?=b)/, 'looks ahead'],
    [/a(?!b)/, 'looks ahead'],
    [/(?<=a)b/, 'looks ahead or behind'],
    [/(a)\1/, 'refers back'],
    [/(?<name>a)/, 'names a group'],
    [/a\s/, 'other characters'],
    [/a.b/, 'other characters'],
    [/\u0041/, 'not every reader'],
    [fromSource('\\p{Letter}'), 'not every reader'],
    [/\0/, 'not every reader'],
    [/a{1001}/, '1000'],
    [/a/i, 'flag'],
    [fromSource('\\_'), 'u flag'],
    [/[\b]/, 'in a set'],
    // biome-ignore lint/correctness/noEmptyCharacterClassInRegex: it is the fault
    [/a[^]/, 'empty set'],
  ])('refuses %s', (pattern, reason) => expect(patternFault(pattern)).toContain(reason));

  it.each([
    /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
    /a\.b/,
    /[.]/,
    /a{2,1000}/,
    /\$\{a\}/,
    /[\]a]/,
    /(?:a|b)+?/,
    /^[^\n\r]+$/,
    /\d\w\b\//,
  ])('accepts %s', (pattern) => expect(patternFault(pattern)).toBeUndefined());
});
