// Which settings a chart's templates and rules read, and which settings its schema has. Must not know any
// setting's name.
import type { ZodType } from 'zod';
import type { $ZodType } from 'zod/v4/core';
import { type Chart, type Node, readPathOf, walk } from '../../generator/engine/index.ts';
import { factsOf, propertiesOf } from '../../generator/engine/schema-facts.ts';

/** The settings that hold no others; `*` stands for each item of a list and each entry of a free-form map. */
export function leafPaths(schema: $ZodType, path: readonly string[] = []): readonly (readonly string[])[] {
  const { inner } = factsOf(schema);
  const def = inner._zod.def;
  if (def.type === 'array') return leafPaths(def.element, [...path, '*']);
  if (def.type === 'record') return leafPaths(def.valueType, [...path, '*']);
  if (def.type !== 'object') return [path];
  return propertiesOf(inner).flatMap(([key, property]) => leafPaths(property, [...path, key]));
}

interface Reads {
  /** Read with everything below. */
  readonly whole: Set<string>;
  /** Only asked whether it is empty, how long it is, or gone through. */
  readonly looked: Set<string>;
}

/** Nodes of which a parent only asks whether there is something, or whose items it goes through. */
function lookedAt(node: Node): readonly Node[] {
  if ('subject' in node) return [node.subject];
  if (node.kind === 'call' && ['isPresent', 'length'].includes(node.operator)) return node.operands;
  return [];
}

function collect(tree: unknown, lead: (path: readonly string[]) => readonly string[], reads: Reads): void {
  // A reference is one node however often it is used, so uses are counted.
  const uses = new Map<Node, number>();
  const count = (node: Node, by: number): unknown => uses.set(node, (uses.get(node) ?? 0) + by);
  walk(tree, (node) => {
    for (const inside of lookedAt(node)) count(inside, -1);
    count(node, 1);
  });
  for (const [node, whole] of uses) {
    if (node.kind === 'variable' && node.variable.role !== 'item') continue;
    const path = readPathOf(node);
    if (path !== undefined) (whole > 0 ? reads.whole : reads.looked).add(lead(path).join('.'));
  }
}

/** What a chart whose root stands at `root` reads; shared facts stand at `global` wherever the chart is. */
export function readsOf({ chart, root }: { chart: Chart; root: readonly string[] }): Reads {
  const reads: Reads = { whole: new Set(), looked: new Set() };
  const own = (path: readonly string[]) => (path[0] === 'global' ? path : [...root, ...path]);
  for (const { resource } of chart.templates) collect(resource, own, reads);
  for (const { check } of chart.rules) collect(check, (path) => own(chart.rebase?.(path) ?? path), reads);
  return reads;
}

/** The settings of a schema that none of the charts reads. */
export function unreadPaths(
  schema: ZodType,
  charts: readonly { chart: Chart; root: readonly string[] }[],
): readonly string[] {
  const all = charts.map(readsOf);
  const isRead = (path: readonly string[]): boolean =>
    all.some(
      ({ whole, looked }) =>
        looked.has(path.join('.')) || path.some((_, at) => whole.has(path.slice(0, at + 1).join('.'))),
    );
  return leafPaths(schema)
    .filter((path) => !isRead(path))
    .map((path) => path.join('.'));
}
