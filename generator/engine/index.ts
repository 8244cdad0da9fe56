// The public face of the engine: a library for charts whose values are typed by Zod. It prints a chart
// for Helm and evaluates the same source without Helm. It knows no product.
export { type Chart, type ChartTemplate, evaluateChart, type EvaluateOptions, type KubernetesObject, printChart } from './chart.ts';
export { evaluate, type BranchListener, type Context, type Release } from './evaluate.ts';
export * from './expression.ts';
export { type Ref, valuesOf } from './reference.ts';
export { brokenBy, pathsAbout, pathsRead, type Rule } from './rule.ts';
export * from './tree.ts';
export { readPathOf, walk } from './walk.ts';
