// Running the real Helm from tests: values arrive unchanged, and a failure is told.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { template } from '../../support/helm.ts';
import { readAsHelm, requireHelmReader } from '../../support/read-as-helm.ts';
import { requireTool } from '../../support/required.ts';

const ready = (await requireTool('helm')) && (await requireHelmReader());
const chart = mkdtempSync(join(tmpdir(), 'chartwright-chart-'));

beforeAll(() => {
  mkdirSync(join(chart, 'templates'));
  writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: probe\nversion: 0.1.0\n');
  writeFileSync(
    join(chart, 'templates', 'probe.yaml'),
    'release: {{ .Release.Name }}\nnamespace: {{ .Release.Namespace }}\nvalues: {{ toJson .Values | b64enc }}\n{{ if .Values.stop }}{{ fail "stopped" }}{{ end }}\n',
  );
});
afterAll(() => rmSync(chart, { recursive: true, force: true }));

/** What the chart was given; encoded, so that only the way in is on trial. */
async function read(stdout: string): Promise<object> {
  const { documents, error } = await readAsHelm(stdout);
  expect(error).toBeUndefined();
  const { values, ...rest } = documents[0] as { values: string };
  return { ...rest, values: JSON.parse(Buffer.from(values, 'base64').toString('utf8')) };
}

describe.runIf(ready)('helm template', () => {
  it('gets release, namespace, files and values, the values last', async () => {
    const file = join(chart, 'some.yaml');
    writeFileSync(file, 'a: 1\nb: 1\n');
    const run = await template(chart, {
      release: 'first',
      namespace: 'space',
      valuesFiles: [file],
      values: { b: 2 },
    });
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(await read(run.stdout)).toEqual({ release: 'first', namespace: 'space', values: { a: 1, b: 2 } });
  });

  it('gets hostile strings unchanged', async () => {
    const hostile = [
      ...[
        'yes',
        '0777',
        '',
        ' ',
        '---',
        '\u0085',
        '\u2028x\u2029',
        '\ufeff',
        '\u007f',
        '{{ fail }}',
        '😀',
        'a\r\nb\t',
      ],
      ...['"', "'", '\\', '\\u0041', '#', ': ', '- ', '&a', '*a', '!x', '%', '@', '`', '\u0001', '\uffff'],
    ];
    const run = await template(chart, { values: { hostile } });
    expect(await read(run.stdout)).toEqual({ release: 'release', namespace: 'default', values: { hostile } });
  });

  it('tells a failure', async () => {
    const run = await template(chart, { values: { stop: true } });
    expect(run.status).not.toBe(0);
    expect(run.stderr).toContain('stopped');
  });
});
