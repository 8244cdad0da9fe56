// The public face of the engine: a library for charts whose values are typed by Zod. It prints a chart
// for Helm and evaluates the same source without Helm. It knows no product.
export {
  type Chart,
  type ChartTemplate,
  type EvaluateOptions,
  evaluateChart,
  type KubernetesObject,
  printChart,
} from './chart.ts';
export { describeSchema, printSettingsTable, type SettingRow } from './describe-schema.ts';
export { type BranchListener, type Context, evaluate, type Release } from './evaluate.ts';
export * from './expression.ts';
export type { Json, JsonMap } from './json.ts';
export { chartSchema, editorSchema, printJsonSchema } from './json-schema.ts';
export { lintSchema } from './lint-schema.ts';
export { type Partly, partialSchema } from './partial-schema.ts';
export { type Ref, valuesOf } from './reference.ts';
export { brokenBy, type Check, pathsAbout, pathsRead, type Rule } from './rule.ts';
export * from './tree.ts';
export {
  type ComponentObjects,
  evaluateUmbrella,
  type Subchart,
  subchartValues,
  type Umbrella,
} from './umbrella.ts';
export { printValuesFile } from './values-file.ts';
export { readPathOf, walk } from './walk.ts';
export { printScalar, printYaml } from './yaml.ts';
