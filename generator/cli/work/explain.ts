// What the verb `explain` needs, joined. Part of the process door; must not know how arguments are read.
import { assembleProduct } from '../../commands/assemble-product.ts';
import { explain } from '../../commands/explain.ts';
import type { Call } from '../verbs.ts';

export const run = async ({ doors, names: [path = ''], options: { environment } }: Call): Promise<number> =>
  explain(doors, assembleProduct(), { path, environment });
