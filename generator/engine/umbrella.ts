// Several charts under one: each subchart under its alias, the shared facts under `global`, printed with
// the subcharts vendored inside. Knows no chart by name.
import type { Chart, EvaluateOptions, KubernetesObject } from './chart.ts';
import { evaluateChart } from './chart.ts';

export interface Subchart {
  /** The key of its values in the umbrella. */
  readonly alias: string;
  readonly chart: Chart;
}

export interface Umbrella {
  /** The umbrella's own templates, notes and rules; usually few. */
  readonly own: Chart;
  readonly subcharts: readonly Subchart[];
}

/** The objects of one subchart. */
export interface ComponentObjects {
  readonly alias: string;
  readonly objects: readonly KubernetesObject[];
}

type SubchartValues = Readonly<Record<string, unknown>> & { readonly enabled?: boolean };

/** What a subchart sees at its root: its own part, and the umbrella's `global`. */
export function subchartValues(values: Readonly<Record<string, unknown>>, alias: string): SubchartValues {
  return { ...(values[alias] as SubchartValues), global: values.global };
}

/** The objects that `helm template` would give of the umbrella, by subchart; those switched off are left out. */
export function evaluateUmbrella(umbrella: Umbrella, options: EvaluateOptions): readonly ComponentObjects[] {
  const values = options.values as Readonly<Record<string, unknown>>;
  const own = { alias: umbrella.own.name, objects: evaluateChart(umbrella.own, options) };
  const parts = umbrella.subcharts.flatMap(({ alias, chart }) => {
    const seen = subchartValues(values, alias);
    return seen.enabled === false
      ? []
      : [{ alias, objects: evaluateChart(chart, { ...options, values: seen }) }];
  });
  return own.objects.length === 0 ? parts : [own, ...parts];
}
