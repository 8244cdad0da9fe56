// What the verb `audit` needs, joined. Part of the process door; must not know how arguments are read.
import { assembleProduct } from '../../commands/assemble-product.ts';
import { audit } from '../../commands/audit.ts';
import type { Call } from '../verbs.ts';

export const run = async ({ doors, names }: Call): Promise<number> => audit(doors, assembleProduct(), names);
