// A chart as data: its templates, fragments, rules and values schema; printed as files for Helm, or
// evaluated to objects. Knows no chart by name.
import type { z } from 'zod';
import { quantityFactors } from '../../schemas/quantities.ts';
import { compileFunction, compileList } from './compile-tree.ts';
import { type BranchListener, evaluateList, type Release } from './evaluate.ts';
import type { Fragment, Omissible, Operator } from './expression.ts';
import { type PrintOptions, printCheck, printFragment, printNote, printTemplate } from './print-template.ts';
import type { Rule } from './rule.ts';
import type { Manifest } from './tree.ts';
import { walk } from './walk.ts';

export interface ChartTemplate {
  /** The file under templates/. */
  readonly file: string;
  /** Where a person changes it, for the mark in the file. */
  readonly source: string;
  readonly resource: Manifest | Omissible<Manifest>;
  /** True for the pods of `helm test`: rendered manifests have none. */
  readonly isTest?: boolean;
}

export interface Chart {
  readonly name: string;
  readonly values: z.ZodType;
  readonly fragments: readonly Fragment[];
  readonly templates: readonly ChartTemplate[];
  /** Rules whose check this chart carries; their paths are led to the chart's own root by `rebase`. */
  readonly rules: readonly Rule[];
  readonly rebase?: PrintOptions['rebase'];
  /** The text of NOTES.txt: raw, never evaluated. Warnings of rules follow it. */
  readonly notes: string;
  /** Where a person changes the notes. */
  readonly notesSource?: string;
  /** Files that templates carry, by their path in the chart. */
  readonly files: ReadonlyMap<string, string>;
}

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

/** What a chart is evaluated with. */
export interface EvaluateOptions {
  readonly values: unknown;
  readonly release: Release;
  readonly withTests?: boolean;
  readonly onBranch?: BranchListener;
}

/** The objects that `helm template` would give, in the order of the templates. */
export const evaluateChart = (chart: Chart, options: EvaluateOptions): readonly KubernetesObject[] =>
  evaluateList(resourcesOf(chart, options.withTests), options) as readonly KubernetesObject[];

const resourcesOf = ({ templates }: Chart, withTests = false): readonly unknown[] =>
  templates.filter(({ isTest }) => withTests || isTest !== true).map(({ resource }) => resource);

/** JavaScript source of a function that gives the same objects, without tests unless asked for; see compile-tree.ts. */
export const compileChart = (chart: Chart, withTests = false): string =>
  compileFunction((fragments) => compileList(resourcesOf(chart, withTests), fragments));

const mark = (source: string): string => `Generated from ${source}; change it there.`;

/** The files under templates/, and those that they carry. */
export function printChart(chart: Chart): ReadonlyMap<string, string> {
  const options: PrintOptions = {
    chart: chart.name,
    ...(chart.rebase === undefined ? {} : { rebase: chart.rebase }),
  };
  const files = new Map<string, string>();
  for (const template of chart.templates) {
    files.set(`templates/${template.file}`, printTemplate(template.resource, mark(template.source), options));
  }
  assertFragmentsListed(chart);
  const errors = chart.rules.filter((rule) => rule.severity === 'error');
  const everything = [
    chart.templates.map(({ resource }) => resource),
    chart.fragments.map(({ body }) => body),
    chart.rules.map(({ check }) => check),
  ];
  const defines = chart.fragments.map((fragment) => printFragment(fragment, options));
  if (calls(everything, 'quantity')) defines.push(printThousandths(chart.name));
  if (calls(everything, 'repeated')) defines.push(printRepeated(chart.name));
  if (defines.length > 0) files.set('templates/_helpers.tpl', `${defines.join('\n\n')}\n`);
  if (errors.length > 0)
    files.set(
      'templates/rules.yaml',
      `${errors.map((rule) => printCheck(rule.check, `${rule.code}: ${rule.title}.`, options)).join('\n\n')}\n`,
    );
  for (const [path, text] of printNotes(chart, options)) files.set(path, text);
  for (const [path, text] of chart.files) files.set(path, text);
  return files;
}

/** The notes as a named template, so that an umbrella can show them too, and NOTES.txt that shows them. */
function printNotes(chart: Chart, options: PrintOptions): [path: string, text: string][] {
  const warnings = chart.rules
    .filter((rule) => rule.severity === 'warning')
    .map((rule) => printNote(rule.check, options));
  const define = [
    `{{- /* ${mark(chart.notesSource ?? chart.name)} */ -}}`,
    `{{- define "${chart.name}.notes" -}}`,
    chart.notes.trimEnd(),
    ...warnings,
    '{{- end }}',
  ];
  return [
    ['templates/_notes.tpl', `${define.join('\n')}\n`],
    ['templates/NOTES.txt', `{{ include "${chart.name}.notes" . }}\n`],
  ];
}

/** Whether an operator is used, so that its named template is needed. */
function calls(tree: unknown, operator: Operator): boolean {
  let found = false;
  walk(tree, (node) => {
    found ||= node.kind === 'call' && node.operator === operator;
  });
  return found;
}

/** A quantity as a whole number of thousandths, so that a template can compare two. */
function printThousandths(chart: string): string {
  const factors = Object.entries(quantityFactors).map(
    ([unit, factor]) => `${JSON.stringify(unit)} ${factor}`,
  );
  return [
    '{{- /* A quantity such as 250m or 1Gi as a whole number of thousandths, for comparison. */ -}}',
    `{{- define "${chart}.thousandths" -}}`,
    '{{- $unit := regexFind "[A-Za-z]*$" . -}}',
    `{{- $factor := get (dict ${factors.join(' ')}) $unit -}}`,
    '{{- mul (trimSuffix $unit . | int64) $factor -}}',
    '{{- end }}',
  ].join('\n');
}

/** The last text that stands under one key in several items of a list. */
function printRepeated(chart: string): string {
  return [
    '{{- /* The last text that several items of a list have under a key; nothing where each has its own. */ -}}',
    `{{- define "${chart}.repeated" -}}`,
    '{{- $key := .key -}}',
    '{{- $seen := list -}}',
    '{{- $repeated := "" -}}',
    '{{- range .list -}}',
    '{{- $text := get . $key -}}',
    '{{- if has $text $seen -}}{{- $repeated = $text -}}{{- end -}}',
    '{{- $seen = append $seen $text -}}',
    '{{- end -}}',
    '{{- $repeated -}}',
    '{{- end }}',
  ].join('\n');
}

function assertFragmentsListed(chart: Chart): void {
  walk(
    [chart.templates.map((template) => template.resource), chart.fragments.map((fragment) => fragment.body)],
    (node) => {
      if ('fragment' in node && !chart.fragments.includes(node.fragment))
        throw new Error(`fragment ${node.fragment.name} is not listed in chart ${chart.name}`);
    },
  );
}
