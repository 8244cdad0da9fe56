// The gate of equality can fail: faults planted in the files that Helm renders are found by random values.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverBranches } from '../support/branch-coverage.ts';
import { type ChartSubject, subjects, writeChart } from '../support/chart-subjects.ts';
import {
  brokenCase,
  type Case,
  canCompare,
  differencesOf,
  type Rendering,
  validCase,
  verdictOn,
} from '../support/hold-equal.ts';

const ready = await canCompare();

interface Fault {
  readonly chart: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const helpers = 'templates/_helpers.tpl';
const rules = 'templates/rules.yaml';

/** Faults of one file, each by the passage that it replaces. */
const faultIn =
  (chart: string, file: string) =>
  (from: string, to: string): Fault => ({ chart, file, from, to });
const map = faultIn('sample', 'templates/config-map.yaml');
const thing = faultIn('sample', 'templates/thing.yaml');
const deployment = faultIn('api', 'templates/deployment.yaml');

const faults: readonly Fault[] = [
  // The classic ones of hand-written charts: no quote, no int64, a wrong operator, a wrong `.`.
  map('text: {{ .Values.text | quote }}', 'text: {{ .Values.text }}'),
  map('text: {{ .Values.text | quote }}', 'text: {{ .Values.text | squote }}'),
  map('"{{ int64 .Values.large }}/', '"{{ .Values.large }}/'),
  map('"1e3": "0777"', '"1e3": 0777'),
  map('"yes": "no"', 'yes: "no"'),
  map('static: "{{`{{ .Values.text }}`}}"', 'static: "{{ .Values.word }}"'),
  map('if gt (int .Values.small) 0', 'if ge (int .Values.small) 0'),
  map('if and .Values.on .Values.off', 'if or .Values.on .Values.off'),
  map('sub (int .Values.step)', 'add (int .Values.step)'),
  map('| fromYaml | toJson | sha256sum', '| sha256sum'),
  map('{{ if $index }}, {{ end }}', ', '),
  map('    end\n', '    end \n'),
  faultIn('sample', helpers)('join ","', 'join ", "'),
  thing('outer: {{ $.Values.text', 'outer: {{ $.Values.other'),
  thing('  "on": {{ .Values.on }}', '  "on": {{ .Values.on | quote }}'),
  thing('      mode: {{ $.Values.mode | quote }}\n', ''),
  thing('{{- with .Values.place }}', '{{- if .Values.place }}{{ with .Values.place }}{{ end }}'),
  faultIn('sample', 'files/script.sh')('not an action', 'an action'),
  faultIn('sample', 'values.yaml')('step: 3', 'step: 4'),
  deployment('if gt (int .Values.shutdown.preStopSeconds) 0', 'if true'),
  deployment('if not .Values.hpa.enabled', 'if .Values.hpa.enabled'),
  deployment('          emptyDir: {}', '          emptyDir:'),
  deployment('| fromYaml | toJson | sha256sum', '| sha256sum'),
  faultIn('api', helpers)('HTTP_PORT: "{{ .Values.port }}"', 'HTTP_PORT: {{ .Values.port }}'),
  faultIn('api', 'templates/tests/ready.yaml')('helm.sh/hook: test', 'helm.sh/hook: test-success'),
  faultIn('api', 'values.yaml')('minAvailable: 4', 'minAvailable: 3'),
  faultIn('aiagent', 'charts/api/templates/service.yaml')('.Values.service.port', '.Values.port'),
  faultIn('aiagent', 'values.yaml')('clusterDomain: cluster.local', 'clusterDomain: cluster.locale'),
];

const sampleRules = faultIn('sample', rules);
const apiRules = faultIn('api', rules);

const ruleFaults: readonly Fault[] = [
  sampleRules('eq (int .size)', 'ne (int .size)'),
  sampleRules('fail (printf "SAMPLE-MEMORY', 'fail (printf "SAMPLE-MEMORIES'),
  apiRules('fail (printf "HA-API-DRAIN', 'fail (printf "HA-API-DRAINS'),
  apiRules('if and (eq .Values.global.availability "high") (not .Values.spread.enabled)', 'if false'),
];

const subjectOf = ({ chart }: Fault): ChartSubject => subjects.find(({ name }) => name === chart)!;

function plant({ chart, file, from, to }: Fault): Rendering {
  const subject = subjectOf({ chart } as Fault);
  const text = subject.files.get(file) ?? '';
  expect(text, `${file} has what the fault replaces`).toContain(from);
  return { subject, folder: writeChart(new Map([...subject.files, [file, text.replace(from, () => to)]])) };
}

/** Whether random values show the fault; always the same values, so that the test is no game of chance. */
async function isFound(
  arbitrary: fc.Arbitrary<Case>,
  holds: (one: Case) => Promise<boolean>,
): Promise<boolean> {
  const { failed } = await fc.check(fc.asyncProperty(arbitrary, holds), {
    seed: 7,
    numRuns: 200,
    endOnFailure: true,
  });
  return failed;
}

/** Whether random values show that objects differ, or cannot be read at all. */
const differs = (of: Rendering): Promise<boolean> =>
  isFound(validCase(of.subject), async (values) => (await differencesOf(of, values)).length === 0);

const title = '$chart: $file with $to instead of $from';
const timeout = 120_000;

describe.runIf(ready)('a planted fault', () => {
  it.each(faults)(title, { timeout }, async (one) => {
    expect(await differs(plant(one))).toBe(true);
  });

  it.each(ruleFaults)(title, { timeout }, async (one) => {
    const of = plant(one);
    const holds = async (values: Case) => (await verdictOn(of, values)).difference === undefined;
    expect(await isFound(brokenCase(of.subject), holds)).toBe(true);
  });

  it.each(['templates/thing.yaml', 'templates/tests/pod.yaml'])(
    'the file %s is missing',
    { timeout },
    async (file) => {
      const subject = subjectOf(faults[0]!);
      const folder = writeChart(new Map([...subject.files].filter(([path]) => path !== file)));
      expect(await differs({ subject, folder })).toBe(true);
    },
  );

  it('an object too many', { timeout }, async () => {
    const subject = subjectOf(faults[0]!);
    const extra = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: extra\n';
    const folder = writeChart(new Map([...subject.files, ['templates/extra.yaml', extra]]));
    expect(await differs({ subject, folder })).toBe(true);
  });

  it('a branch that nobody takes is told', () => {
    const subject = subjectOf(faults[0]!);
    const coverage = coverBranches(subject.charts.map(({ chart }) => chart));
    subject.evaluate({
      values: subject.values.parse({ on: true }),
      release: { name: 'r', namespace: 'n' },
      onBranch: coverage.listen,
    });
    const untaken = coverage.untaken();
    expect(untaken).toContain('sample: sample.more: when .Values.on was never passed over');
    expect(untaken).not.toContain('sample: sample.more: when .Values.on was never taken');
    expect(untaken).toContain('sample: thing.yaml: each .Values.items was never taken');
  });
});
