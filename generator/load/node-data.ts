// The walk from a document's tree to plain data: every refusal that is about one key or value is made
// here, all of them at once. Must not know which keys exist.
import { isAlias, isMap, isScalar, isSeq, type Pair, type ParsedNode, Scalar, type YAMLMap } from 'yaml';
import type { Diagnostic } from '../diagnostic.ts';
import { concealText, isSecretPath } from '../secrets.ts';
import { finding } from './finding.ts';
import { type Plain, plainValue, type Refusal } from './plain-scalars.ts';
import type { SpanOf } from './text-positions.ts';
import { reservedKeys } from './yaml-limits.ts';

/** Plain data: what JSON can hold. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

interface Place {
  readonly start: number;
  readonly end: number;
}

/** What one walk carries along. `path` is where the walk stands now. */
export interface Walk {
  readonly file: string;
  readonly text: string;
  readonly spanOf: SpanOf;
  readonly path: (string | number)[];
  readonly diagnostics: Diagnostic[];
}

type Node = ParsedNode | null | undefined;

const placeOf = (node: ParsedNode): Place => ({ start: node.range[0], end: node.range[1] });

type Words = Pick<Diagnostic, 'code' | 'message'> & Partial<Pick<Diagnostic, 'hint' | 'cure'>>;

function report(walk: Walk, place: Place, words: Words): void {
  const span = walk.spanOf(place.start, place.end);
  walk.diagnostics.push(finding({ ...words, file: walk.file, span, path: walk.path }));
}

/** The words for what was typed; below a key that sounds like a secret, those without it. */
const shown = (walk: Walk, words: string, hidden: string): string =>
  isSecretPath(walk.path) ? hidden : concealText(words);

/** The token that stands before a node and starts with the mark: its anchor or its tag. */
function prefixPlace(walk: Walk, node: ParsedNode, mark: string): Place {
  const { text } = walk;
  let start = text.lastIndexOf(mark, node.range[0]);
  if (start === -1) start = Math.max(0, text.indexOf(mark, node.range[0]));
  while (start > 0 && !/[\s,[{]/.test(text[start - 1] as string)) start--;
  const rest = /^[^\s,\]}]*/.exec(text.slice(start, start + 1024));
  return { start, end: start + (rest?.[0].length ?? 1) };
}

function reportProperties(walk: Walk, node: ParsedNode): void {
  if (node.tag !== undefined) {
    const place = prefixPlace(walk, node, '!');
    const tag = shown(walk, `tag ${walk.text.slice(place.start, place.end)}`, 'tag');
    report(walk, place, { code: 'YAML-TAG', message: `The ${tag} is not accepted.` });
  }
  if ('anchor' in node && node.anchor !== undefined) {
    const place = prefixPlace(walk, node, `&${node.anchor}`);
    const anchor = shown(walk, `anchor &${node.anchor}`, 'anchor');
    report(walk, place, { code: 'YAML-ANCHOR', message: `The ${anchor} is not accepted.` });
  }
}

function reportAlias(walk: Walk, node: ParsedNode): void {
  const place = placeOf(node);
  const alias = shown(walk, `alias ${walk.text.slice(place.start, place.end)}`, 'alias');
  report(walk, place, { code: 'YAML-ALIAS', message: `The ${alias} is not accepted.` });
}

const isPlain = (node: Scalar): boolean => node.type === undefined || node.type === Scalar.PLAIN;
const isRefusal = (value: Plain): value is Refusal => typeof value === 'object' && value !== null;

function reportValue(walk: Walk, node: Scalar.Parsed, refusal: Refusal): void {
  const quoted = shown(walk, `quote it: "${node.source}"`, 'quote it');
  report(walk, placeOf(node), {
    code: refusal.refused,
    message: `${shown(walk, node.source, 'This value')} is refused: ${refusal.because}.`,
    hint: refusal.instead === undefined ? quoted : `write ${refusal.instead}, or ${quoted}`,
  });
}

function reportText(walk: Walk, node: ParsedNode, text: string): void {
  // Only an escape can bring these in: the scan of the text has refused the characters themselves.
  if (!text.includes('\0') && !/\p{Surrogate}/u.test(text)) return;
  const message = 'The escape stands for a character that no value may contain.';
  const cure = 'Remove the escape \\0, or write both halves of the pair \\uD8xx\\uDCxx.';
  report(walk, placeOf(node), { code: 'YAML-CONTROL-CHARACTER', message, cure });
}

function scalarData(walk: Walk, node: Scalar.Parsed): Json {
  const text = node.value as string;
  if (!isPlain(node)) {
    if (node.type === Scalar.QUOTE_DOUBLE) reportText(walk, node, text);
    return text;
  }
  const value = plainValue(text);
  if (!isRefusal(value)) return value;
  reportValue(walk, node, value);
  return text;
}

function plainKeyWords(text: string): Words | undefined {
  if (text === '<<') return { code: 'YAML-MERGE-KEY', message: 'The merge key << is not accepted.' };
  const value = plainValue(text);
  if (typeof value === 'string') return undefined;
  const hint = `quote it: "${text}"`;
  if (isRefusal(value)) {
    return {
      code: 'YAML-AMBIGUOUS-KEY',
      message: `The key ${text} is refused: ${value.because}.`,
      hint,
    };
  }
  return {
    code: 'YAML-KEY-NOT-TEXT',
    message: text === '' ? 'A key is empty.' : `The key ${text} is not text.`,
    ...(text === '' ? {} : { hint }),
  };
}

/** The key as text, or undefined when it was refused. */
function keyData(walk: Walk, node: Node, pair: Pair<unknown, unknown>): string | undefined {
  if (isAlias(node)) {
    reportAlias(walk, node);
    return undefined;
  }
  if (!isScalar(node)) {
    const value = pair.value as Node;
    const place = node ? placeOf(node) : value ? placeOf(value) : { start: 0, end: 0 };
    report(walk, place, { code: 'YAML-KEY-NOT-TEXT', message: 'A key is a list or a map.' });
    return undefined;
  }
  reportProperties(walk, node);
  const key = node.value as string;
  if (node.type === Scalar.QUOTE_DOUBLE) reportText(walk, node, key);
  const words: Words | undefined = reservedKeys.has(key)
    ? { code: 'YAML-RESERVED-KEY', message: `The key ${key} is reserved.` }
    : isPlain(node)
      ? plainKeyWords(key)
      : undefined;
  if (words === undefined) return key;
  report(walk, placeOf(node), words);
  return undefined;
}

function reportDuplicate(walk: Walk, map: YAMLMap, node: Scalar.Parsed): void {
  const key = node.value as string;
  const first = map.items.find((item) => isScalar(item.key) && item.key.value === key);
  const place = placeOf(first?.key as ParsedNode);
  const { line } = walk.spanOf(place.start, place.end);
  const message = `The key "${key}" stands twice in this map.`;
  report(walk, placeOf(node), { code: 'YAML-DUPLICATE-KEY', message, hint: `the first is on line ${line}` });
}

function mapData(walk: Walk, map: YAMLMap): Json {
  const data: { [key: string]: Json } = {};
  for (const pair of map.items) {
    const keyNode = pair.key as Node;
    const key = keyData(walk, keyNode, pair);
    walk.path.push(key ?? (isScalar(keyNode) ? String(keyNode.value) : '?'));
    if (key !== undefined && Object.hasOwn(data, key)) {
      reportDuplicate(walk, map, keyNode as Scalar.Parsed);
    }
    // A refused key's value is walked as well, for what is wrong inside it.
    const value = nodeData(walk, pair.value as Node);
    if (key !== undefined) data[key] = value;
    walk.path.pop();
  }
  return data;
}

/** The data of a node; findings go to `walk.diagnostics`, and the walk goes on after each. */
export function nodeData(walk: Walk, node: Node): Json {
  if (node === null || node === undefined) return null;
  if (isAlias(node)) {
    reportAlias(walk, node);
    return null;
  }
  reportProperties(walk, node);
  if (isScalar(node)) return scalarData(walk, node);
  if (isMap(node)) return mapData(walk, node);
  if (!isSeq(node)) return null;
  const list: Json[] = [];
  for (const [index, item] of node.items.entries()) {
    walk.path.push(index);
    list.push(nodeData(walk, item as Node));
    walk.path.pop();
  }
  return list;
}
