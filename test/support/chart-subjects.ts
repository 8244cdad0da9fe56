// The charts that the gates of equality and of bad input judge, each as a whole folder for Helm and as a
// function without Helm. A further chart is one more line in `subjects`. Must not know what is judged.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ZodType } from 'zod';
import { apiChart } from '../../generator/charts/api/index.ts';
import { chartSchema, printJsonSchema } from '../../generator/engine/json-schema.ts';
import {
  type Chart,
  type EvaluateOptions,
  evaluateChart,
  type KubernetesObject,
  printChart,
  type Rule,
} from '../../generator/engine/index.ts';
import type { JsonMap } from '../../generator/engine/json.ts';
import { printValuesFile } from '../../generator/engine/values-file.ts';
import { sampleChart, sampleInputs } from './sample-chart.ts';

export interface ChartSubject {
  readonly name: string;
  /** The whole root of the chart's values. */
  readonly values: ZodType;
  /** The emitted values.schema.json. */
  readonly schema: JsonMap;
  /** Every file of the chart's folder. */
  readonly files: ReadonlyMap<string, string>;
  readonly evaluate: (options: EvaluateOptions) => readonly KubernetesObject[];
  /** The charts inside, for looking at their expressions; at least one. */
  readonly charts: readonly Chart[];
  /** Rules that stop the rendering. */
  readonly rules: readonly Rule[];
  /** The values of this chart as the root that rules are written against. */
  readonly forRules: (values: JsonMap) => JsonMap;
  /** A path from that root, led to this chart's own. */
  readonly ownPath: (path: readonly string[]) => readonly string[];
  /** Values that chance seldom finds: branches that only they take. */
  readonly handMade: readonly JsonMap[];
  /** Keys that no template reads: what installs the chart reads them. */
  readonly readElsewhere: readonly string[];
}

const chartFile = (name: string): string => `apiVersion: v2\nname: ${name}\nversion: 0.1.0\n`;

interface SubjectFacts {
  readonly chart: Chart;
  readonly forRules?: ChartSubject['forRules'];
  readonly readElsewhere?: readonly string[];
  readonly handMade?: readonly JsonMap[];
}

/** A chart that stands by itself. */
function soleChart(facts: SubjectFacts): ChartSubject {
  const { chart, forRules = (values) => values, readElsewhere = [], handMade = [] } = facts;
  const schema = chartSchema(chart.values, { title: chart.name });
  return {
    name: chart.name,
    values: chart.values,
    schema,
    files: new Map([
      ...printChart(chart),
      ['Chart.yaml', chartFile(chart.name)],
      ['values.yaml', printValuesFile(chart.values)],
      ['values.schema.json', printJsonSchema(schema)],
    ]),
    evaluate: (options) => evaluateChart(chart, options),
    charts: [chart],
    rules: chart.rules.filter(({ severity }) => severity === 'error'),
    forRules,
    ownPath: chart.rebase ?? ((path) => path),
    handMade,
    readElsewhere,
  };
}

const api = soleChart({
  chart: apiChart([]),
  forRules: ({ global, ...settings }) => ({ global: global as JsonMap, api: settings }),
  readElsewhere: ['enabled'],
});

/** The charts of the product, and one that uses every form of the engine. */
export const subjects: readonly ChartSubject[] = [api, soleChart({ chart: sampleChart, handMade: sampleInputs })];

/** The charts of the product alone. */
export const products: readonly ChartSubject[] = [api];

/** Writes a chart's files into a folder of their own, which goes when the tests end. */
export function writeChart(files: ReadonlyMap<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'chartwright-subject-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}
