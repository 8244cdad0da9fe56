// A redis-server or a Sentinel on a file of its own, for as long as something is asked. For tests only.
import { execFileSync, spawn } from 'node:child_process';

/** What `asked` gives; its first argument is false where the server ended by itself, the second what it said. */
export async function whileServing<T>(
  words: readonly string[],
  port: string,
  asked: (answers: boolean, output: string) => T,
): Promise<T> {
  const child = spawn('redis-server', words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (said) => {
      output += said;
    });
  const ended = new Promise((resolve) => child.once('close', resolve));
  try {
    for (const stop = performance.now() + 20_000; performance.now() < stop && child.exitCode === null; ) {
      try {
        execFileSync('redis-cli', ['-p', port, 'PING'], { stdio: 'ignore' });
        if (/Ready to accept|Sentinel ID is/.test(output)) return asked(true, output);
      } catch {
        // Not yet.
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    if (child.exitCode === null) throw new Error(`the server is not ready: ${output}`);
    await ended;
    return asked(false, output);
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}
