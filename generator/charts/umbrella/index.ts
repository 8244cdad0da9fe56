// The umbrella chart `aiagent`: the subcharts under their aliases, the rules that span several, and the notes.
import { UmbrellaValues } from '../../../schemas/umbrella.ts';
import type { Rule, Umbrella } from '../../engine/index.ts';
import { apiChart } from '../api/index.ts';
import { notes } from './notes.ts';

/** The key of a subchart's values. */
export type Alias = 'api';

/** @param rules all rules; @param scopeOf which chart carries a rule: an alias, or the umbrella. */
export function umbrella(rules: readonly Rule[], scopeOf: (rule: Rule) => Alias | 'umbrella'): Umbrella {
  const of = (scope: Alias | 'umbrella'): readonly Rule[] => rules.filter((rule) => scopeOf(rule) === scope);
  return {
    own: {
      name: 'aiagent',
      values: UmbrellaValues,
      fragments: [],
      templates: [],
      rules: of('umbrella'),
      notes,
      notesSource: 'generator/charts/umbrella/notes.ts',
      files: new Map(),
    },
    subcharts: [{ alias: 'api', chart: apiChart(of('api')) }],
  };
}
