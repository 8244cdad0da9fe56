// What the verb `validate` needs, joined. Part of the process door; must not know how arguments are read.
import { assembleProduct } from '../../commands/assemble-product.ts';
import { validate } from '../../commands/validate.ts';
import type { Call } from '../verbs.ts';

export const run = async ({ doors, names }: Call): Promise<number> =>
  validate(doors, assembleProduct(), names);
