// Things that tests build for themselves once a machine: kept in the cache under a digest of what they
// are built from. Must not know what is built.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, withLock } from '../../generator/tools.ts';

interface Recipe {
  readonly name: string;
  /** The files that decide the result. */
  readonly sources: readonly string[];
  /** Fills the folder; gives one sentence where it could not. The folder never moves afterwards. */
  readonly build: (folder: string) => Promise<string | undefined>;
}

export type Built =
  | { readonly folder: string; readonly problem?: undefined }
  | { readonly folder?: undefined; readonly problem: string };

/** The folder that the recipe filled, now or at an earlier time. */
export async function buildOnce({ name, sources, build }: Recipe): Promise<Built> {
  const digest = createHash('sha256');
  for (const source of sources) digest.update(readFileSync(source)).update('\0');
  const folder = join(cacheFolder(process.env), 'built', `${name}-${digest.digest('hex').slice(0, 16)}`);
  // Written last: a build that was killed leaves no mark and is begun anew.
  const mark = join(folder, '.complete');
  if (existsSync(mark)) return { folder };
  return withLock(`${folder}.lock`, async () => {
    if (existsSync(mark)) return { folder };
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const problem = await build(folder);
    if (problem !== undefined) return { problem };
    writeFileSync(mark, '');
    return { folder };
  });
}

/** The last lines of what a program said, as one line. */
export function lastWords(text: string): string {
  return text.trim().split('\n').slice(-3).join(' | ');
}
