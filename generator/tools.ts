// The tools door: the only place that starts other programs. A tool is the file that a variable names,
// else the one on the PATH if its version fits, else the one in the cache, which is built or downloaded
// when asked for. Must not know what a tool is used for.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Setting, ToolDoor, ToolFinding, ToolName } from './commands/tool-door.ts';
import { type ToolPin, toolVersions } from './tool-versions.ts';
import {
  cacheFolder,
  isCompatible,
  isProgram,
  programsOnPath,
  readVersion,
  type Variables,
} from './tools/find-program.ts';
import { cachedTool, installTool, type Order } from './tools/install-tool.ts';
import { runProgram } from './tools/run-program.ts';

export { cacheFolder, programsOnPath } from './tools/find-program.ts';
export { withLock } from './tools/lock.ts';
export { runProgram } from './tools/run-program.ts';

/** As package.json has it under `engines`. */
export const nodeWanted = '20.19';

const versionTimeoutMilliseconds = 20_000;

const settingPurposes: Readonly<Record<string, string>> = {
  CHARTWRIGHT_KUBERNETES_SCHEMAS: 'schemas of every kind, to renew those of the tests',
  CHARTWRIGHT_BICEP: 'the Bicep compiler',
  CHARTWRIGHT_CLUSTER_KIT: 'the cluster for tests',
};

export interface Surroundings {
  readonly variables?: Variables;
  readonly pins?: Readonly<Record<ToolName, ToolPin>>;
  readonly platform?: string;
}

/** `kube-score` is named by CHARTWRIGHT_KUBE_SCORE. */
function variableOf(name: ToolName): string {
  return `CHARTWRIGHT_${name.toUpperCase().replaceAll('-', '_')}`;
}

async function readToolVersion(path: string, pin: ToolPin): Promise<string> {
  const run = await runProgram(path, pin.versionArguments, { timeout: versionTimeoutMilliseconds });
  return readVersion(run.stdout)?.join('.') ?? '';
}

function missing(order: Order, problem: string, skipped: readonly string[]): ToolFinding {
  const { name, pin } = order;
  const series = pin.version.replace(pin.version.startsWith('0.') ? /\.\d+$/ : /\..*/, '');
  const build = pin.goPackage
    ? `Run "chartwright tools" where Go is present`
    : `Run "chartwright tools" with a network`;
  return {
    found: false,
    name,
    purpose: pin.purpose,
    wanted: pin.version,
    required: pin.required,
    problem,
    cure: `${build}, or put ${name} ${series} on the PATH, or name the program in ${variableOf(name)}.`,
    skipped,
  };
}

/** Looks in the three places in turn and runs only what it has to, to learn a version. */
async function locate(order: Order): Promise<ToolFinding> {
  const { name, pin, variables } = order;
  const facts = { found: true, name, purpose: pin.purpose, wanted: pin.version } as const;
  const named = variables[variableOf(name)];
  if (named) {
    const path = resolve(named);
    if (!isProgram(path))
      return missing(order, `${variableOf(name)} names ${path}, which is no program.`, []);
    const version = (await readToolVersion(path, pin)) || 'unknown';
    return { ...facts, version, path, from: 'variable', skipped: [] };
  }
  const skipped: string[] = [];
  for (const path of programsOnPath(name, variables)) {
    const version = await readToolVersion(path, pin);
    if (isCompatible(version, pin.version)) return { ...facts, version, path, from: 'path', skipped };
    skipped.push(`${path} was passed over: it says ${version || 'no version'}, not ${pin.version}.`);
  }
  const path = cachedTool(order);
  if (isProgram(path)) return { ...facts, version: pin.version, path, from: 'cache', skipped };
  return missing(order, 'It is neither on the PATH nor in the cache.', skipped);
}

async function locateOrInstall(order: Order): Promise<ToolFinding> {
  const finding = await locate(order);
  // A variable that names nothing is a mistake to be mended, not a wish for another tool.
  if (finding.found || order.variables[variableOf(order.name)]) return finding;
  const problem = await installTool(order);
  return problem === undefined
    ? locate(order)
    : missing(order, `It could not be installed: ${problem}.`, finding.skipped);
}

function readSettings(variables: Variables): Setting[] {
  return Object.entries(settingPurposes).map(([variable, purpose]) => {
    const value = variables[variable];
    if (!value) return { variable, purpose, state: 'unset' };
    return { variable, purpose, value, state: existsSync(value) ? 'present' : 'missing' };
  });
}

function isNodeSupported(version: string): boolean {
  const [found, wanted] = [readVersion(version), readVersion(nodeWanted)];
  if (found === undefined || wanted === undefined) return false;
  return found[0] > wanted[0] || (found[0] === wanted[0] && found[1] >= wanted[1]);
}

/** Opens the door. What is found is remembered, so that a version is asked for once a process. */
export function openToolDoor(surroundings: Surroundings = {}): ToolDoor {
  const { variables = process.env, pins = toolVersions } = surroundings;
  const platform = surroundings.platform ?? `${process.platform}-${process.arch}`;
  const cache = cacheFolder(variables);
  const known = new Map<ToolName, Promise<ToolFinding>>();
  const orderOf = (name: ToolName): Order => ({ name, pin: pins[name], cache, variables, platform });
  const findTool = (name: ToolName): Promise<ToolFinding> => {
    const finding = known.get(name) ?? locateOrInstall(orderOf(name));
    known.set(name, finding);
    return finding;
  };
  return {
    locateTool: (name) => locate(orderOf(name)),
    findTool,
    runTool: async (name, args, options) => {
      const tool = await findTool(name);
      if (tool.found) return runProgram(tool.path, args, options);
      return { status: 126, stdout: '', stderr: `${name}: ${tool.problem} ${tool.cure}\n` };
    },
    settings: () => readSettings(variables),
    node: {
      version: process.versions.node,
      supported: isNodeSupported(process.versions.node),
      wanted: nodeWanted,
    },
    cache,
  };
}
