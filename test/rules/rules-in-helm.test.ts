// The rules as the printed charts carry them, the umbrella's and those inside: real Helm refuses what breaks an error, says in its notes what
// breaks a warning, with the same words as the evaluator; and takes every good case.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { printUmbrella } from '../../generator/charts/print-charts.ts';
import { umbrella } from '../../generator/charts/umbrella/index.ts';
import type { ToolRun } from '../../generator/commands/tool-door.ts';
import type { Rule } from '../../generator/engine/index.ts';
import { rules, scopeOf } from '../../generator/model/rules/index.ts';
import { helm, valuesForHelm } from '../support/helm.ts';
import { requireTool } from '../support/required.ts';
import { type Case, messagesOf, readCases, valuesOfCharts } from './cases.ts';

const ready = await requireTool('helm');
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Writes the charts with these rules; their values come with each run. */
function writeChart(withRules: readonly Rule[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'chartwright-rules-'));
  folders.push(folder);
  for (const [path, text] of printUmbrella(umbrella(withRules, scopeOf), 'Made for a test.\n')) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** An installation that reaches no cluster: the rendering and the notes. */
function install(chart: string, { context }: Case): Promise<ToolRun> {
  const args = ['install', context.release.name, chart, '--dry-run=client', '--values', '-'];
  return helm(args, valuesForHelm(valuesOfCharts(context)));
}

const errors = new Set<string>(rules.filter(({ severity }) => severity === 'error').map(({ code }) => code));
const isError = (message: string): boolean => errors.has(message.slice(0, message.indexOf(':')));

/** What differs between Helm's answer and what the case expects; empty when nothing does. */
function differences({ expected }: Case, { status, stdout, stderr }: ToolRun): readonly string[] {
  const fatal = expected.filter(isError);
  if (fatal.length > 0) {
    const said = fatal.some((error) => stderr.trimEnd().endsWith(`: ${error}`));
    return status !== 0 && said ? [] : [`${fatal}: not refused: ${status} ${stderr}`];
  }
  if (status !== 0) return [`refused: ${stderr}`];
  const notes = stdout.slice(stdout.indexOf('\nNOTES:')).split('\n');
  const warned = notes.flatMap((line) =>
    line.startsWith('Warning: ') ? [line.slice('Warning: '.length)] : [],
  );
  // The charts inside speak before the one around them.
  const same = JSON.stringify(warned.sort()) === JSON.stringify([...expected].sort());
  return same ? [] : [`warned: ${warned.join('\n')}`];
}

describe.runIf(ready)('a chart with its rules', () => {
  const chart = writeChart(rules);

  // No chart carries the rules of Azure.
  const ofCharts = readCases().filter(({ context }) => !context.values.azure.enabled);

  it.concurrent.each(ofCharts)('$rule, $name', async (one) => {
    expect(one.expected).toEqual(messagesOf(one.context));
    expect(differences(one, await install(chart, one))).toEqual([]);
  });
});

describe.runIf(ready)('a chart that lost its rules', () => {
  const chart = writeChart([]);
  const bad = readCases().filter(({ isGood, context }) => !isGood && !context.values.azure.enabled);

  it('is found out by an error and by a warning', async () => {
    for (const wanted of [true, false]) {
      const one = bad.find(({ expected }) => isError(expected[0] ?? '') === wanted) as Case;
      expect(differences(one, await install(chart, one))).toHaveLength(1);
    }
  });
});
