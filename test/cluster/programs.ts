// The outside programs of the cluster tests and where their things are kept. Must not know what is tested.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RunOptions, ToolRun } from '../../generator/commands/tool-door.ts';
import { cacheFolder, openToolDoor, programsOnPath, runProgram } from '../../generator/tools.ts';

export const tools = openToolDoor();

/** Another name is another cluster, with everything that belongs to it, beside the usual one. */
export const clusterName = process.env.CHARTWRIGHT_CLUSTER_NAME || 'chartwright';

/** Outside the tree: kubeconfig, Helm's own folders, the registry's store. */
export const clusterFolder = join(
  cacheFolder(process.env),
  clusterName === 'chartwright' ? 'cluster' : `cluster-${clusterName}`,
);
export const kubeconfigFile = join(clusterFolder, 'kubeconfig');

/** Where the kit keeps what it builds; up.sh has the same default. */
export const kitOutput =
  process.env.KIT_OUT ??
  join(process.env.XDG_CACHE_HOME ?? join(process.env.HOME ?? '/tmp', '.cache'), 'kind-kit');

const isolation = {
  KUBECONFIG: kubeconfigFile,
  HELM_CACHE_HOME: join(clusterFolder, 'helm/cache'),
  HELM_CONFIG_HOME: join(clusterFolder, 'helm/config'),
  HELM_DATA_HOME: join(clusterFolder, 'helm/data'),
  HELM_NAMESPACE: '',
};

/** A program that did not do what it was asked; the message holds its last words. */
export class ProgramError extends Error {
  readonly run: ToolRun;
  constructor(command: string, run: ToolRun) {
    const words = (run.stderr.trim() || run.stdout.trim()).split('\n').slice(-6).join(' | ');
    super(`${command} ended with ${run.status}: ${words}`);
    this.run = run;
  }
}

function kubectlProgram(): string {
  const ofKit = join(kitOutput, 'tools/kubectl');
  const found = existsSync(ofKit) ? ofKit : programsOnPath('kubectl', process.env)[0];
  if (found === undefined) throw new Error('kubectl is neither on the PATH nor in the output of the kit');
  return found;
}

const withIsolation = (options: RunOptions): RunOptions => ({
  ...options,
  variables: { ...isolation, ...options.variables },
});

async function succeed(command: string, running: Promise<ToolRun>): Promise<string> {
  const run = await running;
  if (run.status !== 0) throw new ProgramError(command, run);
  return run.stdout;
}

/** Runs kubectl on the test cluster; its standard output. @throws ProgramError */
export const kubectl = (args: readonly string[], options: RunOptions = {}): Promise<string> =>
  succeed(`kubectl ${args.join(' ')}`, runProgram(kubectlProgram(), args, withIsolation(options)));

/**
 * Runs Helm on the test cluster, whatever its status. It yields to everything else: elsewhere who installs a release
 * has a machine of his own, and takes no time from the pods that serve.
 */
export async function runHelm(args: readonly string[], options: RunOptions = {}): Promise<ToolRun> {
  const found = await tools.findTool('helm');
  if (!found.found) throw new Error(`there is no Helm: ${found.problem}`);
  const command = ['-n', '19', found.path, ...args];
  return runProgram('nice', command, withIsolation({ timeout: 15 * 60_000, ...options }));
}

/** Runs Helm on the test cluster; its standard output. @throws ProgramError */
export const helm = (args: readonly string[], options: RunOptions = {}): Promise<string> =>
  succeed(`helm ${args.slice(0, 3).join(' ')}`, runHelm(args, options));

/** Runs kind. @throws ProgramError */
export const kind = (args: readonly string[], options: RunOptions = {}): Promise<string> =>
  succeed(`kind ${args.join(' ')}`, tools.runTool('kind', args, withIsolation(options)));

/** Runs docker. @throws ProgramError */
export const docker = (args: readonly string[], options: RunOptions = {}): Promise<string> =>
  succeed(`docker ${args.slice(0, 3).join(' ')}`, runProgram('docker', args, options));

/** Runs any program. @throws ProgramError */
export const program = (file: string, args: readonly string[], options: RunOptions = {}): Promise<string> =>
  succeed(`${file} ${args.join(' ')}`, runProgram(file, args, options));
