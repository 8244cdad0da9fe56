// Reads arguments that need no judgement: a verb, names, options with their values, all as they should be.
// To load commander for these would cost more than to read them. Part of the process door; whatever is
// not plain (help, a mistake, `--out=dist`) is left to generator/cli/read-call.ts.
import { reporters } from '../print/reporters.ts';
import type { GivenCall } from './read-call.ts';
import { options, type Verb, verbs } from './verbs.ts';

type OptionName = keyof typeof options;

/** Whether a verb takes that many arguments. */
function isAmount(amount: number, { argument = '' }: Verb): boolean {
  const wanted = argument.split(' ').filter((name) => name !== '');
  const most = argument.includes('...') ? amount : wanted.length;
  return amount <= most && amount >= wanted.filter((name) => name.startsWith('<')).length;
}

/** What the options of a verb are when nobody says. */
function standardsOf(verb: Verb): Record<string, string | boolean> {
  const standards: Record<string, string | boolean> = {};
  for (const name of verb.options) {
    const standard = options[name][2];
    if (standard !== undefined) standards[name] = standard;
  }
  return standards;
}

const takesValue = (name: OptionName): boolean => options[name][0].includes('<');

function isAcceptable(name: OptionName, value: string | undefined): value is string {
  if (value === undefined || value === '' || value.startsWith('-')) return false;
  return name !== 'format' || Object.hasOwn(reporters, value);
}

/** The call, or undefined where the arguments are anything but plain. */
export function readPlainCall(args: readonly string[]): GivenCall | undefined {
  const verb = verbs.find(({ name }) => name === args[0]);
  if (verb === undefined) return undefined;
  const names: string[] = [];
  const flags = standardsOf(verb);
  for (let index = 1; index < args.length; index++) {
    const argument = args[index]!;
    if (!argument.startsWith('-')) {
      names.push(argument);
      continue;
    }
    const name = verb.options.find((option) => `--${option}` === argument);
    if (name === undefined) return undefined;
    if (!takesValue(name)) {
      flags[name] = true;
      continue;
    }
    const value = args[++index];
    if (!isAcceptable(name, value)) return undefined;
    flags[name] = value;
  }
  return !isAmount(names.length, verb) || names.includes('') ? undefined : { verb: verb.name, names, flags };
}
