// Where an entry of a document stands: walks the tree along one path, only when somebody asks.
// Must not know which keys exist.
import { isMap, isScalar, isSeq, type Pair, type ParsedNode } from 'yaml';
import type { Span } from './finding.ts';
import type { SpanOf } from './text-positions.ts';

/** The place of an entry: its key (not for items of a list) and its value, and the value as it was typed. */
export interface Location {
  readonly key?: Span;
  readonly value?: Span;
  /** The text of a scalar without its quotes: "1.10" where the data is 1.1. */
  readonly source?: string;
}

type Node = ParsedNode | null;
type Entry = Pair<ParsedNode, Node>;

function entryAt(node: ParsedNode, step: PropertyKey): { key?: ParsedNode; node: Node } | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)] as ParsedNode | undefined;
    return item === undefined ? undefined : { node: item };
  }
  if (!isMap(node)) return undefined;
  // The last of two equal keys, as in the data.
  const isWanted = (item: Pair<unknown, unknown>) => isScalar(item.key) && item.key.value === String(step);
  const pair = node.items.findLast(isWanted) as Entry | undefined;
  return pair && { key: pair.key, node: pair.value };
}

/** The place of the entry at a path below the root; undefined when there is none. */
export function locateEntry(root: Node, path: readonly PropertyKey[], spanOf: SpanOf): Location | undefined {
  let entry: { key?: ParsedNode; node: Node } = { node: root };
  for (const step of path) {
    const next: { key?: ParsedNode; node: Node } | undefined = entry.node
      ? entryAt(entry.node, step)
      : undefined;
    if (next === undefined) return undefined;
    entry = next;
  }
  const { key, node } = entry;
  return {
    ...(key ? { key: spanOf(key.range[0], key.range[1]) } : {}),
    ...(node ? { value: spanOf(node.range[0], node.range[1]) } : {}),
    ...(isScalar(node) ? { source: String(node.source ?? node.value) } : {}),
  };
}
