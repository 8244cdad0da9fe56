// Compares a folder on the disk with what it should hold. Part of the disk door; writes nothing, and
// must not know why a file is wanted.
import { readdirSync, readFileSync } from 'node:fs';
import type { TreeChanges } from '../commands/doors.ts';

export interface FolderOnDisk {
  /** Path below the folder → whether it is a regular file; a link or a device is not. */
  readonly files: ReadonlyMap<string, boolean>;
  readonly folders: readonly string[];
}

/** All that stands below a folder; links are listed, never followed. Undefined when there is no folder. */
export function listFolder(path: string): FolderOnDisk | undefined {
  const files = new Map<string, boolean>();
  const folders: string[] = [];
  const walk = (folder: string, prefix: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const name = prefix + entry.name;
      if (entry.isDirectory()) {
        folders.push(name);
        walk(`${folder}/${entry.name}`, `${name}/`);
      } else files.set(name, entry.isFile());
    }
  };
  try {
    walk(path, '');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return { files, folders };
}

/** Whether a regular file holds exactly this text; one that cannot be read does not. */
function holds(path: string, text: string): boolean {
  try {
    return readFileSync(path, 'utf8') === text;
  } catch {
    return false;
  }
}

/** What must change for `path` to hold `files` and nothing else; an empty folder too many ends in a slash. */
export function compareFolder(
  path: string,
  disk: FolderOnDisk | undefined,
  files: ReadonlyMap<string, string>,
): TreeChanges {
  const added: string[] = [];
  const changed: string[] = [];
  const stale: string[] = [];
  for (const [name, text] of files) {
    const regular = disk?.files.get(name);
    if (regular === undefined) added.push(name);
    else if (!regular || !holds(`${path}/${name}`, text)) changed.push(name);
  }
  if (disk) {
    for (const name of disk.files.keys()) if (!files.has(name)) stale.push(name);
    for (const folder of disk.folders) if (isBarren(folder, disk, files)) stale.push(`${folder}/`);
  }
  return { added: added.sort(), changed: changed.sort(), stale: stale.sort() };
}

/** A folder that holds nothing, and in which nothing is wanted. */
function isBarren(folder: string, disk: FolderOnDisk, files: ReadonlyMap<string, string>): boolean {
  const start = `${folder}/`;
  const within = (names: Iterable<string>): boolean => {
    for (const name of names) if (name.startsWith(start)) return true;
    return false;
  };
  return !within(files.keys()) && !within(disk.files.keys()) && !within(disk.folders);
}

/** Whether nothing has to change. */
export function isSame({ added, changed, stale }: TreeChanges): boolean {
  return added.length + changed.length + stale.length === 0;
}
