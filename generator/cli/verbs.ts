// The verbs as a table: what each is called, takes and does. Part of the process door; must not know how
// arguments are read. Each verb imports its own work, so that the others cost nothing.
import type { Doors } from '../commands/doors.ts';
import type { Product } from '../commands/product.ts';

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

export interface Verb {
  readonly name: string;
  readonly summary: string;
  /** As commander writes it: `[environment...]`. */
  readonly argument?: string;
  readonly options: readonly (keyof typeof options)[];
  /** The exit status: 0 fine, 1 findings or differences. */
  readonly run: (call: Call) => Promise<number>;
}

/** Every option: how it is written, what it does, its default. */
export const options = {
  check: ['--check', 'compare only: write nothing, and exit with 1 on a difference', undefined],
  out: ['--out <folder>', 'where the folders of the environments go', 'dist'],
  values: ['--values <folder>', 'the folder of the environment files', 'values'],
  format: ['--format <form>', 'how findings are shown', 'text'],
  environment: ['--environment <name>', 'show the value there, and where it comes from', undefined],
} as const satisfies Record<string, readonly [string, string, string | undefined]>;

async function productOf(): Promise<Product> {
  // Before any schema is made: zod's own compiler costs a single run more than it saves a thousand.
  const { config } = await import('zod');
  config({ jitless: true });
  return (await import('../commands/assemble-product.ts')).assembleProduct();
}
const toolsOf = async () => (await import('../tools.ts')).openToolDoor();

export const verbs: readonly Verb[] = [
  {
    name: 'generate',
    summary: 'write the manifests and values of every environment',
    argument: '[environment...]',
    options: ['check', 'out', 'format', 'values'],
    run: async ({ doors, names, options: { check = false, out = 'dist' } }) => {
      const { generate } = await import('../commands/generate.ts');
      return generate(doors, await productOf(), { environments: names, check, out });
    },
  },
  {
    name: 'chart',
    summary: 'write the chart, the schemas and the reference that are committed',
    options: ['check', 'format', 'values'],
    run: async ({ doors, options: { check = false } }) => {
      const { chart } = await import('../commands/chart.ts');
      return chart(doors, await productOf(), check);
    },
  },
  {
    name: 'validate',
    summary: 'say what is wrong with the values; write nothing',
    argument: '[environment...]',
    options: ['format', 'values'],
    run: async ({ doors, names }) => {
      const { validate } = await import('../commands/validate.ts');
      return validate(doors, await productOf(), names);
    },
  },
  {
    name: 'explain',
    summary: 'say what a setting means, its unit, limits and default',
    argument: '[path]',
    options: ['environment', 'format', 'values'],
    run: async ({ doors, names: [path = ''], options: { environment } }) => {
      const { explain } = await import('../commands/explain.ts');
      return explain(doors, await productOf(), { path, environment });
    },
  },
  {
    name: 'doctor',
    summary: 'say which outside programs are there',
    options: [],
    run: async ({ doors }) => (await import('../commands/doctor.ts')).doctor(await toolsOf(), doors.write),
  },
  {
    name: 'tools',
    summary: 'install the outside programs that the checks use',
    options: [],
    run: async ({ doors }) => (await import('../commands/tools.ts')).tools(await toolsOf(), doors.write),
  },
];
