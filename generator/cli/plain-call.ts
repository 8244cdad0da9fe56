// Reads arguments that need no judgement: a verb, names, options with their values, all as they should be.
// To load commander for these would cost more than to read them. Part of the process door; whatever is
// not plain (help, a mistake, `--out=dist`) is left to generator/cli/read-call.ts.
import { reporters } from '../print/reporters.ts';
import type { GivenCall } from './read-call.ts';
import { options, type Verb, verbs } from './verbs.ts';

type OptionName = keyof typeof options;

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
  const most = verb.argument === undefined ? 0 : verb.argument.includes('...') ? names.length : 1;
  return names.length > most || names.includes('') ? undefined : { verb: verb.name, names, flags };
}
