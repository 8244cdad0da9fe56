// What the verb `doctor` needs, joined. Part of the process door; must not know how arguments are read.
import { doctor } from '../../commands/doctor.ts';
import { openToolDoor } from '../../tools.ts';
import type { Call } from '../verbs.ts';

export const run = ({ doors }: Call): Promise<number> => doctor(openToolDoor(), doors.write);
