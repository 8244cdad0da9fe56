// Reads the cases of the rules: in each rule's folder, good*.yaml and bad*.yaml hold what differs from
// sound.yaml (and `release`, as in an environment file), bad*.txt every message that is expected.
// Must not know any rule.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Context, judgeOf, type Rule } from '../../generator/engine/index.ts';
import { type JsonMap, mergeLayers } from '../../generator/load/merge-layers.ts';
import {
  type AzureEnvironment,
  type AzureView,
  deriveAzure,
} from '../../generator/model/azure/derive-azure.ts';
import { rules } from '../../generator/model/rules/index.ts';
import { appliesTo, placesOfJudge } from '../../generator/model/scope.ts';
import { AzureSettings } from '../../schemas/azure.ts';
import { UmbrellaValues } from '../../schemas/umbrella.ts';

export interface Case {
  /** The folder: the name of the rule's file. */
  readonly rule: string;
  /** `bad-one-pod` */
  readonly name: string;
  readonly isGood: boolean;
  readonly context: Context & { readonly values: UmbrellaValues & AzureView };
  /** The messages of all rules that the values break, in the order of the codes. */
  readonly expected: readonly string[];
}

export interface NamedRule {
  readonly name: string;
  readonly rule: Rule;
}

const folder = import.meta.dirname;
const rulesFolder = join(folder, '../../generator/model/rules');
// Makers of rules, and what they share.
const notRules = [
  'azure-values.ts',
  'coded-rule.ts',
  'index.ts',
  'needed-setting-is-set.ts',
  'postgresql-values.ts',
  'redis-values.ts',
  'replicas-are-odd.ts',
  'requests-fit-limits.ts',
  'values.ts',
];

/** The rules as their files export them. */
export async function readRules(): Promise<readonly NamedRule[]> {
  const files = readdirSync(rulesFolder).filter((file) => !notRules.includes(file));
  return Promise.all(
    files.map(async (file) => {
      const { rule } = (await import(join(rulesFolder, file))) as { rule: Rule };
      return { name: file.replace(/\.ts$/, ''), rule };
    }),
  );
}

const defaultRegions = [{ name: 'eastus', role: 'active', zones: [1, 2, 3] }];

/** The values of a case without what only the rules of Azure see. */
export function valuesOfCharts({ values }: Case['context']): UmbrellaValues {
  const { region: _region, azure: _azure, azureFacts: _facts, ...ofCharts } = values;
  return ofCharts;
}

/** What stands in a case's file, over sound.yaml and the defaults; with `azure` and `regions`, of the first region. */
export function contextOf(text: string): Case['context'] {
  const { release = 'release', azure = {}, regions = defaultRegions, ...values } = parse(text) as JsonMap;
  const sound = parse(readFileSync(join(folder, 'sound.yaml'), 'utf8')) as JsonMap;
  const ofCharts = UmbrellaValues.parse(mergeLayers([sound, values]));
  const environment = {
    ...{ release: String(release), environment: 'test' },
    azure: AzureSettings.parse(azure),
    regions: regions as AzureEnvironment['regions'],
  };
  const region = environment.regions[0] as AzureEnvironment['regions'][number];
  return {
    values: { ...ofCharts, ...deriveAzure(environment, region, ofCharts) },
    release: { name: String(release), namespace: 'default' },
  };
}

function readCase(rule: string, file: string): Case {
  const path = join(folder, rule, file);
  const isGood = file.startsWith('good');
  const expected = isGood ? '' : readFileSync(path.replace(/\.yaml$/, '.txt'), 'utf8');
  return {
    rule,
    name: file.replace(/\.yaml$/, ''),
    isGood,
    context: contextOf(readFileSync(path, 'utf8')),
    expected: expected.split('\n').filter((line) => line !== ''),
  };
}

/** All cases, by the rule's name. */
export function readCases(): readonly Case[] {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.flatMap(({ name }) =>
    readdirSync(join(folder, name))
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => readCase(name, file)),
  );
}

const judges = rules.map(judgeOf).flatMap(placesOfJudge);

/** The messages of all rules that a case breaks, of the charts that it installs. */
export const messagesOf = ({ values, release }: Case['context']): readonly string[] =>
  judges.filter((judge) => appliesTo(judge, values)).flatMap((judge) => judge.messages(values, release));

/** What a rule says at every place where it is asked. @param like in whose place, for a faulty rule. */
export function messagesOfRule(rule: Rule, context: Case['context'], like: Rule = rule): readonly string[] {
  const { messages } = judgeOf(rule);
  const places = placesOfJudge({ ...judgeOf(like), messages });
  return places.flatMap((judge) => judge.messages(context.values, context.release));
}
