// The temporary folder in which output is built, `<out>/.chartwright-<process>-<random>`: `new` holds what
// comes, `old` what went. Part of the disk door; must not know what is built.
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmdirSync,
  unlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const ours = /^\.chartwright-(\d+)-\w{6}$/;

/** Whether a name in an output folder is that of a staging folder, of this run or an earlier one. */
export const isStaging = (name: string): boolean => ours.test(name);

/** Removes a file or folder with all below it; a link is removed, never followed. */
function removeTree(path: string): void {
  if (!lstatSync(path).isDirectory()) {
    unlinkSync(path);
    return;
  }
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) removeTree(`${path}/${entry.name}`);
    else unlinkSync(`${path}/${entry.name}`);
  }
  rmdirSync(path);
}

function isRunning(identity: number): boolean {
  // A process of our own number that left a folder behind has ended: this one has none yet.
  if (identity === process.pid) return false;
  try {
    process.kill(identity, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Tidies up after runs that were killed: what they had moved away and not replaced goes back to its
 * place, the rest is removed. `names` is what stands in `out`.
 */
export function clearLeftovers(out: string, names: readonly string[]): void {
  for (const name of names) {
    const owner = ours.exec(name)?.[1];
    if (owner === undefined || isRunning(Number(owner))) continue;
    const left = join(out, name);
    if (existsSync(join(left, 'old'))) {
      for (const unit of readdirSync(join(left, 'old'))) {
        if (!existsSync(join(out, unit))) renameSync(join(left, 'old', unit), join(out, unit));
      }
    }
    removeTree(left);
  }
}

export interface Staging {
  readonly folder: string;
  /** Folders above it that did not exist before, deepest first. */
  readonly made: readonly string[];
}

/** Makes the staging folder, and `out` where it is missing. */
export function openStaging(out: string): Staging {
  const made: string[] = [];
  for (let place = out; !existsSync(place); place = dirname(place)) made.push(place);
  for (const place of made.toReversed()) mkdirSync(place);
  const folder = mkdtempSync(join(out, `.chartwright-${process.pid}-`));
  mkdirSync(join(folder, 'new'));
  mkdirSync(join(folder, 'old'));
  return { folder, made };
}

/** Removes the staging folder; with `undo` also the folders made for it, as far as they are empty. */
export function closeStaging({ folder, made }: Staging, undo: boolean): void {
  try {
    removeTree(folder);
    if (undo) for (const place of made) rmdirSync(place);
  } catch {
    // The next run finds it by its name and tidies up.
  }
}
