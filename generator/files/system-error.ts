// What the operating system refused, in plain words. Part of the disk door; must not know what was tried.
import { Refusal } from '../commands/refusal.ts';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your quota of the disk is used up',
  ENAMETOOLONG: 'a name is too long',
  EMFILE: 'too many files are open',
  ENOTEMPTY: 'another run writes there at this moment',
  EEXIST: 'another run writes there at this moment',
  EXDEV: 'part of it is on another disk',
};

/** A Refusal OUT-FAILED for an error of the file system; any other error as it is. */
export function inPlainWords(error: unknown, named: string): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (error instanceof Refusal || typeof code !== 'string' || !/^E[A-Z0-9]+$/.test(code)) return error;
  return new Refusal('OUT-FAILED', named, {
    message: `${named} could not be written: ${reasons[code] ?? `the system says ${code}`}.`,
  });
}
