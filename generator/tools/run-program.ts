// Part of the tools door: starts one program without a shell and gathers what it says.
// Must not know which programs there are.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { RunOptions, ToolRun } from '../commands/tool-door.ts';

const defaultTimeoutMilliseconds = 120_000;

/**
 * Runs a program to its end. Never throws for what the program does: a status of 124 is a timeout,
 * 126 a program that could not be started, 128 + n a program that signal n ended.
 */
export function runProgram(
  file: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<ToolRun> {
  const { input, cwd, timeout = defaultTimeoutMilliseconds, variables } = options;
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd,
      env: { ...process.env, ...variables },
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, timeout);
    const finish = (status: number, remark = ''): void => {
      clearTimeout(timer);
      const said = Buffer.concat(stderr).toString('utf8');
      resolve({ status, stdout: Buffer.concat(stdout).toString('utf8'), stderr: said + remark });
    };
    child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', (error) => finish(126, `${file} could not be started: ${error.message}\n`));
    child.on('close', (code, signal) => {
      if (timedOut) finish(124, `${file} was stopped after ${timeout / 1000} s\n`);
      else finish(code ?? 128 + constants.signals[signal ?? 'SIGKILL']);
    });
    // A program may end before it has read everything: its status says more than our broken pipe.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}
