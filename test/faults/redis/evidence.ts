// Writes docs/evidence/redis.md: what was measured, beside its bar. Must not judge anything.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import type { Figure } from '../../cluster/scenario.ts';
import { runCommand } from '../run-command.ts';
import { clientVersions } from './clients.ts';
import type { Trial } from './trial.ts';

/** A trial as it was measured last; figure by figure the worst of all repeats. */
export interface Measured {
  readonly name: string;
  readonly fault: string;
  readonly repeats: number;
  readonly figures: readonly Figure[];
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
  /** All trials, in their order. */
  readonly known: readonly Trial[];
  /** The words after the program's name. */
  readonly command: readonly string[];
}

const file = 'docs/evidence/redis.md';
const keptFile = 'docs/evidence/redis.json';

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

function print({ versions, trials, plants }: Kept): string {
  const failed = trials.filter(({ figures }) => figures.some(({ passed }) => !passed));
  return [
    '# Redis under faults, measured',
    '',
    'Written by `npm run test:faults -- redis`. Three pods of Redis and Sentinel, as the chart renders them for',
    '[test/faults/redis/values.yaml](../../test/faults/redis/values.yaml): its scripts, its configuration, its commands and',
    'variables. Each pod has a network namespace of its own; Service addresses are translated on each node, as in a',
    'cluster. There are no certificates, no real disks and no second machine.',
    '',
    'Four clients write at 40 a second, with the settings that the chart renders for them and nothing besides but the',
    'password: the client of the reference api from the machines a and b, ioredis and redis-py from c. Each keeps what was',
    'acknowledged; afterwards it is looked for in every Redis. At each a user logs in before the fault, who is then looked',
    'up twice a second and at the end: a user who is told once to log in again counts as logged out. Of repeats, the worst',
    'one counts, figure by figure.',
    '',
    'The reference api remembers the addresses of the Sentinels. The machine c has them in its hosts file, as `hostAliases` of',
    'a pod or a DNS cache on its node would give them. Without that and with no DNS answering, redis-py found no master until',
    'the DNS was back (27 s), and so does every client that asks for the names of the Sentinels anew.',
    '',
    'Replication is asynchronous: what a master that dies acknowledged last may be lost. Where a bar allows that, it says',
    'how many writes were acknowledged in that time, and none may be lost from any other time. Where all six processes end',
    'and the disk of the last master is lost too, this is the last 0.1 s: a replica may have ended a moment before the',
    'master, or between reading a write and putting it on its disk. A master that was cut off takes writes for as long as',
    '`min-replicas-max-lag` and up to two seconds more, because Redis counts the lag in whole seconds and looks once a',
    'second (4.4 s were measured with 3): what it acknowledged then is lost. No other pod is promoted before.',
    '',
    'While the port of a dead master refuses, each Sentinel of Redis 7.0.15 uses a processor: it calls `connect` about 13,000',
    'times a second (`strace --count` in the trial `kill`). Two trials at a time are too much for two processors then.',
    '',
    'The same chart as pods on a cluster, with users logged in: the scenarios `redis-*` of [cluster.md](cluster.md).',
    '',
    `${trials.length} trials, ${failed.length} failed${failed.length > 0 ? `: ${failed.map(({ name }) => name).join(', ')}` : ''}.`,
    '',
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
    'Each is put into a copy of the scripts or the configuration; the trial must see it by the figure named.',
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

async function versions(): Promise<readonly string[]> {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const redis = /v=([\d.]+)/.exec(await runCommand(['redis-server', '--version']))?.[1];
  return [
    `chartwright ${version}`,
    `Redis ${redis}`,
    clientVersions(),
    `Node ${process.versions.node}`,
    `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB of memory`,
  ];
}

/** Writes the file anew: what was measured now, and the trials and plants of earlier runs as they were. */
export async function writeEvidence({ trials, plants, known, command }: Findings): Promise<void> {
  const entry: Entry = {
    measured: `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    command: ['npm run test:faults --', ...command].join(' '),
  };
  const now = await versions();
  // From here on nothing is waited for: another lane may write next.
  const before: Kept | undefined = existsSync(keptFile)
    ? JSON.parse(readFileSync(keptFile, 'utf8'))
    : undefined;
  const places = new Map(known.map(({ name }, place) => [name, place]));
  const keep = <One extends { name: string }>(
    earlier: readonly One[],
    now: readonly One[],
  ): readonly One[] => [...earlier.filter(({ name }) => now.every((one) => one.name !== name)), ...now];
  const kept: Kept = {
    versions: now,
    trials: keep(
      before?.trials ?? [],
      trials.map((one) => ({ ...one, ...entry })),
    )
      .filter(({ name }) => places.has(name))
      .toSorted((a, b) => (places.get(a.name) ?? 0) - (places.get(b.name) ?? 0)),
    plants: keep(
      before?.plants ?? [],
      plants.map((one) => ({ ...one, ...entry })),
    ),
  };
  mkdirSync('docs/evidence', { recursive: true });
  writeFileSync(keptFile, `${JSON.stringify(kept, null, 2)}\n`);
  writeFileSync(file, print(kept));
}
