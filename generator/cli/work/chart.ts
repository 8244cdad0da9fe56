// What the verb `chart` needs, joined. Part of the process door; must not know how arguments are read.
import { chart } from '../../commands/chart.ts';
import { printCommitted } from '../../commands/print-committed.ts';
import type { Call } from '../verbs.ts';

export const run = ({ doors, options: { check = false } }: Call): Promise<number> =>
  chart(doors, { printCommitted }, check);
