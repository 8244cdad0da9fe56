// Everything that is generated stands in the repository as a copy, so that a change shows what it does to
// each environment: dist/ in test/golden, the chart and the references at their own place.
// `npm run golden` writes the copies anew; read the difference before you commit it.
import { appendFileSync, cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTree, repository, runChartwright } from './support/run-chartwright.ts';

const scratch = mkdtempSync(join(tmpdir(), 'chartwright-golden-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const golden = join(repository, 'test/golden');
const answer = ({ status, stdout, stderr }: ReturnType<typeof runChartwright>) => ({
  status,
  stdout,
  stderr,
});

/** The codes of the findings, and the files that they are about; warnings about values left out. */
function differencesIn(stdout: string): string[] {
  const findings = JSON.parse(stdout) as { findings: { code: string; file: string }[] };
  return findings.findings.filter(({ code }) => code === 'OUT-DIFFERS').map(({ file }) => file);
}

describe('test/golden', () => {
  const fresh = join(scratch, 'dist');
  beforeAll(() => {
    expect(runChartwright(['generate', '--out', fresh]).status).toBe(0);
  });

  it('holds exactly what is generated; `npm run golden` after a change that is meant', () => {
    const kept = readTree(golden);
    const made = readTree(fresh);
    expect([...kept.keys()]).toEqual([...made.keys()]);
    for (const [path, text] of made) expect(kept.get(path), path).toBe(text);
  });

  it('is what --check agrees with', () => {
    expect(runChartwright(['generate', '--check', '--out', golden]).status).toBe(0);
  });

  it.each<[string, string, (file: string) => void]>([
    ['one byte more', 'prod/eastus/values.yaml', (file) => appendFileSync(file, '\n')],
    ['a file lost', 'prod/westus2/index.json', (file) => rmSync(file)],
    ['a file too many', 'dev/eastus/manifests/api/pod-left-over.yaml', (file) => writeFileSync(file, '{}\n')],
  ])('--check sees %s', (what, path, spoil) => {
    const copy = join(scratch, what.replaceAll(' ', '-'));
    cpSync(fresh, copy, { recursive: true });
    spoil(join(copy, path));
    const { status, stdout } = runChartwright(['generate', '--check', '--format', 'json', '--out', copy]);
    expect({ status, files: differencesIn(stdout) }).toEqual({ status: 1, files: [join(copy, path)] });
  });
});

describe('the committed chart, schemas and references', () => {
  it('are fresh; `npm start` after a change that is meant', () => {
    expect(answer(runChartwright(['chart', '--check']))).toEqual({
      status: 0,
      stdout: expect.stringContaining('charts/aiagent: '),
      stderr: '',
    });
  });

  it.each<[string, string, (file: string) => void]>([
    [
      'an edited template',
      'charts/aiagent/charts/api/templates/service.yaml',
      (file) => appendFileSync(file, '#\n'),
    ],
    ['an edited schema', 'schemas/json/environment.schema.json', (file) => appendFileSync(file, '\n')],
    ['a reference renamed', 'docs/reference/errors.md', (file) => renameSync(file, `${file}.md`)],
  ])('--check sees %s', (what, path, spoil) => {
    const copy = join(scratch, what.replaceAll(' ', '-'));
    cpSync(join(repository, 'values'), join(copy, 'values'), { recursive: true });
    expect(runChartwright(['chart'], { cwd: copy }).status).toBe(0);
    expect(runChartwright(['chart', '--check'], { cwd: copy }).status).toBe(0);
    spoil(join(copy, path));
    const { status, stdout } = runChartwright(['chart', '--check', '--format', 'json'], { cwd: copy });
    expect(status).toBe(1);
    expect(differencesIn(stdout)).toContain(path);
  });
});
