// The steps of ct, on a small umbrella: content with what is sound, and each step seen to refuse.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { ctLint } from '../../support/ct-lint.ts';
import { requirePythonJudges } from '../../support/python-judges.ts';
import { requireTool } from '../../support/required.ts';

const ready = (await requireTool('helm')) && (await requirePythonJudges());
const folder = mkdtempSync(join(tmpdir(), 'chartwright-umbrella-'));
const chart = join(folder, 'umbrella');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const metadata = (name: string) => `apiVersion: v2
name: ${name}
version: 0.1.0
description: For a test
kubeVersion: ">=1.30.0-0"
icon: https://example.com/icon.svg
maintainers:
  - name: platform
`;
const dependency = 'dependencies:\n  - name: api\n    version: 0.1.0\n    repository: ""\n';
const configMap = (data: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\ndata:\n  a: ${data}\n`;

const sound: Readonly<Record<string, string>> = {
  'Chart.yaml': metadata('umbrella') + dependency,
  'values.yaml': 'api:\n  word: hello\n',
  'ci/default-values.yaml': 'api:\n  word: other\n',
  'templates/NOTES.txt': 'Installed.\n',
  'charts/api/Chart.yaml': metadata('api'),
  'charts/api/values.yaml': 'word: hello\n',
  'charts/api/templates/config-map.yaml': configMap('{{ .Values.word | quote }}'),
  // Lint does not stop at `required` and `fail`: only a schema makes it refuse a value.
  'charts/api/values.schema.json': '{"properties": {"word": {"type": "string", "minLength": 1}}}',
};

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(chart, path)), { recursive: true });
    writeFileSync(join(chart, path), text);
  }
}

beforeEach(() => {
  rmSync(chart, { recursive: true, force: true });
  write(sound);
});

describe.runIf(ready)('ct lint without ct', () => {
  it('is content with a sound umbrella, and leaves no trace in it', async () => {
    const before = readdirSync(chart, { recursive: true });
    expect(await ctLint(chart)).toEqual([]);
    expect(readdirSync(chart, { recursive: true })).toEqual(before);
  });

  it.each([
    [
      'helm dependency build',
      /lock|dependency|version/,
      { 'Chart.yaml': metadata('umbrella') + dependency.replace('0.1.0', '0.2.0') },
    ],
    ['chart_schema', /colour/, { 'Chart.yaml': `${metadata('umbrella')}${dependency}colour: red\n` }],
    ['braces', /too many spaces/, { 'values.yaml': 'api: { word: hello }\n' }],
    ['truthy', /truthy value/, { 'ci/default-values.yaml': 'api:\n  word: yes\n' }],
    ['helm lint', /word/, { 'ci/default-values.yaml': 'api:\n  word: ""\n' }],
    [
      'helm lint',
      /"nothing" not defined/,
      { 'charts/api/templates/config-map.yaml': configMap('{{ nothing }}') },
    ],
  ])('refuses by %s: %s', async (check, message, files) => {
    write(files);
    const findings = await ctLint(chart);
    expect(findings).toContainEqual(
      expect.objectContaining({ check, message: expect.stringMatching(message) }),
    );
  });

  it('lints the defaults where ci/ has no file', async () => {
    rmSync(join(chart, 'ci'), { recursive: true });
    write({ 'values.yaml': 'api:\n  word: ""\n' });
    expect((await ctLint(chart)).map((finding) => finding.check)).toEqual(['helm lint']);
  });

  it('refuses a subchart that is not declared', async () => {
    cpSync(join(chart, 'charts/api'), join(chart, 'charts/second'), { recursive: true });
    write({ 'charts/second/Chart.yaml': metadata('second') });
    expect((await ctLint(chart)).map((finding) => finding.check)).toEqual(['helm lint']);
  });
});
