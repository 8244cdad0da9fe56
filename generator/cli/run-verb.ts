// From arguments to an exit status: reads the call, opens the doors, runs the verb, says what went wrong.
// Part of the process door; must not know what a verb does.
import { openBicepDoor } from '../bicep.ts';
import type { Doors } from '../commands/doors.ts';
import { Refusal } from '../commands/refusal.ts';
import { createFileDoor, inPlainWords } from '../files.ts';
import { escapeControls } from '../print/escape-text.ts';
import { reportText } from '../print/report-text.ts';
import { mayColour, writeTo } from './output.ts';
import { readPlainCall } from './plain-call.ts';
import type { Flags, GivenCall } from './read-call.ts';
import type { Call, VerbName, Work } from './verbs.ts';

/** Put in by scripts/build.mjs. */
declare const CHARTWRIGHT_VERSION: string;

const write = (text: string): void => writeTo(1, text);
const warn = (text: string): void => writeTo(2, text);
const couldNotRun = 2;

/** Milliseconds since some moment; `performance` would load a module of Node's for it. */
function now(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}

async function openDoors({ format = 'text', values = 'values' }: Flags): Promise<Doors> {
  return {
    ...createFileDoor({ root: process.cwd(), values }),
    bicep: openBicepDoor({
      variables: process.env,
      // Loading what starts programs would cost a run that starts none.
      locate: async () => (await import('../tools.ts')).openToolDoor().locateTool('bicep'),
    }),
    write,
    warn,
    now,
    breathe: () => new Promise((resume) => setImmediate(resume)),
    format,
    colour: await mayColour(process.env),
    version: CHARTWRIGHT_VERSION,
  };
}

async function readAnyCall(args: readonly string[]): Promise<GivenCall | 0 | 2> {
  const { readCall } = await import('./read-call.ts');
  return readCall(args, { version: CHARTWRIGHT_VERSION, write, warn });
}

/** Says what went wrong, without a stack unless CHARTWRIGHT_DEBUG asks for it; gives the exit status. */
function sayWhy(error: unknown): typeof couldNotRun {
  if (error instanceof Refusal) {
    warn(reportText([error.diagnostic], new Map()));
    return couldNotRun;
  }
  if ((error as NodeJS.ErrnoException).syscall === 'write')
    return sayWhy(inPlainWords(error, 'standard output'));
  const { name, message = String(error), stack } = error as Error;
  const [first = ''] = message.split('\n');
  warn(`chartwright failed inside: ${name}: ${escapeControls(first)}\n`);
  const debug = process.env.CHARTWRIGHT_DEBUG === '1';
  warn(debug ? `${stack}\n` : 'This is a fault of the generator. CHARTWRIGHT_DEBUG=1 shows where.\n');
  return couldNotRun;
}

/** Runs the work of a call; gives the exit status (or what the work gives else) and never throws. */
export async function runCall<Status>(
  { names, flags }: GivenCall,
  run: (call: Call) => Promise<Status>,
): Promise<Status | typeof couldNotRun> {
  try {
    return await run({ doors: await openDoors(flags), names, options: flags });
  } catch (error) {
    return sayWhy(error);
  }
}

/** The work of each verb, fetched when it is asked for. */
type Works = Readonly<Record<VerbName, () => Promise<Work>>>;

/** Runs the verb that the arguments ask for; gives the exit status and never throws. */
export async function runVerb(args: readonly string[], works: Works): Promise<number> {
  try {
    const call = readPlainCall(args) ?? (await readAnyCall(args));
    if (typeof call === 'number') return call;
    const { run } = await works[call.verb]();
    return await runCall(call, run);
  } catch (error) {
    return sayWhy(error);
  }
}
