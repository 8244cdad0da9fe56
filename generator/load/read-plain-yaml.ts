// Reads the plain part of YAML, in which most values files are written from end to end: block maps and lists,
// scalars and lists of scalars on one line, comments. What is not of that part is left to read-yaml.ts, as is
// everything that is wrong; of the rest both give the same data and the same places, and a test holds them to it.
// Must not know which keys exist.
import type { Location } from './locate-entry.ts';
import type { Json } from './node-data.ts';
import { plainValue } from './plain-scalars.ts';
import type { YamlFile } from './read-yaml.ts';
import { normalizeText, scanLimits } from './scan-limits.ts';
import { type SpanOf, spansOf } from './text-positions.ts';
import { maximumDepth, reservedKeys } from './yaml-limits.ts';

/** A value and its place in the text. */
interface Value {
  readonly data: Json;
  readonly start: number;
  readonly end: number;
  /** A scalar's text without its quotes. */
  readonly source?: string;
  readonly items?: readonly Value[];
  readonly entries?: ReadonlyMap<string, Entry>;
}

interface Entry {
  readonly start: number;
  readonly end: number;
  readonly value: Value;
}

/** A line with something on it. */
interface Line {
  readonly indent: number;
  /** Where its first character stands that is no space. */
  readonly start: number;
  readonly text: string;
}

/** Thrown where the text is not plain, and caught in this file. */
const notPlain = new Error('not plain');

const entryStart = /^("[^"\\]*"|[A-Za-z_/][-A-Za-z0-9_./]*):(?: +|$)/;
/** One that begins with a letter, a digit, a sign or a slash, and has neither ": " nor " #" in it. */
const plainText = /(?:[A-Za-z0-9/]|-[0-9])(?:[^\s:#]|:(?=[^\s])|(?<=[^\s])#| +(?=[^\s#]))*/y;
const quotedText = /"([^"\\]*)"|'([^']*)'/y;
/** Inside of brackets, where commas and brackets mean something. */
const plainItem = /(?:[A-Za-z0-9/]|-[0-9])(?:[-A-Za-z0-9_./@+]|:(?=[A-Za-z0-9/]))*/y;
const restOfLine = /(?: +#.*| *)$/y;

function isAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    let start = at;
    while (text[start] === ' ') start++;
    if (start < end && text[start] !== '#')
      lines.push({ indent: start - at, start, text: text.slice(start, end) });
    at = end + 1;
  }
  return lines;
}

/** Reads lines one after the other; `next` is the first that has not been read. */
class LineReader {
  readonly #lines: Line[];
  #next = 0;
  #depth = 0;

  constructor(text: string) {
    this.#lines = linesOf(text);
  }

  readDocument(): Value {
    const value = this.#readBlock(0);
    if (this.#next < this.#lines.length) throw notPlain;
    return value;
  }

  /** The map or list whose entries start in this column. */
  #readBlock(indent: number): Value {
    const first = this.#lines[this.#next];
    if (first?.indent !== indent || ++this.#depth > maximumDepth) throw notPlain;
    const value = first.text.startsWith('- ')
      ? this.#readList(indent, first.start)
      : this.#readMap(indent, first.start);
    this.#depth--;
    return value;
  }

  /** Whether the next line goes on in this column; one that stands deeper belongs to nothing that is plain. */
  #goesOn(indent: number): Line | undefined {
    const line = this.#lines[this.#next];
    if (line !== undefined && line.indent > indent) throw notPlain;
    return line?.indent === indent ? line : undefined;
  }

  #readList(indent: number, start: number): Value {
    const items: Value[] = [];
    for (let line = this.#goesOn(indent); line !== undefined; line = this.#goesOn(indent)) {
      if (!/^- [^ ]/.test(line.text)) throw notPlain;
      const item = { indent: indent + 2, start: line.start + 2, text: line.text.slice(2) };
      if (entryStart.test(item.text)) {
        // A map whose first entry stands beside the hyphen.
        this.#lines[this.#next] = item;
        items.push(this.#readBlock(item.indent));
      } else {
        this.#next++;
        items.push(readInline(item, 0));
      }
    }
    return { data: items.map(({ data }) => data), start, end: Number.POSITIVE_INFINITY, items };
  }

  #readMap(indent: number, start: number): Value {
    const data: Record<string, Json> = {};
    const entries = new Map<string, Entry>();
    for (let line = this.#goesOn(indent); line !== undefined; line = this.#goesOn(indent)) {
      const match = entryStart.exec(line.text);
      if (match === null) throw notPlain;
      const written = match[1] as string;
      const key = keyOf(written);
      if (entries.has(key)) throw notPlain;
      this.#next++;
      const value = this.#readValue(line, match[0].length);
      entries.set(key, { start: line.start, end: line.start + written.length, value });
      data[key] = value.data;
    }
    return { data, start, end: Number.POSITIVE_INFINITY, entries };
  }

  /** What follows a key: on its line, or below it and deeper. */
  #readValue(line: Line, at: number): Value {
    const isBelow = at === line.text.length || line.text[at] === '#';
    if (!isBelow) return readInline(line, at);
    const next = this.#lines[this.#next];
    if (next === undefined || next.indent <= line.indent) throw notPlain;
    return this.#readBlock(next.indent);
  }
}

function keyOf(written: string): string {
  if (written.startsWith('"')) {
    const key = written.slice(1, -1);
    if (reservedKeys.has(key)) throw notPlain;
    return key;
  }
  if (reservedKeys.has(written) || plainValue(written) !== written) throw notPlain;
  return written;
}

/** The scalar or list of scalars that stands here, alone on the rest of its line. */
function readInline({ start, text }: Line, at: number): Value {
  const value = text[at] === '[' || text[at] === '{' ? readFlow(text, at) : readScalar(text, at, plainText);
  if (isAt(restOfLine, text, value.end) === null) throw notPlain;
  return movedBy(start, value);
}

const movedBy = (offset: number, value: Value): Value => ({
  ...value,
  start: value.start + offset,
  end: value.end + offset,
  ...(value.items && { items: value.items.map((item) => movedBy(offset, item)) }),
});

function readScalar(text: string, at: number, plain: RegExp): Value {
  const quoted = isAt(quotedText, text, at);
  if (quoted !== null) {
    const source = quoted[1] ?? (quoted[2] as string);
    return { data: source, start: at, end: at + quoted[0].length, source };
  }
  const source = isAt(plain, text, at)?.[0];
  const data = source === undefined ? null : plainValue(source);
  if (source === undefined || data === null || typeof data === 'object') throw notPlain;
  return { data, start: at, end: at + source.length, source };
}

function readFlow(text: string, start: number): Value {
  if (text.startsWith('{}', start)) return { data: {}, start, end: start + 2, entries: new Map() };
  if (text[start] !== '[') throw notPlain;
  const items: Value[] = [];
  let at = start + 1;
  while (text[at] !== ']') {
    if (items.length > 0) {
      if (!text.startsWith(', ', at)) throw notPlain;
      at += 2;
    }
    const item = readScalar(text, at, plainItem);
    items.push(item);
    at = item.end;
  }
  return { data: items.map(({ data }) => data), start, end: at + 1, items };
}

function locate(root: Value, path: readonly PropertyKey[], spanOf: SpanOf): Location | undefined {
  let value = root;
  let entry: Entry | undefined;
  for (const step of path) {
    entry = value.entries?.get(String(step));
    const next = entry?.value ?? value.items?.[Number(step)];
    if (next === undefined) return undefined;
    value = next;
  }
  return {
    ...(entry && { key: spanOf(entry.start, entry.end) }),
    value: spanOf(value.start, value.end),
    ...(value.source === undefined ? {} : { source: value.source }),
  };
}

/** What `readYaml` gives of a text in which it finds nothing; undefined where the text is not plain. Never throws. */
export function readPlainYaml(file: string, rawText: string): YamlFile | undefined {
  const text = normalizeText(rawText);
  const spanOf = spansOf(text);
  // Tabs and other line ends mean too much to read them in passing.
  if (/[\t\r]/.test(text) || scanLimits(file, text, spanOf).length > 0) return undefined;
  try {
    const root = new LineReader(text).readDocument();
    const found = { file, text, data: root.data, diagnostics: [], complete: true };
    return { ...found, locate: (path) => locate(root, path, spanOf) };
  } catch (error) {
    if (error === notPlain) return undefined;
    throw error;
  }
}
