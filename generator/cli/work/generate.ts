// What the verb `generate` needs, joined. Part of the process door; must not know how arguments are read.
import { assembleProduct } from '../../commands/assemble-product.ts';
import { generate } from '../../commands/generate.ts';
import type { Call } from '../verbs.ts';

export const run = ({ doors, names, options: { check = false, out = 'dist' } }: Call): Promise<number> =>
  generate(doors, assembleProduct(), { environments: names, check, out });
