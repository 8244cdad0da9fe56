// Runs the real Helm, apart from whatever the person at this machine has configured.
// Must not know any chart.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ToolRun } from '../../generator/commands/tool-door.ts';
import { toolDoor } from './required.ts';

const home = mkdtempSync(join(tmpdir(), 'chartwright-helm-'));
process.on('exit', () => rmSync(home, { recursive: true, force: true }));

const isolation = {
  HELM_CACHE_HOME: join(home, 'cache'),
  HELM_CONFIG_HOME: join(home, 'config'),
  HELM_DATA_HOME: join(home, 'data'),
  HELM_NAMESPACE: '',
  KUBECONFIG: join(home, 'no-cluster'),
};

// Legal inside a JSON string, but line breaks or not printable to a YAML 1.1 reader: escaped, they
// reach Helm unchanged.
const unsafeInYaml = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Values as JSON that Helm's reader takes for the same values, whatever the strings hold. */
export function valuesForHelm(values: unknown): string {
  return JSON.stringify(values).replace(
    unsafeInYaml,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export interface TemplateOptions {
  /** `release` when absent. */
  readonly release?: string;
  readonly namespace?: string;
  /** Files, in Helm's order: the later one wins. */
  readonly valuesFiles?: readonly string[];
  /** Merged after the files. */
  readonly values?: unknown;
  /** Further arguments: `['--skip-tests']`. */
  readonly args?: readonly string[];
}

/** Any helm command. The status is helm's own; 126 where there is no helm. */
export function helm(args: readonly string[], input?: string): Promise<ToolRun> {
  return toolDoor.runTool('helm', args, { input, variables: isolation });
}

/** `helm template`: the rendered stream in stdout, or a status other than 0 and the reason in stderr. */
export function template(chart: string, options: TemplateOptions = {}): Promise<ToolRun> {
  const { release = 'release', namespace, valuesFiles = [], values, args = [] } = options;
  const command = ['template', release, chart];
  if (namespace !== undefined) command.push('--namespace', namespace);
  for (const file of valuesFiles) command.push('--values', file);
  if (values === undefined) return helm([...command, ...args]);
  return helm([...command, '--values', '-', ...args], valuesForHelm(values));
}
