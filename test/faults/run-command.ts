// Runs a program to its end. Must not know which.
import { spawn } from 'node:child_process';

export interface CommandResult {
  readonly status: number;
  readonly output: string;
}

/** The exit status and all that was said, on both streams. */
export function tryCommand(words: readonly string[], input = ''): Promise<CommandResult> {
  const [file = '', ...args] = words;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (text) => {
      output += text;
    });
    child.stderr.on('data', (text) => {
      output += text;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status: status ?? 1, output }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/** What the program said. Throws when it failed. */
export async function runCommand(words: readonly string[], input = ''): Promise<string> {
  const { status, output } = await tryCommand(words, input);
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}: ${output.trim().slice(-500)}`);
  return output;
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
