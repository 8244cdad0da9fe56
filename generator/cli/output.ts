// Writes to the process's own streams without loading Node's, which would cost more than a small run.
// Part of the process door; must not know what is written.
import { fstatSync, writeSync } from 'node:fs';

const closed = new Set<number>();

/** Writes all of it. A reader that has gone away (`| head`) is no error: the rest is for nobody. */
export function writeTo(descriptor: 1 | 2, text: string): void {
  if (closed.has(descriptor) || text === '') return;
  const bytes = Buffer.from(text);
  for (let offset = 0; offset < bytes.length; ) {
    try {
      offset += writeSync(descriptor, bytes, offset);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') {
        closed.add(descriptor);
        return;
      }
      if (code !== 'EAGAIN') throw error;
      // The reader of a pipe that does not block is slow: wait a little.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    }
  }
}

/** Whether standard output may be coloured: a terminal that is not dumb, and nobody said no. */
export async function mayColour(variables: Readonly<Record<string, string | undefined>>): Promise<boolean> {
  if (variables.NO_COLOR || variables.TERM === 'dumb') return false;
  if (variables.FORCE_COLOR) return variables.FORCE_COLOR !== '0';
  try {
    if (!fstatSync(1).isCharacterDevice()) return false;
  } catch {
    return false;
  }
  const { isatty } = await import('node:tty');
  return isatty(1);
}
