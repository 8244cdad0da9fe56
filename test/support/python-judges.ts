// The judges that are written in Python, in an environment of their own that is made once from
// test/requirements.txt. Must not know what they judge.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunOptions, ToolRun } from '../../generator/commands/tool-door.ts';
import { programsOnPath, runProgram } from '../../generator/tools.ts';
import { type Built, buildOnce, lastWords } from './build-once.ts';
import { isAvailable } from './required.ts';

export type PythonJudge = 'checkov' | 'yamllint' | 'yamale';

const requirements = fileURLToPath(new URL('../requirements.txt', import.meta.url));
const installTimeoutMilliseconds = 600_000;

async function makeEnvironment(folder: string): Promise<string | undefined> {
  const python = programsOnPath('python3', process.env)[0];
  if (python === undefined) return 'python3 is not on the PATH';
  const steps: readonly (readonly [string, ...string[]])[] = [
    [python, '-m', 'venv', folder],
    [join(folder, 'bin', 'python'), '-m', 'pip', 'install', '--quiet', '--requirement', requirements],
  ];
  for (const [program, ...args] of steps) {
    const run = await runProgram(program, args, { timeout: installTimeoutMilliseconds });
    if (run.status !== 0) return `${args.slice(0, 3).join(' ')} failed: ${lastWords(run.stderr)}`;
  }
  return undefined;
}

let environment: Promise<Built> | undefined;

function prepare(): Promise<Built> {
  environment ??= buildOnce({ name: 'python', sources: [requirements], build: makeEnvironment });
  return environment;
}

/** Whether checkov, yamllint and yamale are there, installed now if need be; see `required.ts`. */
export async function requirePythonJudges(): Promise<boolean> {
  return isAvailable('checkov, yamllint and yamale', (await prepare()).problem);
}

/** Runs one of them. Throws where the environment could not be made. */
export async function runPythonJudge(
  judge: PythonJudge,
  args: readonly string[],
  options?: RunOptions,
): Promise<ToolRun> {
  const { folder, problem } = await prepare();
  if (folder === undefined) throw new Error(`${judge}: ${problem}`);
  return runProgram(join(folder, 'bin', judge), args, options);
}
