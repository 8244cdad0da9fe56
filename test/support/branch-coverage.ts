// Every place of a chart where the data decides, and which of its two ways have been taken. Must not know
// any chart.

import type { Node } from '../../generator/engine/expression.ts';
import { type BranchListener, type Chart, nodeOf, walk } from '../../generator/engine/index.ts';
import { printNode } from '../../generator/engine/print-expression.ts';
import { checksOf } from '../../generator/engine/schema-facts.ts';
import { isNeverEmpty, shapeOf } from '../../generator/engine/schema-shape.ts';

const branching = new Set<Node['kind']>(['when', 'choice', 'with', 'each', 'joinEach']);

const isBranch = (node: Node): boolean =>
  branching.has(node.kind) || (node.kind === 'call' && node.operator === 'ternary');

/** Whether the schema promises at least one round of a loop, so that "not taken" cannot be. */
function isAlwaysTaken(node: Node, bound: ReadonlySet<object>): boolean {
  if (!('subject' in node)) return false;
  const { subject } = node;
  if (subject.kind === 'variable' && bound.has(subject.variable)) return true;
  if (subject.kind === 'call' && subject.operator === 'until') return minimumOf(subject.operands[0]) > 0;
  const schema = 'schema' in subject ? subject.schema : undefined;
  return schema !== undefined && !shapeOf(schema).optional && isNeverEmpty(schema);
}

function minimumOf(node: Node | undefined): number {
  if (node?.kind === 'include') return minimumOf(nodeOf(node.fragment.body));
  if (node?.kind === 'call' && node.operator === 'ternary')
    return Math.min(...node.operands.slice(0, 2).map(minimumOf));
  if (node === undefined || !('schema' in node) || node.schema === undefined) return 0;
  const lower = checksOf(shapeOf(node.schema).schema as never).find(({ check }) => check === 'greater_than');
  return (lower as { value?: number } | undefined)?.value ?? 0;
}

interface Branch {
  readonly node: Node;
  readonly place: string;
  readonly always: boolean;
}

/** The branches of a chart, each with the file or named template that it stands in. */
function branchesOf(chart: Chart): readonly Branch[] {
  const found = new Map<Node, Branch>();
  const roots = [
    // Fragments first: what they hold is told under their own name, not under each of their users.
    ...chart.fragments.map(({ name, body }) => ({ place: `${chart.name}: ${name}`, tree: body })),
    ...chart.templates.map(({ file, resource }) => ({ place: `${chart.name}: ${file}`, tree: resource })),
  ];
  const bound = new Set<object>();
  for (const { place, tree } of roots) {
    walk(tree, (node) => {
      // Inside a `with`, the value that it binds is never empty.
      if (node.kind === 'with') bound.add(node.variable);
      if (isBranch(node) && !found.has(node))
        found.set(node, { node, place, always: isAlwaysTaken(node, bound) });
    });
  }
  return [...found.values()];
}

/** A branch in the words of the template. */
function describe({ node, place }: Branch, chart: Chart): string {
  const scope = {
    chart: chart.name,
    dot: 'root' as const,
    names: new Map(),
    wanted: new Set<never>(),
    rebase: chart.rebase ?? ((path: readonly string[]) => path),
  };
  const of = 'condition' in node ? node.condition : 'subject' in node ? node.subject : node;
  return `${place}: ${node.kind === 'call' ? '' : node.kind} ${printNode(of, scope)}`;
}

export interface BranchCoverage {
  readonly listen: BranchListener;
  /** One line for each way that no case took. */
  readonly untaken: () => readonly string[];
  /** How many ways there are. */
  readonly ways: number;
}

/** Listens to evaluations of these charts. */
export function coverBranches(charts: readonly Chart[]): BranchCoverage {
  const seen = { true: new Set<Node>(), false: new Set<Node>() };
  // A chart may stand under several aliases.
  const all = [...new Set(charts)].flatMap((chart) => branchesOf(chart).map((branch) => ({ chart, branch })));
  const wanted = all.flatMap(({ chart, branch }) => [
    { chart, branch, way: true },
    ...(branch.always ? [] : [{ chart, branch, way: false }]),
  ]);
  return {
    listen: (node, taken) => seen[`${taken}`].add(node),
    ways: wanted.length,
    untaken: () =>
      wanted
        .filter(({ branch, way }) => !seen[`${way}`].has(branch.node))
        .map(
          ({ chart, branch, way }) => `${describe(branch, chart)} was never ${way ? 'taken' : 'passed over'}`,
        ),
  };
}
