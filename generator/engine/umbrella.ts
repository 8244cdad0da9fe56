// Several charts under one: each subchart under its alias, the shared facts under `global`, printed with
// the subcharts vendored inside. Knows no chart by name.
import {
  type Chart,
  compileChart,
  type EvaluateOptions,
  evaluateChart,
  type KubernetesObject,
} from './chart.ts';
import type { Release } from './evaluate.ts';

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

/** How the objects of a chart are had: by walking it, or by code that was compiled from it. */
export type ObjectsOf = (values: unknown, release: Release) => readonly KubernetesObject[];

/** The charts of an umbrella as functions: its own, and those inside. */
export interface Components {
  readonly name: string;
  readonly own: ObjectsOf;
  readonly subcharts: readonly { readonly alias: string; readonly objectsOf: ObjectsOf }[];
}

type SubchartValues = Readonly<Record<string, unknown>> & { readonly enabled?: boolean };

/** What a subchart sees at its root: its own part, and the umbrella's `global`. */
export function subchartValues(values: Readonly<Record<string, unknown>>, alias: string): SubchartValues {
  return { ...(values[alias] as SubchartValues), global: values.global };
}

/** The objects that `helm template` would give of the umbrella, by subchart; those switched off are left out. */
export function evaluateComponents(
  { name, own, subcharts }: Components,
  given: unknown,
  release: Release,
): readonly ComponentObjects[] {
  const values = given as Readonly<Record<string, unknown>>;
  const objects = own(values, release);
  const parts = subcharts.flatMap(({ alias, objectsOf }) => {
    const seen = subchartValues(values, alias);
    return seen.enabled === false ? [] : [{ alias, objects: objectsOf(seen, release) }];
  });
  return objects.length === 0 ? parts : [{ alias: name, objects }, ...parts];
}

/** An umbrella's charts as functions that walk them; `more` goes to each. */
export function componentsOf(
  { own, subcharts }: Umbrella,
  more: Pick<EvaluateOptions, 'withTests' | 'onBranch'> = {},
): Components {
  const walking =
    (chart: Chart): ObjectsOf =>
    (values, release) =>
      evaluateChart(chart, { ...more, values, release });
  return {
    name: own.name,
    own: walking(own),
    subcharts: subcharts.map(({ alias, chart }) => ({ alias, objectsOf: walking(chart) })),
  };
}

/** JavaScript source of an umbrella's charts as functions; what they call is the runtime, `$`. */
export function compileUmbrella({ own, subcharts }: Umbrella, withTests = false): string {
  const inside = subcharts.map(
    ({ alias, chart }) => `{alias:${JSON.stringify(alias)},objectsOf:${compileChart(chart, withTests)}}`,
  );
  return `{name:${JSON.stringify(own.name)},own:${compileChart(own, withTests)},subcharts:[${inside.join(',')}]}`;
}
