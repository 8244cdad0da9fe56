// The verbs as a table: what each is called, takes and says of itself. Part of the process door; must not
// know how arguments are read, nor do any work: that stands in generator/cli/work, a file a verb.
import type { Doors } from '../commands/doors.ts';

export interface Options {
  readonly check?: boolean;
  readonly out?: string;
  readonly environment?: string;
}

export interface Call {
  readonly doors: Doors;
  readonly names: readonly string[];
  readonly options: Options;
}

/** The exit status: 0 fine, 1 findings or differences. */
export interface Work {
  readonly run: (call: Call) => Promise<number>;
}

export interface Verb {
  readonly name: VerbName;
  readonly summary: string;
  /** As commander writes them: `[environment...]`, `<one> <two>`. */
  readonly argument?: string;
  readonly options: readonly (keyof typeof options)[];
}

export type VerbName = 'generate' | 'chart' | 'validate' | 'explain' | 'audit' | 'azure' | 'doctor' | 'tools';

/** Every option: how it is written, what it does, its default. */
export const options = {
  check: ['--check', 'compare only: write nothing, and exit with 1 on a difference', undefined],
  out: ['--out <folder>', 'where the folders of the environments go', 'dist'],
  values: ['--values <folder>', 'the folder of the environment files', 'values'],
  format: ['--format <form>', 'how findings are shown', 'text'],
  environment: ['--environment <name>', 'show the value there, and where it comes from', undefined],
} as const satisfies Record<string, readonly [string, string, string | undefined]>;

export const verbs: readonly Verb[] = [
  {
    name: 'generate',
    summary: 'write the manifests and values of every environment',
    argument: '[environment...]',
    options: ['check', 'out', 'format', 'values'],
  },
  {
    name: 'chart',
    summary: 'write the chart, the schemas and the reference that are committed',
    options: ['check', 'format', 'values'],
  },
  {
    name: 'validate',
    summary: 'say what is wrong with the values; write nothing',
    argument: '[environment...]',
    options: ['format', 'values'],
  },
  {
    name: 'explain',
    summary: 'say what a setting means, its unit, limits and default',
    argument: '[path]',
    options: ['environment', 'format', 'values'],
  },
  {
    name: 'audit',
    summary: 'say what is wrong with what an Azure deployment would make; write nothing',
    argument: '[environment...]',
    options: ['format', 'values'],
  },
  {
    name: 'azure',
    summary: 'write what an Azure deployment answered into the layer of its environment',
    argument: '<outputs> <environment> <file>',
    options: ['format', 'values'],
  },
  { name: 'doctor', summary: 'say which outside programs are there', options: [] },
  { name: 'tools', summary: 'install the outside programs that the checks use', options: [] },
];
