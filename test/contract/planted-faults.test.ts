// The gate of equality can fail: faults planted in the files that Helm renders are found by random values.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverBranches } from '../support/branch-coverage.ts';
import { type ChartSubject, subjects, writeChart } from '../support/chart-subjects.ts';
import {
  brokenCase,
  type Case,
  differencesOf,
  type Rendering,
  validCase,
  verdictOn,
} from '../support/hold-equal.ts';
import { requireHelmReader } from '../support/read-as-helm.ts';
import { requireTool } from '../support/required.ts';

const ready = (await requireTool('helm')) && (await requireHelmReader());

interface Fault {
  readonly chart: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const fault = (chart: string, file: string, from: string, to: string): Fault => ({ chart, file, from, to });
const map = 'templates/config-map.yaml';
const helpers = 'templates/_helpers.tpl';
const deployment = 'templates/deployment.yaml';

const faults: readonly Fault[] = [
  // The classic ones of hand-written charts: no quote, no int64, a wrong operator, a wrong `.`.
  fault('sample', map, 'text: {{ .Values.text | quote }}', 'text: {{ .Values.text }}'),
  fault('sample', map, 'text: {{ .Values.text | quote }}', 'text: {{ .Values.text | squote }}'),
  fault('sample', map, '"{{ int64 .Values.large }}/', '"{{ .Values.large }}/'),
  fault('sample', map, '"1e3": "0777"', '"1e3": 0777'),
  fault('sample', map, '"yes": "no"', 'yes: "no"'),
  fault('sample', map, 'static: "{{`{{ .Values.text }}`}}"', 'static: "{{ .Values.word }}"'),
  fault('sample', map, 'if gt (int .Values.small) 0', 'if ge (int .Values.small) 0'),
  fault('sample', map, 'if and .Values.on .Values.off', 'if or .Values.on .Values.off'),
  fault('sample', map, 'sub (int .Values.step)', 'add (int .Values.step)'),
  fault('sample', map, '| fromYaml | toJson | sha256sum', '| sha256sum'),
  fault('sample', map, '{{ if $index }}, {{ end }}', ', '),
  fault('sample', map, '    end\n', '    end \n'),
  fault('sample', helpers, 'join ","', 'join ", "'),
  fault('sample', 'templates/thing.yaml', 'outer: {{ $.Values.text', 'outer: {{ $.Values.other'),
  fault('sample', 'templates/thing.yaml', '  "on": {{ .Values.on }}', '  "on": {{ .Values.on | quote }}'),
  fault('sample', 'templates/thing.yaml', '      mode: {{ $.Values.mode | quote }}\n', ''),
  fault(
    'sample',
    'templates/thing.yaml',
    '{{- with .Values.place }}',
    '{{- if .Values.place }}{{ with .Values.place }}{{ end }}',
  ),
  fault('sample', 'files/script.sh', 'not an action', 'an action'),
  fault('sample', 'values.yaml', 'step: 3', 'step: 4'),
  fault('api', deployment, 'if gt (int .Values.shutdown.preStopSeconds) 0', 'if true'),
  fault('api', deployment, 'if not .Values.hpa.enabled', 'if .Values.hpa.enabled'),
  fault('api', deployment, '          emptyDir: {}', '          emptyDir:'),
  fault('api', deployment, '| fromYaml | toJson | sha256sum', '| sha256sum'),
  fault('api', helpers, 'HTTP_PORT: "{{ .Values.port }}"', 'HTTP_PORT: {{ .Values.port }}'),
  fault('api', 'templates/tests/ready.yaml', 'helm.sh/hook: test', 'helm.sh/hook: test-success'),
  fault('api', 'values.yaml', 'minAvailable: 4', 'minAvailable: 3'),
  fault('aiagent', 'charts/api/templates/service.yaml', '.Values.service.port', '.Values.port'),
  fault('aiagent', 'values.yaml', 'clusterDomain: cluster.local', 'clusterDomain: cluster.locale'),
];

const ruleFaults: readonly Fault[] = [
  fault('sample', 'templates/rules.yaml', 'eq (int .size)', 'ne (int .size)'),
  fault('sample', 'templates/rules.yaml', 'fail (printf "SAMPLE-MEMORY', 'fail (printf "SAMPLE-MEMORIES'),
  fault('api', 'templates/rules.yaml', 'fail (printf "HA-API-DRAIN', 'fail (printf "HA-API-DRAINS'),
  fault(
    'api',
    'templates/rules.yaml',
    'if and (eq .Values.global.availability "high") (not .Values.spread.enabled)',
    'if false',
  ),
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

const title = '$chart: $file with $to instead of $from';
const timeout = 120_000;

describe.runIf(ready)('a planted fault', () => {
  it.each(faults)(title, { timeout }, async (one) => {
    const of = plant(one);
    const holds = async (values: Case) =>
      (await differencesOf(of, values).catch((error) => [error])).length === 0;
    expect(await isFound(validCase(of.subject), holds)).toBe(true);
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
      const holds = async (values: Case) => (await differencesOf({ subject, folder }, values)).length === 0;
      expect(await isFound(validCase(subject), holds)).toBe(true);
    },
  );

  it('an object too many', { timeout }, async () => {
    const subject = subjectOf(faults[0]!);
    const extra = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: extra\n';
    const folder = writeChart(new Map([...subject.files, ['templates/extra.yaml', extra]]));
    const holds = async (values: Case) => (await differencesOf({ subject, folder }, values)).length === 0;
    expect(await isFound(validCase(subject), holds)).toBe(true);
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
