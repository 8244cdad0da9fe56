// Says what was measured: on the terminal, and in docs/evidence/cluster.md. Must not judge anything.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { getPath } from './kubernetes.ts';
import { docker, helm, kind } from './programs.ts';
import type { Outcome } from './run-scenarios.ts';
import type { Figure } from './scenario.ts';

export interface Phase {
  readonly name: string;
  readonly seconds: number;
}

export interface Evidence {
  readonly outcomes: readonly Outcome[];
  readonly phases: readonly Phase[];
  readonly calibratedP99Ms: number;
  /** The words after the program's name. */
  readonly command: readonly string[];
}

const file = 'docs/evidence/cluster.md';

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

const row = (...cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

const resultRows = ({ scenario, figures, repeats }: Outcome): readonly string[] =>
  figures.map((figure, place) =>
    row(
      place === 0 ? `${scenario.name} × ${repeats}` : '',
      place === 0 ? scenario.fault : '',
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
    `Helm ${(await helm(['version', '--short'])).trim()}`,
    `docker ${(await docker(['version', '--format', '{{.Server.Version}}'])).trim()}`,
    `Node ${process.versions.node}`,
    `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB of memory`,
  ];
}

/** Writes the file anew. A run of a part is marked as one. */
export async function writeEvidence({ outcomes, phases, calibratedP99Ms, command }: Evidence): Promise<void> {
  const failed = outcomes.filter(({ passed }) => !passed).length;
  const total = phases.reduce((sum, { seconds }) => sum + seconds, 0);
  const lines = [
    '# The cluster tests, measured',
    '',
    `Written by \`npm run test:cluster\`; ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC.`,
    `Command: \`npm run test:cluster -- ${command.slice(1).join(' ')}\`.`.replace(' -- `', '`'),
    `${outcomes.length} scenarios, ${failed} failed. Of repeats, the worst counts. p99 of the calm cluster: ${calibratedP99Ms.toFixed(1)} ms.`,
    '',
    ...(await versions()).map((one) => `- ${one}`),
    '',
    '## Figures',
    '',
    row('scenario', 'fault', 'figure', 'measured', 'bar', 'verdict'),
    row(...Array.from({ length: 6 }, () => '---')),
    ...outcomes.flatMap(resultRows),
    '',
    '## Time',
    '',
    row('phase', 'seconds'),
    row('---', '---:'),
    ...phases.map(({ name, seconds }) => row(name, seconds.toFixed(0))),
    row('all', total.toFixed(0)),
    '',
  ];
  mkdirSync('docs/evidence', { recursive: true });
  writeFileSync(file, lines.join('\n'));
}
