// JSON exactly as Go's encoding/json writes it, which is what `toJson` gives in a template: sorted keys,
// and the characters that Go escapes.

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: Go escapes control characters, so we name them
const special = /["\\\u0000-\u001f<>&\u2028\u2029]/g;

const quoteText = (text: string): string =>
  `"${text.replace(special, (character) => escapes[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;

/** Halves of a pair stand for code points beyond all others, though their units do not. */
const rankOf = (unit: number): number =>
  unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800;

/** Go sorts texts by their bytes, which is the order of their code points. */
export function compareAsGo(left: string, right: string): number {
  const shared = Math.min(left.length, right.length);
  for (let at = 0; at < shared; at++) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a !== b) return rankOf(a) - rankOf(b);
  }
  return left.length - right.length;
}

/** @param value plain JSON data; numbers are safe integers. */
export function goJson(value: unknown): string {
  if (typeof value === 'string') return quoteText(value);
  if (Array.isArray(value)) return `[${value.map(goJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => compareAsGo(a, b));
    return `{${entries.map(([key, item]) => `${quoteText(key)}:${goJson(item)}`).join(',')}}`;
  }
  return String(value);
}
