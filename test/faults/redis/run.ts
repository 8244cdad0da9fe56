// Redis as a subject of the fault tests. Must not know any trial.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleProgram } from '../../cluster/bundle-program.ts';
import type { Figure } from '../../cluster/scenario.ts';
import { runSubject } from '../bench/run-subject.ts';
import { NoisyMachine, type Played, type Subject } from '../bench/subject.ts';
import { runCommand } from '../run-command.ts';
import { clientVersions, prepareClients } from './clients.ts';
import { removeLeftovers } from './network.ts';
import { carry, plants } from './plants.ts';
import { missingPrograms } from './programs.ts';
import { renderChart } from './rendered.ts';
import { Stage, type StageOptions } from './stage.ts';
import type { Trial } from './trial.ts';
import { trials } from './trials/index.ts';

const preface = [
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
];

async function versions(): Promise<readonly string[]> {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const redis = /v=([\d.]+)/.exec(await runCommand(['redis-server', '--version']))?.[1];
  return [`chartwright ${version}`, `Redis ${redis}`, clientVersions()];
}

/** The stages that are open, so that a signal can end them. */
const open = new Set<Stage>();

async function play(trial: Trial, options: StageOptions, keep: boolean): Promise<Played> {
  const stage = new Stage(options);
  open.add(stage);
  let figures: readonly Figure[] = [];
  let stays = true;
  try {
    await stage.open();
    figures = await trial.run(stage);
    stays = keep || figures.some(({ passed }) => !passed);
    return { figures, ...(stays ? { folder: stage.group.folder } : {}) };
  } catch (error) {
    if (!(error instanceof NoisyMachine)) console.error(`${trial.name} kept: ${stage.group.folder}`);
    stays = !(error instanceof NoisyMachine);
    throw error;
  } finally {
    await stage.close(stays);
    open.delete(stage);
  }
}

type OptionsWith = (plant: string | undefined) => StageOptions;

const subjectOf = (optionsWith: OptionsWith): Subject<Trial> => ({
  name: 'redis',
  trials,
  plants,
  preface,
  // Each trial has networks of its own.
  mostLanes: 4,
  totals: [],
  versions,
  play: (trial, { plant, keep }) => play(trial, optionsWith(plant), keep),
});

export const redis = subjectOf(() => {
  throw new Error('nothing was prepared');
});

/** Whether every figure kept to its bar, or every planted fault was caught. */
export async function runRedis(args: readonly string[]): Promise<boolean> {
  const missing = missingPrograms(process.env);
  if (missing !== undefined) throw new Error(missing);
  if (process.getuid?.() !== 0) throw new Error('The fault tests make network namespaces: run them as root.');
  await removeLeftovers();
  const scratch = mkdtempSync(join(tmpdir(), 'chartwright-faults-programs-'));
  const bundle = async (name: string, source: string): Promise<string> => {
    const file = join(scratch, name);
    writeFileSync(file, await bundleProgram(join('test/faults/redis', source)));
    return file;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      void Promise.all([...open].map((stage) => stage.close(false))).finally(() => process.exit(130));
    });
  try {
    const rendered = renderChart();
    const dnsProgram = await bundle('dns-server.mjs', 'dns-server.ts');
    const clients = await prepareClients(await bundle('writer.mjs', 'writers/writer-process.ts'), rendered);
    const optionsWith: OptionsWith = (plant) => ({
      ...carry(rendered, join(scratch, plant ?? 'chart'), plant),
      rendered,
      dnsProgram,
      clients,
    });
    return await runSubject(subjectOf(optionsWith), args);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
