// Part of the tools door: one builder at a time for one place in the cache.
// Must not know what is built. A lock that fails costs a second build, never a broken tool: what is
// built is renamed into its place whole.
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMilliseconds = 300;
// Longer than the longest build seen (helm, 3 minutes on two shared cores), so that a process
// number that was given to somebody else does not hold the lock for ever.
const abandonedAfterMilliseconds = 30 * 60_000;

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isAbandoned(lock: string): boolean {
  try {
    const age = Date.now() - statSync(lock).mtimeMs;
    return age > abandonedAfterMilliseconds || !isAlive(Number(readFileSync(lock, 'utf8')));
  } catch {
    return false; // released in this moment
  }
}

/** Takes the lock by a hard link, so that the file is never seen without its owner's number. */
function tryToLock(lock: string): boolean {
  const claim = `${lock}.${randomUUID()}`;
  writeFileSync(claim, String(process.pid));
  try {
    linkSync(claim, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(claim, { force: true });
  }
}

/** Does the work while no other process of this machine holds the same lock file. */
export async function withLock<Result>(lock: string, work: () => Promise<Result>): Promise<Result> {
  mkdirSync(dirname(lock), { recursive: true });
  while (!tryToLock(lock)) {
    if (isAbandoned(lock)) rmSync(lock, { force: true });
    else await sleep(pollMilliseconds);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}
