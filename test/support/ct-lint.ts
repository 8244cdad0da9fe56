// The steps of `ct lint --all` for one chart, where there is no ct: the same tools with the same
// configuration in the same order. Works on a copy, because `helm dependency build` writes Chart.lock.
// Must not know which charts there are.
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { helm } from './helm.ts';
import { type Finding, yamale, yamllint } from './judges.ts';

function valuesFilesOfCi(chart: string): string[] {
  const folder = join(chart, 'ci');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('-values.yaml'))
    .sort()
    .map((file) => join(folder, file));
}

async function helmFindings(check: string, args: readonly string[]): Promise<Finding[]> {
  const run = await helm(args);
  if (run.status === 0) return [];
  return [{ object: args.at(-1) ?? '', check, message: `${run.stdout}${run.stderr}`.trim() }];
}

async function lintCopy(chart: string): Promise<Finding[]> {
  const dependencies = await helmFindings('helm dependency build', ['dependency', 'build', chart]);
  if (dependencies.length > 0) return dependencies;
  const ciFiles = valuesFilesOfCi(chart);
  const findings = await yamale(join(chart, 'Chart.yaml'));
  findings.push(...(await yamllint([join(chart, 'Chart.yaml'), join(chart, 'values.yaml'), ...ciFiles])));
  const lint = ['lint', '--strict', chart];
  // As ct does: the defaults are linted only where ci/ has no file.
  const runs = ciFiles.length === 0 ? [lint] : ciFiles.map((file) => [...lint, '--values', file]);
  for (const args of runs) findings.push(...(await helmFindings('helm lint', args)));
  return findings;
}

/** Everything that `ct lint` would refuse about the chart in this folder. Needs helm and the Python judges. */
export async function ctLint(chart: string): Promise<Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'chartwright-ct-'));
  try {
    const copy = join(folder, basename(chart));
    cpSync(chart, copy, { recursive: true });
    const findings = await lintCopy(copy);
    return findings.map(({ object, check, message }) => ({
      object: object.replaceAll(folder, ''),
      check,
      message: message.replaceAll(folder, ''),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
