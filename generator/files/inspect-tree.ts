// Decides whether a folder may be replaced, and what in it would change. Part of the disk door; writes
// nothing, and must not know what the folder holds.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree, TreeChanges } from '../commands/doors.ts';
import { Refusal } from '../commands/refusal.ts';
import { compareFolder, type FolderOnDisk, listFolder } from './compare-tree.ts';
import { checkRelativePath, checkTogether, look } from './safe-path.ts';
import { isStaging } from './staging.ts';

/** The file that says a folder is ours. */
export const mark = '.chartwright';
export const markText =
  'Written by chartwright, and replaced as a whole: do not edit, nor keep files here.\n';

/** An output folder: the name a person gave it, and where it is. */
export interface OutputFolder {
  readonly named: string;
  readonly path: string;
  /** Carries the mark, so that its units may be told from a person's folders. */
  readonly marked: boolean;
}

/** What stands in a folder; nothing when it is none. */
export const namesIn = (path: string): string[] => (look(path)?.isDirectory() ? readdirSync(path) : []);

/** The units of an output folder that carry our mark, sorted. */
export function listMarked(out: string): string[] {
  const units = namesIn(out).filter((name) => !name.startsWith('.'));
  return units
    .filter((unit) => look(join(out, unit))?.isDirectory() && look(join(out, unit, mark))?.isFile())
    .sort();
}

interface Inspection {
  readonly path: string;
  readonly files: ReadonlyMap<string, string>;
  readonly disk: FolderOnDisk | undefined;
  readonly changes: TreeChanges;
}

/** Compares a unit with the disk, once it is known that it may be replaced. */
export function inspect(output: OutputFolder, { out, unit, files, owned }: Tree): Inspection {
  checkTogether(files.keys());
  checkRelativePath(unit);
  const named = `${out}/${unit}`;
  if (unit.includes('/') || unit.startsWith('.')) {
    throw new Refusal('OUT-PATH', named, { message: `${JSON.stringify(unit)} is not the name of a folder.` });
  }
  const path = join(output.path, unit);
  const found = look(path);
  if (found?.isSymbolicLink()) {
    throw new Refusal('OUT-SYMLINK', named, { message: `${named} is a symbolic link.` });
  }
  const strangers =
    owned === 'marked' && !output.marked && namesIn(output.path).some((name) => !isStaging(name));
  if (strangers) refuseForeign(out);
  if (found && !found.isDirectory()) refuseForeign(named);
  // To ask for a folder that is not there costs an error with its stack.
  const disk = found && listFolder(path);
  const wanted = owned === 'marked' ? new Map([[mark, markText], ...files]) : files;
  const known = owned === 'marked' ? [mark] : [...wanted.keys()];
  if (disk && disk.files.size > 0 && !known.some((name) => disk.files.get(name))) refuseForeign(named);
  return { path, files: wanted, disk, changes: compareFolder(path, disk, wanted) };
}

function refuseForeign(named: string): never {
  throw new Refusal('OUT-FOREIGN', named, {
    message: `${named} holds files that were not written by the generator, and they would be lost.`,
  });
}
