// Reads any arguments, with commander: help, versions, mistakes and what was perhaps meant. Part of the
// process door; must not know what a verb does.
import { Command, CommanderError, Option } from 'commander';
import type { Format } from '../commands/doors.ts';
import { reporters } from '../print/reporters.ts';
import { type Options, options, type Verb, type VerbName, verbs } from './verbs.ts';

export interface Flags extends Options {
  readonly format?: Format;
  readonly values?: string;
}

/** What a person asked for. */
export interface GivenCall {
  readonly verb: VerbName;
  readonly names: readonly string[];
  readonly flags: Flags;
}

interface ReadOptions {
  readonly version: string;
  /** To standard output: help and version. */
  readonly write: (text: string) => void;
  /** To standard error: what is wrong with the arguments. */
  readonly warn: (text: string) => void;
}

function addVerb(program: Command, verb: Verb, take: (call: GivenCall) => void): void {
  const command = program.command(verb.name).summary(verb.summary).description(verb.summary);
  if (verb.argument) command.arguments(verb.argument);
  for (const name of verb.options) {
    const [flags, text, standard] = options[name];
    const option = new Option(flags, text);
    if (standard !== undefined) option.default(standard);
    command.addOption(name === 'format' ? option.choices(Object.keys(reporters)) : option);
  }
  command.action((...given: unknown[]) => {
    // commander gives the arguments, then the options, then the command.
    const names = given
      .slice(0, -2)
      .flat()
      .filter((name) => typeof name === 'string');
    take({ verb: verb.name, names, flags: command.opts<Flags>() });
  });
}

/** The call, or the exit status where everything has been said: 0 for help, 2 for a mistake. */
export function readCall(args: readonly string[], { version, write, warn }: ReadOptions): GivenCall | 0 | 2 {
  let call: GivenCall | undefined;
  const program = new Command('chartwright')
    .description('Turns values/*.yaml into a Helm chart and plain manifests.')
    .version(version, '--version', 'print the version')
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
    addVerb(program, verb, (given) => {
      call = given;
    });
  }
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  return call ?? 2;
}
