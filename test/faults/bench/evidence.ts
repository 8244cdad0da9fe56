// Writes docs/evidence/<subject>.md: what was measured, beside its bar. Must not judge anything.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { type Figure, mergeMeasured } from '../../cluster/scenario.ts';
import type { Subject } from './subject.ts';

/** A trial as it was measured last; figure by figure the worst of all repeats. */
export interface Measured {
  readonly name: string;
  readonly fault: string;
  readonly repeats: number;
  readonly figures: readonly Figure[];
  /** Of figures that are counted over all repeats: the sum of each, by its name. */
  readonly totals: Readonly<Record<string, number>>;
}

/** What became of a planted fault. */
export interface Caught {
  readonly name: string;
  readonly words: string;
  readonly trial: string;
  readonly figure: Figure;
  readonly isCaught: boolean;
}

interface Entry {
  readonly measured: string;
  readonly command: string;
}

interface Kept {
  readonly versions: readonly string[];
  readonly trials: readonly (Measured & Entry)[];
  readonly plants: readonly (Caught & Entry)[];
}

export interface Findings {
  readonly trials: readonly Measured[];
  readonly plants: readonly Caught[];
  /** The words after the program's name. */
  readonly command: readonly string[];
}

const folder = 'docs/evidence';

const row = (...cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const withUnit = ({ value, unit }: Figure): string => `${value}${unit === '' ? '' : ` ${unit}`}`;
const verdict = (passed: boolean): string => (passed ? 'pass' : 'FAIL');

const trialRows = ({ name, fault, repeats, figures }: Measured): readonly string[] =>
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

/** What was counted in all runs of all trials. */
function printTotals({ totals }: Subject, trials: readonly Measured[]): readonly string[] {
  if (totals.length === 0) return [];
  const runs = trials.reduce((sum, { repeats }) => sum + repeats, 0);
  const sums = totals.map((what) => {
    const sum = trials.reduce((all, trial) => all + (trial.totals[what] ?? 0), 0);
    return `${sum.toLocaleString('en')} ${what}`;
  });
  return [`In ${runs} runs: ${sums.join(', ')}.`, ''];
}

/** A part must not look like the whole. */
function printMissing(subject: Subject, trials: readonly Measured[]): readonly string[] {
  const missing = subject.trials.filter(({ name }) => trials.every((one) => one.name !== name));
  return missing.length === 0 ? [] : [`Not measured: ${missing.map(({ name }) => name).join(', ')}.`, ''];
}

function print(subject: Subject, { versions, trials, plants }: Kept): string {
  const { preface } = subject;
  const failed = trials.filter(({ figures }) => figures.some(({ passed }) => !passed));
  return [
    ...preface,
    '',
    `${trials.length} trials, ${failed.length} failed${failed.length > 0 ? `: ${failed.map(({ name }) => name).join(', ')}` : ''}.`,
    '',
    ...printMissing(subject, trials),
    ...printTotals(subject, trials),
    ...versions.map((one) => `- ${one}`),
    '',
    '## Figures',
    '',
    row('trial', 'fault', 'figure', 'measured', 'bar', 'verdict'),
    row(...Array.from({ length: 6 }, () => '---')),
    ...trials.flatMap(trialRows),
    '',
    '## Planted faults',
    '',
    'Each is put into a copy of what the chart rendered; the trial must see it by the figure named.',
    '',
    row('planted', 'trial', 'figure', 'measured', 'caught'),
    row(...Array.from({ length: 5 }, () => '---')),
    ...plants.map(({ words, trial, figure, isCaught }) =>
      row(words, trial, figure.what, `${withUnit(figure)} (bar: ${figure.bar})`, isCaught ? 'yes' : 'NO'),
    ),
    '',
    '## The runs',
    '',
    row('trial', 'measured', 'command'),
    row('---', '---', '---'),
    ...[...trials, ...plants].map(({ name, measured, command }) => row(name, measured, `\`${command}\``)),
    '',
  ].join('\n');
}

const machine = (): readonly string[] => [
  `Node ${process.versions.node}`,
  `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB of memory`,
];

/**
 * Writes the file anew: what was measured now, and the trials and plants of earlier runs as they were. A trial that passed
 * leaves what more repeats measured.
 */
export async function writeEvidence(subject: Subject, { trials, plants, command }: Findings): Promise<void> {
  const entry: Entry = {
    measured: `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    command: ['npm run test:faults --', ...command].join(' '),
  };
  const now = [...(await subject.versions()), ...machine()];
  // From here on nothing is waited for: another lane may write next.
  const keptFile = `${folder}/${subject.name}.json`;
  const before: Kept | undefined = existsSync(keptFile)
    ? JSON.parse(readFileSync(keptFile, 'utf8'))
    : undefined;
  const places = new Map(subject.trials.map(({ name }, place) => [name, place]));
  const dated = <One>(one: One): One & Entry => ({ ...one, ...entry });
  const kept: Kept = {
    versions: now,
    trials: mergeMeasured(before?.trials ?? [], trials.map(dated))
      .filter(({ name }) => places.has(name))
      .toSorted((a, b) => (places.get(a.name) ?? 0) - (places.get(b.name) ?? 0)),
    plants: [
      ...(before?.plants ?? []).filter(({ name }) => plants.every((one) => one.name !== name)),
      ...plants.map(dated),
    ].filter(({ name }) => Object.hasOwn(subject.plants, name)),
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(keptFile, `${JSON.stringify(kept, null, 2)}\n`);
  writeFileSync(`${folder}/${subject.name}.md`, print(subject, kept));
}
