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

/** Go sorts texts by their bytes, which is the order of their code points. */
export function compareAsGo(left: string, right: string): number {
  if (left === right) return 0;
  const a = [...left];
  const b = [...right];
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const difference = (a[at] as string).codePointAt(0)! - (b[at] as string).codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
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
