// The verb `chart`: writes what is generated and committed, the chart, the schemas, the reference. Must not
// know what these folders hold.
import { describeChanges } from './describe-changes.ts';
import type { Doors, Tree, TreeChanges } from './doors.ts';
import type { CommittedPrinter } from './product.ts';
import { Findings } from './report-findings.ts';

/** The status: 0 written or nothing to write, 1 (with `check`) differences. Throws Refusals. */
export async function chart(doors: Doors, printer: CommittedPrinter, check: boolean): Promise<number> {
  // Its folders are relative: only beside values/ are they the ones that are meant.
  doors.listEnvironments();
  const findings = new Findings();
  const lines: string[] = [];
  try {
    for (const [folder, files] of printer.printCommitted()) {
      const tree = treeOf(folder, files);
      const changes = check ? doors.compareTree(tree) : doors.stageTree(tree);
      if (check) findings.add(describeChanges(folder, changes, 'chart'));
      lines.push(`${folder}: ${files.size} files, ${countChanges(changes)}\n`);
    }
    if (!check) doors.commitTrees();
  } finally {
    doors.discardTrees();
  }
  findings.report(doors);
  if (doors.format === 'text') doors.write(lines.join(''));
  return findings.hasErrors ? 1 : 0;
}

function treeOf(folder: string, files: ReadonlyMap<string, string>): Tree {
  const slash = folder.lastIndexOf('/');
  return { out: folder.slice(0, slash), unit: folder.slice(slash + 1), files, owned: 'always' };
}

function countChanges({ added, changed, stale }: TreeChanges): string {
  const parts = [
    [added.length, 'new'],
    [changed.length, 'changed'],
    [stale.length, 'stale'],
  ] as const;
  const words = parts.filter(([amount]) => amount > 0).map(([amount, word]) => `${amount} ${word}`);
  return words.join(', ') || 'unchanged';
}
