// The umbrella chart `aiagent`: the subcharts under their aliases, the rules that span several, and the notes.
import { type ChartName, subcharts } from '../../../schemas/subcharts.ts';
import { UmbrellaValues } from '../../../schemas/umbrella.ts';
import type { Chart, Rule, Umbrella } from '../../engine/index.ts';
import type { Scope } from '../../model/scope.ts';
import { apiChart } from '../api/index.ts';
import { postgresqlHaChart } from '../postgresql-ha/index.ts';
import { redisSentinelChart } from '../redis-sentinel/index.ts';
import { notes } from './notes.ts';
import { storageClass, storageClassThatStays } from './storage-classes.ts';

/** The makers of the charts inside; each is made once, under however many aliases it stands. */
const makers: Readonly<Record<ChartName, (rules: readonly Rule[]) => Chart>> = {
  api: apiChart,
  'postgresql-ha': postgresqlHaChart,
  'redis-sentinel': redisSentinelChart,
};

const storageClasses = 'generator/charts/umbrella/storage-classes.ts';

/** @param rules all rules; @param scopeOf who carries a rule: a chart inside, the umbrella, or none of them. */
export function umbrella(rules: readonly Rule[], scopeOf: (rule: Rule) => Scope): Umbrella {
  const of = (scope: ChartName | 'umbrella'): readonly Rule[] =>
    rules.filter((rule) => scopeOf(rule) === scope);
  const charts = new Map<ChartName, Chart>(
    subcharts.map(({ chart }) => [chart, makers[chart](of(chart))] as const).reverse(),
  );
  return {
    own: {
      name: 'aiagent',
      values: UmbrellaValues,
      fragments: [],
      templates: [
        { file: 'storage-class.yaml', source: storageClasses, resource: storageClass },
        { file: 'storage-class-retain.yaml', source: storageClasses, resource: storageClassThatStays },
      ],
      rules: of('umbrella'),
      notes,
      notesSource: 'generator/charts/umbrella/notes.ts',
      files: new Map(),
    },
    subcharts: subcharts.map(({ alias, chart, condition }) => ({
      alias,
      condition,
      chart: charts.get(chart) as Chart,
    })),
  };
}
