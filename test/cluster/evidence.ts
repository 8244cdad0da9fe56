// Says what was measured: on the terminal, and in docs/evidence/cluster.md. Must not judge anything.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { getPath } from './kubernetes.ts';
import { plants } from './plants.ts';
import { clusterFolder, docker, helm, kind } from './programs.ts';
import type { Outcome } from './run-scenarios.ts';
import { type Figure, mergeMeasured } from './scenario.ts';
import { scenarios } from './scenarios/index.ts';

export interface Phase {
  readonly name: string;
  readonly seconds: number;
}

/** What became of a planted fault. */
export interface Caught {
  readonly name: string;
  readonly words: string;
  readonly scenario: string;
  readonly figure: Figure;
  readonly isCaught: boolean;
}

/** A run of every scenario, one after another. */
export interface WholeRun {
  readonly seconds: number;
  /** Whether it made the cluster, or found one. */
  readonly isNew: boolean;
  readonly scenarios: number;
  readonly failed: readonly string[];
}

export interface Evidence {
  readonly wholeRun?: WholeRun;
  readonly outcomes: readonly Outcome[];
  readonly caught: readonly Caught[];
  readonly phases: readonly Phase[];
  readonly calibratedP99Ms: number;
  /** The words after the program's name. */
  readonly command: readonly string[];
}

/**
 * One scenario as it was measured last. A run of some scenarios leaves the others as they were, and one that passed leaves
 * what more repeats measured.
 */
interface Entry {
  readonly name: string;
  readonly fault: string;
  readonly repeats: number;
  readonly seconds: number;
  readonly memoryGib: number;
  readonly figures: readonly Figure[];
  readonly measured: string;
  readonly calibratedP99Ms: number;
  readonly command: string;
}

interface Kept {
  readonly versions: readonly string[];
  /** When the cluster was made, and when this run found it. */
  readonly made: readonly Phase[];
  readonly bringUp: readonly Phase[];
  readonly entries: readonly Entry[];
  readonly plants?: readonly (Caught & Pick<Entry, 'measured' | 'command'>)[];
  readonly wholeRuns?: readonly (WholeRun & Pick<Entry, 'measured' | 'command'>)[];
}

const file = 'docs/evidence/cluster.md';
const keptFile = 'docs/evidence/cluster.json';
/** Beside the cluster, since it is made by one run and found by others. */
const madeFile = join(clusterFolder, 'made.json');
const wholeRunsKept = 4;
/** What the whole bench may take of a machine. */
export const mostMemoryGib = 10;

const withUnit = ({ value, unit }: Figure): string => `${value}${unit === '' ? '' : ` ${unit}`}`;
const verdict = (passed: boolean): string => (passed ? 'pass' : 'FAIL');

/** One scenario on the terminal. */
export function printOutcome(
  { scenario, figures, passed, repeats }: Outcome,
  say: (text: string) => void,
): void {
  say(`${verdict(passed)}  ${scenario.name} (${repeats} ×)  ${scenario.fault}`);
  for (const figure of figures)
    say(`  ${verdict(figure.passed)}  ${figure.what}: ${withUnit(figure)} (bar: ${figure.bar})`);
}

/** Puts the phases in which the cluster was made on record. */
export const keepMade = (phases: readonly Phase[]): void => writeFileSync(madeFile, JSON.stringify(phases));

const row = (...cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

const resultRows = ({ name, fault, figures, repeats }: Entry): readonly string[] =>
  figures.map((figure, place) =>
    row(
      place === 0 ? `${name} × ${repeats}` : '',
      place === 0 ? fault : '',
      figure.what,
      withUnit(figure),
      figure.bar,
      verdict(figure.passed),
    ),
  );

async function versions(): Promise<readonly string[]> {
  const { gitVersion } = await getPath<{ gitVersion: string }>('/version');
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  return [
    `chartwright ${version}`,
    `Kubernetes ${gitVersion}`,
    (await kind(['version'])).trim(),
    `Helm ${(await helm(['version', '--template', '{{.Version}}'])).trim()}`,
    `docker ${(await docker(['version', '--format', '{{.Server.Version}}'])).trim()}`,
    `Node ${process.versions.node}`,
    `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB of memory`,
  ];
}

const timeOf = (): string => `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const commandOf = (words: readonly string[]): string =>
  ['npm run test:cluster --', ...words.slice(1)].join(' ').replace(/ --$/, '');

const entryOf =
  ({ calibratedP99Ms, command }: Evidence, measured: string) =>
  ({ scenario, repeats, seconds, memoryGib, figures }: Outcome): Entry => ({
    name: scenario.name,
    fault: scenario.fault,
    repeats,
    seconds: Math.round(seconds),
    memoryGib: Math.round(memoryGib * 10) / 10,
    figures,
    measured,
    calibratedP99Ms: Math.round(calibratedP99Ms * 10) / 10,
    command: commandOf(command),
  });

const readKept = (): Kept | undefined =>
  existsSync(keptFile) ? (JSON.parse(readFileSync(keptFile, 'utf8')) as Kept) : undefined;

function memoryLine(entries: readonly Entry[]): string {
  const most = Math.max(0, ...entries.map(({ memoryGib }) => memoryGib));
  return `Memory of all nodes with all that runs on them, at its peak: ${most} GiB (bar: ≤ ${mostMemoryGib}): ${verdict(most <= mostMemoryGib)}.`;
}

const phaseTable = (phases: readonly Phase[]): readonly string[] => [
  row('phase', 'seconds'),
  row('---', '---:'),
  ...phases.map(({ name, seconds }) => row(name, seconds.toFixed(0))),
  row('all', phases.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(0)),
];

/** A part must not look like the whole. */
function missingLines(entries: readonly Entry[]): readonly string[] {
  const missing = scenarios.filter(({ name }) => entries.every((one) => one.name !== name));
  return missing.length === 0 ? [] : [`Not measured: ${missing.map(({ name }) => name).join(', ')}.`, ''];
}

const plantTable = (planted: NonNullable<Kept['plants']>): readonly string[] => [
  row('planted', 'scenario', 'figure', 'measured', 'caught', 'when', 'command'),
  row(...Array.from({ length: 7 }, () => '---')),
  ...planted.map(({ words, scenario, figure, isCaught, measured, command }) => {
    const value = `${withUnit(figure)} (bar: ${figure.bar})`;
    return row(words, scenario, figure.what, value, isCaught ? 'yes' : 'NO', measured, `\`${command}\``);
  }),
];

const wholeRunTable = (runs: NonNullable<Kept['wholeRuns']>): readonly string[] => [
  row('when it ended', 'cluster', 'scenarios', 'failed', 'minutes', 'command'),
  row('---', '---', '---:', '---', '---:', '---'),
  ...runs.map(({ measured, isNew, scenarios: count, failed, seconds, command }) => {
    const names = failed.length === 0 ? 'none' : failed.join(', ');
    const minutes = (seconds / 60).toFixed(0);
    return row(measured, isNew ? 'made anew' : 'found', String(count), names, minutes, `\`${command}\``);
  }),
];

function printKept(kept: Kept): string {
  const { versions: names, made, bringUp, entries, plants: planted = [], wholeRuns = [] } = kept;
  const failed = entries.filter(({ figures }) => figures.some(({ passed }) => !passed));
  const spent = entries.reduce((sum, { seconds }) => sum + seconds, 0);
  return [
    '# The cluster tests, measured',
    '',
    'Written by `npm run test:cluster`. Of repeats, the worst one counts, figure by figure. A run in which the load was',
    'not calm before the fault (its p99 over three times that of the calm cluster) is repeated, not counted. From',
    'rolling-update to hpa-requests the release is the api without stores, which have scenarios of their own: so it is for',
    'what is dated 2026-11-30 20:52 UTC or later. What is older, pod-kill too, may have had both Redis beside it.',
    '',
    `${entries.length} scenarios, ${failed.length} failed${failed.length > 0 ? `: ${failed.map(({ name }) => name).join(', ')}` : ''}.`,
    '',
    ...missingLines(entries),
    ...names.map((one) => `- ${one}`),
    '',
    '## Figures',
    '',
    row('scenario', 'fault', 'figure', 'measured', 'bar', 'verdict'),
    row(...Array.from({ length: 6 }, () => '---')),
    ...entries.flatMap(resultRows),
    '',
    memoryLine(entries),
    '',
    '## Whole runs',
    '',
    'Every scenario, one after another, by one command.',
    '',
    ...(wholeRuns.length === 0 ? ['None yet.'] : wholeRunTable(wholeRuns)),
    '',
    '## Planted faults',
    '',
    'Each is put into a copy of the chart; the scenario must see it by the figure named.',
    '',
    ...plantTable(planted),
    '',
    '## The cluster made anew',
    '',
    ...phaseTable(made),
    '',
    '## The cluster found, by the last run',
    '',
    ...phaseTable(bringUp),
    '',
    '## The scenarios',
    '',
    row('scenario', 'seconds', 'memory', 'measured', 'calm p99', 'command'),
    row('---', '---:', '---:', '---', '---:', '---'),
    ...entries.map(({ name, seconds, memoryGib, measured, calibratedP99Ms, command }) =>
      row(name, String(seconds), `${memoryGib} GiB`, measured, `${calibratedP99Ms} ms`, `\`${command}\``),
    ),
    row('all', String(spent), '', '', '', ''),
    '',
  ].join('\n');
}

/** Writes the file anew: what was measured now, and the scenarios of earlier runs as they were. */
export async function writeEvidence(evidence: Evidence): Promise<void> {
  const { outcomes, phases, caught, wholeRun } = evidence;
  const measured = timeOf();
  const places = new Map(scenarios.map(({ name }, place) => [name, place]));
  const before = readKept();
  // What an older bench measured says nothing of memory, and is measured anew sooner than told apart.
  const whole = before?.entries.filter(({ memoryGib }) => memoryGib !== undefined) ?? [];
  const entries = mergeMeasured(whole, outcomes.map(entryOf(evidence, measured)))
    .filter(({ name }) => places.has(name))
    .sort((a, b) => (places.get(a.name) ?? 0) - (places.get(b.name) ?? 0));
  const found = phases.filter(({ name }) => !places.has(name));
  // A run of planted faults says nothing of the cluster.
  const bringUp = outcomes.length > 0 ? found : (before?.bringUp ?? []);
  const made: readonly Phase[] = existsSync(madeFile)
    ? JSON.parse(readFileSync(madeFile, 'utf8'))
    : (before?.made ?? []);
  const planted = [
    ...(before?.plants ?? []).filter(({ name }) => caught.every((one) => one.name !== name)),
    ...caught.map((one) => ({ ...one, measured, command: commandOf(evidence.command) })),
  ].filter(({ name }) => Object.hasOwn(plants, name));
  const names = outcomes.length > 0 || !before ? await versions() : before.versions;
  const wholeRuns = [
    ...(before?.wholeRuns ?? []),
    ...(wholeRun === undefined ? [] : [{ ...wholeRun, measured, command: commandOf(evidence.command) }]),
  ].slice(-wholeRunsKept);
  const kept: Kept = { versions: names, made, bringUp, entries, plants: planted, wholeRuns };
  mkdirSync('docs/evidence', { recursive: true });
  writeFileSync(keptFile, `${JSON.stringify(kept, null, 2)}\n`);
  writeFileSync(file, printKept(kept));
}
