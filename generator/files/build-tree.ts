// Builds a folder in a place where nobody sees it yet. Part of the disk door; must not know what it writes.
import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import type { TreeChanges } from '../commands/doors.ts';

interface Building {
  readonly from: string;
  readonly target: string;
  readonly files: ReadonlyMap<string, string>;
  readonly changes: TreeChanges;
}

/** Builds a whole unit. An unchanged file is the old one under a second name, so it keeps its time. */
export function build({ from, target, files, changes }: Building): void {
  const fresh = new Set([...changes.added, ...changes.changed]);
  const made = new Set<string>();
  const makeFolder = (path: string): void => {
    if (made.has(path)) return;
    if (path !== target) makeFolder(path.slice(0, path.lastIndexOf('/')));
    mkdirSync(path);
    made.add(path);
  };
  makeFolder(target);
  for (const [name, text] of files) {
    const path = `${target}/${name}`;
    makeFolder(path.slice(0, path.lastIndexOf('/')));
    if (fresh.has(name) || !link(`${from}/${name}`, path)) {
      writeFileSync(path, text, { encoding: 'utf8', flag: 'wx', mode: 0o644 });
    }
  }
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch {
    // A file system without second names: the file is written anew.
    return false;
  }
}
