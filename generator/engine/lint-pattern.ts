// Whether a pattern means the same to Zod (JavaScript), to Helm (RE2) and to an editor (JavaScript with
// the u flag): only the part of the language that all of them share is accepted. Must not know what
// the pattern is for.

interface Trap {
  readonly pattern: RegExp;
  readonly why: string;
}

// Read over the pattern with escapes of punctuation, and sets, taken out where that matters.
const traps: readonly Trap[] = [
  {
    pattern: /\(\?<?[=!]/,
    why: 'looks ahead or behind, which Helm (RE2) refuses together with the whole schema',
  },
  { pattern: /\(\?P?</, why: 'names a group, which not every reader knows' },
  { pattern: /\(\?(?!:)/, why: 'has a group other than (?:…)' },
  { pattern: /\[\^?\]/, why: 'has an empty set, which RE2 reads otherwise' },
  { pattern: /\[\[|\[:|:\]/, why: 'has a bracket or colon in a set that RE2 reads as a named class' },
  { pattern: /\[[^\]]*\\b[^\]]*\]/, why: 'has \\b in a set, which RE2 refuses' },
];

const letterEscapes = new Set('dDwWbBnrtfv'.split(''));
const punctuation = new Set('^$\\.*+?()[]{}|/-'.split(''));

function escapeFault(source: string): string | undefined {
  for (const [text, letter = ''] of source.matchAll(/\\(.)/gs)) {
    if (/[1-9k]/.test(letter)) return `refers back with ${text}, which RE2 refuses`;
    if (/[sS]/.test(letter)) return `uses ${text}, which means other characters to Helm; list them: [ \\t]`;
    if (!letterEscapes.has(letter) && !punctuation.has(letter))
      return `uses ${text}, which not every reader knows`;
  }
  return undefined;
}

// RE2 refuses a repetition above 1000, also one that nested repetitions multiply up to.
function repetitionFault(source: string): string | undefined {
  for (const [text, low, high] of source.matchAll(/\{(\d+)(?:,(\d*))?\}/g)) {
    if (Math.max(Number(low), Number(high ?? 0)) > 1000) return `repeats ${text}, and RE2 stops at 1000`;
  }
  return undefined;
}

/** Why a pattern cannot be used in a schema of values; undefined when it can. */
export function patternFault(pattern: RegExp): string | undefined {
  const { source, flags } = pattern;
  if (flags !== '') return `has the flag "${flags}", which a JSON Schema cannot carry`;
  try {
    new RegExp(source, 'u');
  } catch {
    return 'has an escape or bracket that is only accepted by leniency; it fails with the u flag';
  }
  const escapes = escapeFault(source);
  if (escapes !== undefined) return escapes;
  const bare = source.replace(/\\[^\w]/g, '');
  const trap = traps.find((candidate) => candidate.pattern.test(bare));
  if (trap !== undefined) return trap.why;
  if (bare.replace(/\[[^\]]*\]/g, '').includes('.')) {
    return 'uses ".", which means other characters to Helm; write what is meant: [^\\n\\r]';
  }
  return repetitionFault(source);
}
