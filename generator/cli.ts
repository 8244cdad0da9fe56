// The process: arguments, streams, colours, exit status. Must not know what a verb does with them.
// Its parts stand in generator/cli/ and are imported from here alone.
import { Command, CommanderError, Option } from 'commander';
import { mayColour, writeTo } from './cli/output.ts';
import { type Options, options, type Verb, verbs } from './cli/verbs.ts';
import type { Doors, Format } from './commands/doors.ts';
import { Refusal } from './commands/refusal.ts';
import { createFileDoor, inPlainWords } from './files.ts';
import { escapeControls } from './print/escape-text.ts';
import { reportText } from './print/report-text.ts';
import { reporters } from './print/reporters.ts';

/** Put in by scripts/build.mjs. */
declare const CHARTWRIGHT_VERSION: string;

const write = (text: string): void => writeTo(1, text);
const warn = (text: string): void => writeTo(2, text);
const couldNotRun = 2;

interface Flags extends Options {
  readonly format?: Format;
  readonly values?: string;
}

async function openDoors({ format = 'text', values = 'values' }: Flags): Promise<Doors> {
  return {
    ...createFileDoor({ root: process.cwd(), values }),
    write,
    warn,
    now: () => performance.now(),
    breathe: () => new Promise((resume) => setImmediate(resume)),
    format,
    colour: await mayColour(process.env),
    version: CHARTWRIGHT_VERSION,
  };
}

function addVerb(program: Command, verb: Verb, finish: (status: number) => void): void {
  const command = program.command(verb.name).summary(verb.summary).description(verb.summary);
  if (verb.argument) command.argument(verb.argument);
  for (const name of verb.options) {
    const [flags, text, standard] = options[name];
    const option = new Option(flags, text);
    if (standard !== undefined) option.default(standard);
    command.addOption(name === 'format' ? option.choices(Object.keys(reporters)) : option);
  }
  command.action(async (...given: unknown[]) => {
    // commander gives the arguments, then the options, then the command.
    const flags = command.opts<Flags>();
    const names = given
      .slice(0, -2)
      .flat()
      .filter((name) => typeof name === 'string');
    finish(await verb.run({ doors: await openDoors(flags), names, options: flags }));
  });
}

/** Says what went wrong, without a stack unless CHARTWRIGHT_DEBUG asks for it; gives the exit status. */
function sayWhy(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : couldNotRun;
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

/** Runs the verb that the arguments ask for; gives the exit status and never throws. */
async function main(args: readonly string[]): Promise<number> {
  let status = 0;
  const program = new Command('chartwright')
    .description('Turns values/*.yaml into a Helm chart and plain manifests.')
    .version(CHARTWRIGHT_VERSION, '--version', 'print the version')
    .helpOption('--help', 'show what there is')
    .configureOutput({
      writeOut: write,
      writeErr: warn,
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride();
  for (const verb of verbs) {
    addVerb(program, verb, (result) => {
      status = result;
    });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    return sayWhy(error);
  }
}

// All output is written by now; to leave at once spares the wait for V8's compilers.
main(process.argv.slice(2)).then((status) => {
  process.exit(status);
});
