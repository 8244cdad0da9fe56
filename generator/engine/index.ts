// The public face of the engine: a library for charts whose values are typed by Zod. It prints a chart
// for Helm and evaluates the same source without Helm. It knows no product.
export { type Chart, type ChartTemplate, evaluateChart, type EvaluateOptions, type KubernetesObject, printChart } from './chart.ts';
export { evaluate, type BranchListener, type Context, type Release } from './evaluate.ts';
export * from './expression.ts';
export { type Ref, valuesOf } from './reference.ts';
export { brokenBy, pathsAbout, pathsRead, type Rule } from './rule.ts';
export * from './tree.ts';
export { readPathOf, walk } from './walk.ts';
export { type Partly, partialSchema } from './partial-schema.ts';
export { type ComponentObjects, evaluateUmbrella, type Subchart, subchartValues, type Umbrella } from './umbrella.ts';
export { type Json, type JsonMap } from './json.ts';
export { printScalar, printYaml } from './yaml.ts';
export { chartSchema, editorSchema, printJsonSchema } from './json-schema.ts';
export { describeSchema, printSettingsTable, type SettingRow } from './describe-schema.ts';
export { lintSchema } from './lint-schema.ts';
export { printValuesFile } from './values-file.ts';
