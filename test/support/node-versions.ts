// Other versions of Node to run the program with: the one that runs the tests, or the package of the npm
// registry that holds just the binary, kept in the cache. Must not know what is run.
import { join } from 'node:path';
import { programsOnPath, runProgram } from '../../generator/tools.ts';
import { buildOnce, lastWords } from './build-once.ts';

/** The newest of each line that is supported, as the registry had them. */
const pinned = { 20: '20.20.2', 22: '22.23.3', 24: '24.21.0' } as const;

export type NodeLine = keyof typeof pinned;
export const nodeLines = Object.keys(pinned).map(Number) as NodeLine[];

/** The program, or undefined with a visible line where the package cannot be had here. */
export async function findNode(line: NodeLine): Promise<string | undefined> {
  if (process.version.startsWith(`v${line}.`)) return process.execPath;
  const name = `node-${process.platform}-${process.arch}`;
  const { folder, problem } = await buildOnce({
    name: `node-${pinned[line]}-${process.platform}-${process.arch}`,
    sources: [],
    build: async (target) => {
      const npm = programsOnPath('npm', process.env)[0];
      if (npm === undefined) return 'npm is not on the PATH';
      const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--no-save'];
      const args = ['install', '--prefix', target, ...flags, `${name}@${pinned[line]}`];
      const run = await runProgram(npm, args, { cwd: target, timeout: 300_000 });
      return run.status === 0 ? undefined : `npm install failed: ${lastWords(run.stderr)}`;
    },
  });
  // Where it cannot be fetched nothing can be said about it, in CI neither; fetched, it must run.
  if (folder === undefined) {
    console.warn(`SKIPPED, because Node ${line} is not available: ${problem}`);
    return undefined;
  }
  const program = join(
    folder,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  const said = await runProgram(program, ['--version']);
  if (said.stdout.trim() !== `v${pinned[line]}`) {
    throw new Error(`${program} is not Node ${pinned[line]}: ${said.stdout}${said.stderr}`);
  }
  return program;
}
