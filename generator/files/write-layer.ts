// Writes one layer of values that the generator keeps for a person. Part of the disk door; must not know what is in it.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Refusal } from '../commands/refusal.ts';
import { checkRelativePath, look } from './safe-path.ts';
import { inPlainWords } from './system-error.ts';

interface Layer {
  readonly text: string;
  /** The line by which a file of ours is known: another is not replaced. */
  readonly mark: string;
}

/** Throws unless the folder is a real one and the file, where there is one, is ours; gives the text that it has. */
function checkPlace(named: string, path: string, mark: string): string | undefined {
  if (look(dirname(path))?.isSymbolicLink())
    throw new Refusal('OUT-SYMLINK', named, { message: `${dirname(path)} is a symbolic link.` });
  const found = look(path);
  if (found === undefined) return undefined;
  const text = found.isFile() ? readFileSync(path, 'utf8') : undefined;
  if (text?.split('\n').includes(mark)) return text;
  throw new Refusal('OUT-FOREIGN', named, {
    message: `${named} was not written by this verb.`,
    cure: 'Move the file away, or take what it says into another layer.',
  });
}

/** A function that writes a layer beside its place and renames it; whether that changed anything. @param root the working directory. */
export const createWriteLayer =
  (root: string) =>
  (named: string, { text, mark }: Layer): boolean => {
    checkRelativePath(named.slice(named.lastIndexOf('/') + 1));
    const path = resolve(root, named);
    const waiting = `${path}.${process.pid}`;
    try {
      if (checkPlace(named, path, mark) === text) return false;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(waiting, text, { flag: 'wx', mode: 0o644 });
      renameSync(waiting, path);
      return true;
    } catch (error) {
      rmSync(waiting, { force: true });
      throw inPlainWords(error, named);
    }
  };
