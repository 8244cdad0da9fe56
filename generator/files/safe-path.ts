// Which paths may be written: names that mean the same file on every system, folders that are not
// somebody's home, no symbolic link on the way. Part of the disk door; must not know what is written.
import { lstatSync, type Stats } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { Refusal } from '../commands/refusal.ts';

/** One segment: no control character, nothing that Windows reads otherwise, no dot or space at its end. */
const segment = String.raw`(?!\.{1,2}(?:\/|$))[^\p{Cc}\p{Cs}\\\/:*?"<>|]*[^\p{Cc}\p{Cs}\\\/:*?"<>|. ]`;
const safe = new RegExp(`^${segment}(?:\\/${segment})*$`, 'u');
// Nearly all paths are made of these; the expression above takes a millisecond to get ready.
const ordinary = /^[-A-Za-z0-9_]+(?:\.[-A-Za-z0-9_]+)*(?:\/[-A-Za-z0-9_]+(?:\.[-A-Za-z0-9_]+)*)*$/;
const device = /(?:^|\/)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.[^/]*)?(?:\/|$)/i;

/** Throws OUT-PATH unless the path below a unit is a plain relative one, the same on every system. */
export function checkRelativePath(path: string): void {
  if ((ordinary.test(path) || safe.test(path)) && !device.test(path) && path.length <= 1024) return;
  throw new Refusal('OUT-PATH', path, { message: `${JSON.stringify(path)} is not a safe name for a file.` });
}

/** Throws OUT-PATH when two paths would be one file where case does not count, or a file would be a folder. */
export function checkTogether(paths: Iterable<string>): void {
  const files = new Map<string, string>();
  const folders = new Set<string>();
  for (const path of paths) {
    checkRelativePath(path);
    const folded = path.toLowerCase();
    const other = files.get(folded);
    if (other !== undefined) clash(path, other);
    files.set(folded, path);
    for (let end = folded.lastIndexOf('/'); end > 0; end = folded.lastIndexOf('/', end - 1)) {
      const folder = folded.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  for (const folder of folders) {
    const file = files.get(folder);
    if (file !== undefined) clash(file, `${file}/`);
  }
}

function clash(path: string, other: string): never {
  throw new Refusal('OUT-PATH', path, { message: `${path} and ${other} would be one name on some systems.` });
}

/** What stands there without following a link, or undefined; other failures are thrown as they are. */
export function look(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

export interface Surroundings {
  /** The working directory, absolute and free of links. */
  readonly root: string;
  /** The person's home, where there is one. */
  readonly home: string | undefined;
  /** The folder of the values, absolute. */
  readonly values: string;
}

const contains = (outer: string, inner: string): boolean =>
  outer === inner || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);

/**
 * The absolute path of an output folder. Throws OUT-FOLDER for `/`, a home, the working directory, the
 * values, what contains them, or a relative path that climbs out; OUT-SYMLINK for a link on the way.
 */
export function checkOutputFolder(folder: string, { root, home, values }: Surroundings): string {
  const refuse = (message: string): never => {
    throw new Refusal('OUT-FOLDER', folder, { message });
  };
  if (folder.trim() === '' || folder.includes('\0')) refuse('The output folder has no name.');
  const path = resolve(root, folder);
  if (!isAbsolute(folder) && !contains(root, path)) {
    refuse(`${folder} leads out of the working directory; only an absolute path may.`);
  }
  if (contains(path, root)) refuse(`${folder} is the working directory, or contains it.`);
  if (home !== undefined && contains(path, home)) refuse(`${folder} is your home, or contains it.`);
  if (contains(path, values) || contains(values, path)) refuse(`${folder} holds the values.`);
  if (relative(root, path).split(sep).includes('.git')) refuse(`${folder} belongs to Git.`);
  refuseLinks(folder, path, contains(root, path) ? root : resolve(root, '/'));
  return path;
}

/** Looks at every folder from `start` down to `path`: a link there could lead the writing astray. */
function refuseLinks(named: string, path: string, start: string): void {
  let place = start;
  for (const name of relative(start, path).split(sep)) {
    place = resolve(place, name);
    const found = look(place);
    if (found === undefined) return;
    if (found.isSymbolicLink()) {
      throw new Refusal('OUT-SYMLINK', named, { message: `${place} is a symbolic link.` });
    }
    if (!found.isDirectory())
      throw new Refusal('OUT-FOLDER', named, { message: `${place} is not a folder.` });
  }
}
