// The public face of the engine: a library for charts whose values are typed by Zod. It prints a chart
// for Helm and evaluates the same source without Helm. It knows no product.
//
//   const v = valuesOf(Values);
//   const config = manifest<V1ConfigMap>({ …, data: { PORT: t`${v.port}`, MODE: when(v.on, 'on') } });
//   printChart(chart)  → the files of a Helm chart      evaluateChart(chart, { values, release }) → objects

// Charts and rules: printed for Helm, or evaluated.
export {
  type Chart,
  type ChartTemplate,
  compileChart,
  type EvaluateOptions,
  evaluateChart,
  type KubernetesObject,
  printChart,
} from './chart.ts';
export { compileSchema } from './compile-schema.ts';
export { describeSchema, exampleOf, printSettingsTable, type SettingRow } from './describe-schema.ts';
export { type BranchListener, type Context, evaluate, type Release } from './evaluate.ts';
// Looking into a chart: for tests that ask what is read, and which branches there are.
export {
  add,
  and,
  divide,
  type Expr,
  eq,
  type Fragment,
  fallback,
  ge,
  gt,
  has,
  isPresent,
  joined,
  le,
  length,
  lt,
  multiply,
  type Node,
  ne,
  nodeOf,
  not,
  type Omissible,
  type Operand,
  or,
  quantity,
  release,
  remainder,
  repeated,
  type Scalar,
  subtract,
  t,
  ternary,
  until,
} from './expression.ts';
// Plain data and its YAML.
export type { Json, JsonMap } from './json.ts';
// Schemas: for Helm, for editors, for people.
export { chartSchema, editorSchema, printJsonSchema } from './json-schema.ts';
export { lintSchema } from './lint-schema.ts';
export { type Outline, parserOf } from './parse-outline.ts';
export { isPartial, type Partly, partialSchema } from './partial-schema.ts';
// Writing resources: references, expressions, and the parts that depend on values.
export { type Ref, valuesOf } from './reference.ts';
export {
  brokenBy,
  type Check,
  compileJudge,
  type Judge,
  judgeOf,
  pathsAbout,
  pathsRead,
  type Rule,
} from './rule.ts';
export { runtime } from './runtime.ts';
export { checkOf, choicesOf, factsOf, propertiesOf, typeInWords } from './schema-facts.ts';
export {
  carried,
  checksum,
  commented,
  each,
  eachEntry,
  fragment,
  type Items,
  include,
  joinEach,
  type Line,
  lines,
  type Manifest,
  manifest,
  merge,
  pick,
  spread,
  type Template,
  using,
  when,
} from './tree.ts';
export {
  type ComponentObjects,
  type Components,
  chartsInside,
  compileUmbrella,
  componentsOf,
  evaluateComponents,
  isInstalled,
  type ObjectsOf,
  type Subchart,
  type Umbrella,
} from './umbrella.ts';
export { printValuesFile } from './values-file.ts';
export { readPathOf, walk } from './walk.ts';
export { printScalar, printYaml } from './yaml.ts';
