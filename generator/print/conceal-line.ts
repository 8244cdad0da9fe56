// A line of a values file, made fit to be shown: without what may be a secret by its key, by the keys around
// it, or by its looks. Must not know where it is shown.
import { concealText, isSecretKey } from '../secrets.ts';

const mask = '***';
const entryOfMap = /^(\s*(?:-\s+)*)("[^"]*"|'[^']*'|[^\s:#'"[{][^:#]*?)(\s*:)(?:\s+(.*))?$/;

interface Entry {
  /** Where the key starts. */
  readonly column: number;
  readonly key: string;
  readonly before: string;
  readonly value: string;
}

function entryIn(line: string): Entry | undefined {
  const match = entryOfMap.exec(line);
  if (match === null) return undefined;
  const [, lead = '', name = '', , value = ''] = match;
  const before = line.slice(0, line.length - value.length);
  return { column: lead.length, key: name.replace(/^["']|["']$/g, ''), before, value };
}

const indentOf = (line: string): number => line.length - line.trimStart().length;
const isItem = (line: string): boolean => /^\s*-(?:\s|$)/.test(line);
const isBlank = (line: string): boolean => /^\s*(?:#|$)/.test(line);

/** Whether a key around the line, by indentation, holds a secret: a text of several lines, a list, a map. */
function isInsideSecret(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  let indent = indentOf(line);
  let item = isItem(line);
  for (let above = index - 1; above >= 0 && (indent > 0 || item); above--) {
    const text = lines[above] ?? '';
    if (isBlank(text)) continue;
    const entry = entryIn(text);
    const column = entry?.column ?? indentOf(text);
    if (column < indent || (column === indent && item && !isItem(text))) {
      if (entry !== undefined && isSecretKey(entry.key)) return true;
      indent = indentOf(text);
      item = isItem(text);
    }
  }
  return false;
}

const bare = (value: string): string => value.replace(/\s#.*$/, '').replace(/^["']|["']$/g, '');

/** Whether the line is the `value:` of a pair whose `name:` stands beside it and is that of a secret. */
function isNamedSecret(lines: readonly string[], index: number, { key, column }: Entry): boolean {
  if (key !== 'value') return false;
  return [lines[index - 1], lines[index + 1]].some((line) => {
    const beside = entryIn(line ?? '');
    return beside?.key === 'name' && beside.column === column && isSecretKey(bare(beside.value));
  });
}

/** The line at an index (from 0) without what may be a secret. */
export function concealLine(lines: readonly string[], index: number): string {
  const line = lines[index] ?? '';
  const entry = entryIn(line);
  if (entry === undefined) {
    return isInsideSecret(lines, index) ? line.replace(/\S.*$/, mask) : concealText(line);
  }
  const { key, before, value } = entry;
  const hidden =
    value !== '' && (isSecretKey(key) || isNamedSecret(lines, index, entry) || isInsideSecret(lines, index));
  return hidden ? before + mask : concealText(line, key);
}
