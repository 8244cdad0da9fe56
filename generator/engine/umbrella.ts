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
  /** One chart may stand under several aliases. */
  readonly chart: Chart;
  /** The path of the value in the umbrella that says whether it is installed: `condition` in Chart.yaml. */
  readonly condition: readonly string[];
}

/** The charts inside, each once, in the order of their first aliases. */
export const chartsInside = ({ subcharts }: Umbrella): readonly Chart[] => [
  ...new Set(subcharts.map(({ chart }) => chart)),
];

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
  readonly subcharts: readonly (Omit<Subchart, 'chart'> & { readonly objectsOf: ObjectsOf })[];
}

type Values = Readonly<Record<string, unknown>>;

/** What a subchart sees at its root: its own part, and the umbrella's `global`. */
const subchartValues = (values: Values, alias: string): Values => ({
  ...(values[alias] as Values),
  global: values.global,
});

/** Whether the values switch a subchart on. */
export const isInstalled = (values: unknown, { condition }: Pick<Subchart, 'condition'>): boolean =>
  condition.reduce((value, key) => (value as Values | undefined)?.[key], values) === true;

/** The objects that `helm template` would give of the umbrella, by subchart; those switched off are left out. */
export function evaluateComponents(
  { name, own, subcharts }: Components,
  given: unknown,
  release: Release,
): readonly ComponentObjects[] {
  const values = given as Values;
  const objects = own(values, release);
  const parts = subcharts
    .filter((subchart) => isInstalled(values, subchart))
    .map(({ alias, objectsOf }) => ({ alias, objects: objectsOf(subchartValues(values, alias), release) }));
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
    subcharts: subcharts.map(({ chart, ...rest }) => ({ ...rest, objectsOf: walking(chart) })),
  };
}

/** JavaScript source of an umbrella's charts as functions; what they call is the runtime, `$`. */
export function compileUmbrella(umbrella: Umbrella, withTests = false): string {
  const { own, subcharts } = umbrella;
  // A chart under two aliases is compiled once: the program is read each time that it starts.
  const charts = chartsInside(umbrella);
  const parts = subcharts.map(
    ({ alias, condition, chart }) =>
      `{${JSON.stringify({ alias, condition }).slice(1, -1)},objectsOf:c${charts.indexOf(chart)}}`,
  );
  const names = charts.map((_, index) => `c${index}`).join(',');
  const compiled = charts.map((chart) => compileChart(chart, withTests)).join(',');
  return `((${names})=>({name:${JSON.stringify(own.name)},own:${compileChart(own, withTests)},subcharts:[${parts.join(',')}]}))(${compiled})`;
}
