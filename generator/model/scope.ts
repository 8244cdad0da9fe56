// Which chart carries a rule, and under which aliases it is asked. Must not know what a rule says.
import { type Alias, type ChartName, subcharts } from '../../schemas/subcharts.ts';
import type { UmbrellaValues } from '../../schemas/umbrella.ts';
import { isInstalled, type Judge } from '../engine/index.ts';
import type { AzureView } from './azure/derive-azure.ts';

type Subchart = (typeof subcharts)[number];

/** Who carries rules: a chart inside by its name, the umbrella around all of them, or the generator alone. */
export type Scope = ChartName | 'umbrella' | 'azure';

/** What no chart has: the settings of Azure, and what follows from them. */
const ofAzure = new Set(['azure', 'azureFacts', 'region']);

const isOfAzure = (reads: readonly (readonly string[])[]): boolean =>
  reads.some(([key]) => ofAzure.has(key as string));

/** The subchart that has all of what these paths read, shared facts apart; undefined where none has. */
function subchartOf(reads: readonly (readonly string[])[]): Subchart | undefined {
  const keys = new Set(reads.map(([key]) => key));
  keys.delete('global');
  return keys.size === 1 ? subcharts.find(({ alias }) => keys.has(alias)) : undefined;
}

/** The alias that the rules of a chart are written against: its first. */
const writtenFor = (chart: Scope): Alias | undefined =>
  subcharts.find((subchart) => subchart.chart === chart)?.alias;

/**
 * Which chart carries a rule that reads these paths: the one that has all of them, by its first alias. Shared
 * facts, every chart has: what reads nothing else holds whichever charts are installed, and so belongs to the
 * umbrella. A chart that is installed without it loses those rules.
 * @throws for a rule that is written against a second alias: the chart could not carry it.
 */
export function scopeOfPaths(reads: readonly (readonly string[])[]): Scope {
  if (isOfAzure(reads)) return 'azure';
  const subchart = subchartOf(reads);
  if (subchart === undefined) return 'umbrella';
  if (subchart.alias !== writtenFor(subchart.chart))
    throw new Error(`write the rule against ${writtenFor(subchart.chart)}, not ${subchart.alias}`);
  return subchart.chart;
}

/** How the rules of a chart are asked of what stands under one of its aliases. */
interface Place {
  /** From a path of the first alias to that of this one: its own values, and its facts, which have the same key. */
  readonly lead: (path: readonly string[]) => readonly string[];
  /** The values as if this alias were the first. */
  readonly seen: (values: unknown) => unknown;
}

const placeOf = (first: Alias, alias: Alias): Place => ({
  lead: (path) => {
    const at = path[0] === 'global' ? 1 : 0;
    return path[at] === first ? path.with(at, alias) : path;
  },
  seen: (values) => ({ ...(values as UmbrellaValues), [first]: (values as UmbrellaValues)[alias] }),
});

/** The judge, asked of what stands under another alias. */
function judgeAt<C extends string>(judge: Judge<C>, { lead, seen }: Place): Judge<C> {
  const { about, reads, messages, hint } = judge;
  return {
    ...judge,
    about: about.map(lead),
    reads: reads.map(lead),
    messages: (values, release) => messages(seen(values), release),
    ...(hint && { hint: (values, release) => hint(seen(values), release) }),
  };
}

/** The same judge for every place where it is asked: once for each alias of the chart that carries the rule. */
export function placesOfJudge<C extends string>(judge: Judge<C>): readonly Judge<C>[] {
  const scope = scopeOfPaths(judge.reads);
  const first = writtenFor(scope);
  if (first === undefined) return [judge];
  return subcharts
    .filter(({ chart }) => chart === scope)
    .map(({ alias }) => (alias === first ? judge : judgeAt(judge, placeOf(first, alias))));
}

const judged = new WeakMap<Judge, Subchart | 'umbrella' | 'azure'>();

/** Whether a rule says anything of these values: what is not installed, or not on Azure, carries no rules either. */
export function appliesTo(judge: Judge, values: UmbrellaValues | (UmbrellaValues & AzureView)): boolean {
  const known =
    judged.get(judge) ?? (isOfAzure(judge.reads) ? 'azure' : (subchartOf(judge.reads) ?? 'umbrella'));
  judged.set(judge, known);
  if (known === 'azure') return 'azure' in values && values.azure.enabled;
  return known === 'umbrella' || isInstalled(values, known);
}
