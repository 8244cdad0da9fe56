// Prints JSON data as YAML that a YAML 1.1 reader (Helm's, kubectl's, PyYAML) and a YAML 1.2 reader
// take for the same data. Must not know what the data is; it is the hot path, so it only concatenates.
import type { Json, JsonMap } from './json.ts';

// Plain only when no reader of either version can see a number, a word such as `yes`, a date, an
// indicator or a comment: a letter or slash first, or a quantity such as 250m and 1Gi. A lone exponent
// (e3) is a number to some.
const plainText = /^(?:[A-Za-z/](?:[A-Za-z0-9._/@:-]*[A-Za-z0-9._/@-])?|[1-9][0-9]*(?:m|s|h|[KMGT]i))$/;
const plainKey = /^[A-Za-z/][A-Za-z0-9._/@-]*$/;
const reservedWord = /^(?:y|n|yes|no|on|off|true|false|null|none|nan|inf|e[-_0-9]+)$/i;
const longestWord = 5;

/** All but lone exponents are short, so most texts need no second look. */
const isReserved = (text: string): boolean =>
  (text.length <= longestWord || text.startsWith('e') || text.startsWith('E')) && reservedWord.test(text);

// What a double-quoted scalar must escape. Beyond what YAML asks for: noncharacters, and the marks
// that reorder or hide text on a reviewer's screen.
const escaped =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be escaped
  /["\\\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

// What a literal block cannot carry: anything that needs an escape (quotes, backslashes, tabs and
// line feeds aside), a space or tab before a line's end, or more blank lines than yamllint accepts.
const notLiteral =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a block cannot carry
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[ \t](?:\n|$)|\n\n\n\n|\n\n$/;
// The same for texts of plain ASCII, which nearly all are: one cheap look spares them the long one.
const plainLines = /^[\n -~]*$/;
const notPlainLiteral = / (?:\n|$)|\n\n\n\n|\n\n$/;
const startsIndented = /^\n*(?:[ \t]|$)/;

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

const escapeCharacter = (character: string): string =>
  shortEscapes[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

// A reader gives up on a key of more than 1024 bytes unless it is marked by `?`; a character has at most four.
const longestPlainKey = 250;

// Most texts are plain ASCII: one cheap look spares them the long one.
const needsNoEscape = /^[ !#-[\]-~]*$/;

const quote = (text: string): string =>
  `"${needsNoEscape.test(text) ? text : text.replace(escaped, escapeCharacter)}"`;

const isPlain = (text: string): boolean => plainText.test(text) && !isReserved(text);

/** One string on one line: plain where every reader sees the same string, else in double quotes. */
export function printScalar(text: string): string {
  return isPlain(text) ? text : quote(text);
}

// Keys repeat from object to object: those that were seen need no second look.
const printedKeys = new Map<string, string>();
const mostKeys = 10_000;

function printKey(key: string): string {
  const known = printedKeys.get(key);
  if (known !== undefined) return known;
  const text = plainKey.test(key) && !isReserved(key) ? key : quote(key);
  const printed = text.length > longestPlainKey ? `? ${text}\n` : text;
  if (printedKeys.size < mostKeys) printedKeys.set(key, printed);
  return printed;
}

function printNumber(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`YAML for Kubernetes has no number ${value}`);
  const text = String(value);
  // YAML 1.1 asks for a point before the exponent: 1e+21 would be a string there.
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}

const isLiteral = (text: string): boolean =>
  !(plainLines.test(text) ? notPlainLiteral : notLiteral).test(text) && !startsIndented.test(text);

// Long texts are carried files, the same in every region: those that were printed need no second look.
const printedTexts = new Map<string, Map<number, string>>();
const longText = 1000;
const mostTexts = 100;

function printText(text: string, indent: string): string {
  const printed = printedTexts.get(text)?.get(indent.length);
  if (printed !== undefined) return printed;
  const result = isLiteral(text) ? printLiteral(text, indent) : `${quote(text)}\n`;
  if (text.length >= longText && printedTexts.size < mostTexts) {
    const byIndent = printedTexts.get(text) ?? new Map<number, string>();
    printedTexts.set(text, byIndent.set(indent.length, result));
  }
  return result;
}

function printLiteral(text: string, indent: string): string {
  const whole = text.endsWith('\n');
  const lines = (whole ? text.slice(0, -1) : text).split('\n');
  let block = whole ? '|\n' : '|-\n';
  for (const line of lines) block += line === '' ? '\n' : `${indent}${line}\n`;
  return block;
}

// What follows `key:` or `-` on the same line, for everything but a filled map or list.
function printInline(value: Json, indent: string): string {
  if (typeof value === 'string') {
    if (isPlain(value)) return `${value}\n`;
    return value.includes('\n') ? printText(value, `${indent}  `) : `${quote(value)}\n`;
  }
  if (typeof value === 'number') return `${printNumber(value)}\n`;
  if (value === null || typeof value === 'boolean') return `${value}\n`;
  return Array.isArray(value) ? '[]\n' : '{}\n';
}

// `lead` stands before the first entry: the indent, or the indent with the hyphen of a list's item.
function printList(items: readonly Json[], indent: string, lead: string): string {
  const deeper = `${indent}  `;
  let text = '';
  let start = lead;
  for (const item of items) {
    if (item === undefined) throw new Error('a list of YAML cannot hold undefined');
    text += printBlock(item, deeper, `${start}- `) ?? `${start}- ${printInline(item, indent)}`;
    start = indent;
  }
  return text;
}

function printMap(map: JsonMap, indent: string, lead: string): string {
  const deeper = `${indent}  `;
  let text = '';
  let start = lead;
  for (const key of Object.keys(map)) {
    const value = map[key];
    if (value === undefined) continue;
    const printed = printKey(key);
    const head = printed.endsWith('\n') ? `${start}${printed}${indent}:` : `${start}${printed}:`;
    const block = printBlock(value, deeper, deeper);
    text += block === undefined ? `${head} ${printInline(value, indent)}` : `${head}\n${block}`;
    start = indent;
  }
  return text;
}

// A filled map or list in block style; undefined for what stands on one line.
function printBlock(value: Json, indent: string, lead: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : printList(value, indent, lead);
  const text = printMap(value as JsonMap, indent, lead);
  return text === '' ? undefined : text;
}

/**
 * JSON data as one YAML document in block style, keys in their order, ending with a line feed. A key
 * whose value is undefined is left out, as JSON does. `indent` moves every line that many columns.
 * @throws for a number that is not finite.
 */
export function printYaml(value: Json, options: { readonly indent?: number } = {}): string {
  const indent = ' '.repeat(options.indent ?? 0);
  return printBlock(value, indent, indent) ?? `${indent}${printInline(value, indent)}`;
}
