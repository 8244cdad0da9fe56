// What the verb `tools` needs, joined. Part of the process door; must not know how arguments are read.
import { tools } from '../../commands/tools.ts';
import { openToolDoor } from '../../tools.ts';
import type { Call } from '../verbs.ts';

export const run = ({ doors }: Call): Promise<number> => tools(openToolDoor(), doors.write);
