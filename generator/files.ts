// The disk: the only place where files are read and written. Must not know what any of them means.
// Its parts stand in generator/files/ and are imported from here alone.
import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';
import type { FileDoor, Tree, TreeChanges } from './commands/doors.ts';
import { createReadText, listEnvironments } from './files/read-text.ts';
import { createWriteLayer } from './files/write-layer.ts';
import { TreeWriter } from './files/write-tree.ts';

export { inPlainWords } from './files/system-error.ts';

interface FileDoorOptions {
  /** The working directory, absolute and free of links: what paths are relative to. */
  readonly root: string;
  /** The folder of the environments, `values`. */
  readonly values: string;
  /** The person's home; asked of the system when absent. */
  readonly home?: string;
}

/** Opens the disk door. Its functions throw Refusals (FILE-…, OUT-…), and no error of the file system. */
export function createFileDoor({ root, values, home = homeFolder() }: FileDoorOptions): FileDoor {
  const writer = new TreeWriter({ root, home, values: resolve(root, values) });
  return {
    readText: createReadText(root, values),
    readGiven: (path) => createReadText(root, dirname(path))(path),
    writeLayer: createWriteLayer(root),
    listEnvironments: () => listEnvironments(root, values),
    compareTree: writer.compareTree,
    stageTree: writer.stageTree,
    listOtherUnits: writer.listOtherUnits,
    stageRemoval: writer.stageRemoval,
    commitTrees: writer.commitTrees,
    discardTrees: writer.discardTrees,
  };
}

/** Stages and commits one tree, for callers with just one. */
export function writeTree(door: FileDoor, tree: Tree): TreeChanges {
  const changes = door.stageTree(tree);
  door.commitTrees();
  return changes;
}

function homeFolder(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
