// The charts that the gates of equality and of bad input judge, each as a whole folder for Helm and as a
// function without Helm. A further chart is one more line in `products`. Must not know what is judged.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ZodType } from 'zod';
import { printUmbrella } from '../../generator/charts/print-charts.ts';
import { umbrella } from '../../generator/charts/umbrella/index.ts';
import {
  type Chart,
  type Components,
  chartSchema,
  compileChart,
  compileUmbrella,
  componentsOf,
  type EvaluateOptions,
  evaluateChart,
  evaluateComponents,
  isInstalled,
  type JsonMap,
  type Judge,
  judgeOf,
  type KubernetesObject,
  type ObjectsOf,
  printChart,
  printJsonSchema,
  printValuesFile,
} from '../../generator/engine/index.ts';
import { type JsonMap as Layer, mergeLayers } from '../../generator/load/merge-layers.ts';
import { rules, scopeOf } from '../../generator/model/rules/index.ts';
import { placesOfJudge } from '../../generator/model/scope.ts';
import type { Alias } from '../../schemas/subcharts.ts';
import { runCompiled } from './compiled.ts';
import { bareValues, richValues } from './full-values.ts';
import { postgresqlSets } from './postgresql-sets.ts';
import { sampleChart, sampleInputs } from './sample-chart.ts';
import { unreadPaths } from './values-read.ts';

export interface ChartSubject {
  readonly name: string;
  /** The whole root of the chart's values. */
  readonly values: ZodType;
  /** Every file of the chart's folder. */
  readonly files: ReadonlyMap<string, string>;
  readonly evaluate: (options: EvaluateOptions) => readonly KubernetesObject[];
  /** The same by the code that is compiled from the chart. */
  readonly evaluateCompiled: (options: EvaluateOptions) => readonly KubernetesObject[];
  /** The charts inside, for looking at their expressions, each with the path of its root in these values. */
  readonly charts: readonly { readonly chart: Chart; readonly root: readonly string[] }[];
  /** The rules that can stop the rendering of these values, each as it is asked there. */
  readonly judgesOf: (values: JsonMap) => readonly Judge[];
  /** Rules about shared facts that whoever carries the chart keeps: by itself it would render what they refuse. */
  readonly reliedOn: readonly Judge[];
  /** The values of this chart as the root that rules are written against. */
  readonly forRules: (values: JsonMap) => JsonMap;
  /** A path from that root, led to this chart's own. */
  readonly ownPath: (path: readonly string[]) => readonly string[];
  /** Values that chance seldom finds: branches that only they take. */
  readonly handMade: readonly JsonMap[];
  /** Keys that no template reads: what installs the chart reads them. */
  readonly readElsewhere: readonly string[];
}

const errorsOf = (chart: Chart): readonly Judge[] =>
  chart.rules.filter(({ severity }) => severity === 'error').map(judgeOf);

/** Everything on, and everything off: the branches that chance leaves out are mostly there. */
const ends = (schema: ZodType): readonly JsonMap[] => [richValues(schema), bareValues(schema)];

interface SubjectFacts {
  readonly chart: Chart;
  readonly files: ReadonlyMap<string, string>;
  readonly forRules?: ChartSubject['forRules'];
  readonly readElsewhere?: readonly string[];
  readonly handMade?: readonly JsonMap[];
  readonly reliedOn?: readonly Judge[];
}

/** The objects of all charts under one. */
const objectsIn =
  (components: Components): ObjectsOf =>
  (values, release) =>
    evaluateComponents(components, values, release).flatMap(({ objects }) => objects);

/** Compiles once with the tests of a chart, and once without. */
function compiledEach(compile: (withTests: boolean) => ObjectsOf): ChartSubject['evaluate'] {
  const compiled = { with: compile(true), without: compile(false) };
  return ({ values, release, withTests = false }) =>
    compiled[withTests ? 'with' : 'without'](values, release);
}

/** A chart that stands by itself. */
function soleChart(facts: SubjectFacts): ChartSubject {
  const {
    chart,
    files,
    forRules = (values) => values,
    readElsewhere = [],
    handMade = [],
    reliedOn = [],
  } = facts;
  return {
    name: chart.name,
    values: chart.values,
    files,
    evaluate: (options) => evaluateChart(chart, options),
    evaluateCompiled: compiledEach((withTests) => runCompiled<ObjectsOf>(compileChart(chart, withTests))),
    charts: [{ chart, root: [] }],
    judgesOf: () => errorsOf(chart),
    reliedOn,
    forRules,
    ownPath: chart.rebase ?? ((path) => path),
    handMade: [...ends(chart.values), ...handMade],
    readElsewhere,
  };
}

const platform = umbrella(rules, scopeOf);
const platformFiles = printUmbrella(platform, 'Made for a test.\n');

/** A chart under an alias, with its rules as they are asked there. */
const placed = platform.subcharts.map((subchart) => {
  const { chart, alias } = subchart;
  const aliases = platform.subcharts.filter((other) => other.chart === chart).map((other) => other.alias);
  const at = aliases.indexOf(alias);
  return { ...subchart, errors: errorsOf(chart).map((judge) => placesOfJudge(judge)[at]!) };
});

const wholePlatform: ChartSubject = {
  name: platform.own.name,
  values: platform.own.values,
  files: platformFiles,
  evaluate: ({ values, release, ...more }) => objectsIn(componentsOf(platform, more))(values, release),
  evaluateCompiled: compiledEach((withTests) =>
    objectsIn(runCompiled<Components>(compileUmbrella(platform, withTests))),
  ),
  charts: [
    { chart: platform.own, root: [] },
    ...platform.subcharts.map(({ alias, chart }) => ({ chart, root: [alias] })),
  ],
  // A chart that is not installed has no rules either.
  judgesOf: (values) => [
    ...errorsOf(platform.own),
    ...placed.filter((subchart) => isInstalled(values, subchart)).flatMap(({ errors }) => errors),
  ],
  reliedOn: [],
  forRules: (values) => values,
  ownPath: (path) => path,
  handMade: [
    ...ends(platform.own.values),
    ...postgresqlSets.map(({ global = {}, ...postgresql }) =>
      richBut(platform.own.values, { global, postgresql }),
    ),
    // Its alert goes with the budget, which only a platform that may stand still can do without.
    richBut(platform.own.values, { global: { availability: 'none' }, api: { pdb: { enabled: false } } }),
  ],
  readElsewhere: [],
};

/** Everything on, but for what is said here. */
function richBut(schema: ZodType, more: JsonMap): JsonMap {
  return mergeLayers([richValues(schema) as Layer, more as Layer]);
}

/** A subchart as the umbrella carries it, under its first alias. @param more hand-made sets, each over everything on. */
function subchart(alias: Alias, ...more: readonly JsonMap[]): ChartSubject {
  const { chart } = platform.subcharts.find((one) => one.alias === alias)!;
  const folder = `charts/${chart.name}/`;
  const inside = [...platformFiles].filter(([path]) => path.startsWith(folder));
  // Every chart is given all shared facts; that each is read by one at least, the whole platform shows.
  const readByOthers = unreadPaths(chart.values, [{ chart, root: [] }]).filter(
    (path) => path === 'enabled' || path.startsWith('global.'),
  );
  return soleChart({
    chart,
    files: new Map(inside.map(([path, text]) => [path.slice(folder.length), text])),
    forRules: ({ global, ...settings }) => ({ global: global as JsonMap, [alias]: settings }),
    readElsewhere: readByOthers,
    reliedOn: errorsOf(platform.own).filter(({ reads }) => reads.every(([root]) => root === 'global')),
    handMade: more.map((set) => richBut(chart.values, set)),
  });
}

const sampleFiles = new Map([
  ...printChart(sampleChart),
  ['Chart.yaml', 'apiVersion: v2\nname: sample\nversion: 0.1.0\n'],
  ['values.yaml', printValuesFile(sampleChart.values)],
  ['values.schema.json', printJsonSchema(chartSchema(sampleChart.values, { title: 'sample' }))],
]);

/** The charts of the product. */
export const products: readonly ChartSubject[] = [
  subchart('api', {}),
  subchart('postgresql', ...postgresqlSets),
  // Its default policy evicts, which the Redis of the sessions may not.
  subchart('redis', { component: 'redis-sessions', memory: { maxMebibytes: 64, policy: 'noeviction' } }),
  wholePlatform,
];

/** The charts of the product, and one that uses every form of the engine. */
export const subjects: readonly ChartSubject[] = [
  ...products,
  soleChart({ chart: sampleChart, files: sampleFiles, handMade: sampleInputs }),
];

const written: string[] = [];
process.on('exit', () => {
  for (const folder of written) rmSync(folder, { recursive: true, force: true });
});

/** Writes a chart's files into a folder of their own, which goes when the tests end. */
export function writeChart(files: ReadonlyMap<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'chartwright-subject-'));
  written.push(folder);
  for (const [path, text] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}
