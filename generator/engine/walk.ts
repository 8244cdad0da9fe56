// Visits every expression of a tree once: for what is read, what branches, and which fragments are used.
import { type Node, nodeOf } from './expression.ts';

function childrenOf(node: Node): readonly unknown[] {
  switch (node.kind) {
    case 'call':
      return node.operands;
    case 'text':
      return node.parts;
    case 'joinEach':
      return [node.subject, node.text];
    case 'include':
    case 'spread':
    case 'checksum':
      return [node.fragment.body];
    case 'when':
      return [node.condition, node.body];
    case 'choice':
      return [node.condition, node.chosen, node.other];
    case 'with':
    case 'each':
      return [node.subject, node.body];
    case 'merge':
      return [node.fragment.body, node.more, node.own];
    case 'lines':
      return [node.lines];
    case 'commented':
      return [node.body];
    default:
      return [];
  }
}

const isNode = (value: object): value is Node => 'kind' in value && typeof value.kind === 'string';

/** Calls `visit` for each node in the tree, fragments included. */
export function walk(tree: unknown, visit: (node: Node) => void, isBareNode = false): void {
  if (typeof tree !== 'object' || tree === null) return;
  const node = nodeOf(tree) ?? (isBareNode && isNode(tree) ? tree : undefined);
  if (node === undefined) {
    for (const item of Object.values(tree)) walk(item, visit);
    return;
  }
  visit(node);
  const bare = node.kind === 'call' || node.kind === 'text' || node.kind === 'joinEach';
  for (const child of childrenOf(node)) walk(child, visit, bare || isDirectNode(node, child));
}

/** Conditions and subjects are held as nodes, bodies as trees. */
function isDirectNode(node: Node, child: unknown): boolean {
  return ('condition' in node && node.condition === child) || ('subject' in node && node.subject === child);
}

/** Where a node reads values: the path from the root, `*` for what a loop binds; undefined for all else. */
export function readPathOf(node: Node): readonly string[] | undefined {
  if (node.kind === 'value') return node.path;
  if (node.kind !== 'variable') return undefined;
  const from = readPathOf(node.variable.source);
  if (from === undefined || node.variable.role !== 'item') return from;
  return [...from, ...(node.variable.isWhole ? [] : ['*']), ...node.path];
}
