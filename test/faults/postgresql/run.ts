// PostgreSQL as a subject of the fault tests. Must not know any trial.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programsOnPath } from '../../../generator/tools.ts';
import { bundleProgram } from '../../cluster/bundle-program.ts';
import { runSubject } from '../bench/run-subject.ts';
import type { Played, Subject } from '../bench/subject.ts';
import { clientsFor, preparePsycopg, psycopgVersion } from './clients.ts';
import { docker, removeLeftovers, tryDocker } from './docker.ts';
import { plant, plants } from './plants.ts';
import { label } from './pod.ts';
import { type Rendered, renderEnvironment } from './rendered.ts';
import { networkOn, subnets } from './site.ts';
import { Stage, type StageOptions } from './stage.ts';
import type { Trial } from './trial.ts';
import { trials } from './trials/index.ts';

const image = 'kindnode.local/postgresql-ha:17-2.2';
const folder = 'test/faults/postgresql';
const needed = ['docker', 'openssl', 'nsenter', 'iptables-restore', 'unshare', 'python3'];

/** No trial takes half as long. */
const trialMinutes = 25;

async function within<Result>(minutes: number, act: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not over after ${minutes} minutes`)), minutes * 60_000);
  });
  try {
    return await Promise.race([act, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The stages that are open, so that a signal can end them. */
const open = new Set<Stage>();

async function play(trial: Trial, options: StageOptions, keep: boolean): Promise<Played> {
  const stage = new Stage(options);
  open.add(stage);
  let stays = true;
  try {
    await stage.open();
    const figures = await within(trialMinutes, trial.run(stage));
    stays = keep || figures.some(({ passed }) => !passed);
    return { figures, ...(stays ? { folder: stage.site.folder } : {}) };
  } catch (error) {
    console.error(`${trial.name} kept: ${stage.site.folder}`);
    throw error;
  } finally {
    await stage.close(stays);
    open.delete(stage);
  }
}

const preface = [
  '# PostgreSQL under faults, measured',
  '',
  'Written by `npm run test:faults -- postgresql`. The monitor and the nodes, as the chart renders them for',
  '[test/faults/postgresql/values.yaml](../../test/faults/postgresql/values.yaml): its scripts, configuration, variables,',
  'volumes, hooks and probes, in containers of docker on one machine, with a read-only root and no privileges. There are',
  'certificates, and the server is verified by its name. There is no API server, no cloud disk and no second machine.',
  '',
  'Three clients write one row a transaction, with the settings that the chart renders for them and nothing besides but the',
  'password: the pool of the reference api and psycopg (libpq), 20 rows a second each, and psycopg once more, which connects',
  'for each of its 4 rows a second and tries the nodes the other way round. A witness for each node knows that node only: it',
  'sees what a node accepts while the others follow another. Each keeps what was acknowledged, and in which timeline.',
  'Afterwards every row is looked for on every node. A commit that only one copy confirmed because the wait was',
  'given up counts as not acknowledged. Of repeats, the worst one counts, figure by figure.',
];

async function versions(): Promise<readonly string[]> {
  const { output } = await tryDocker(
    'run',
    '--rm',
    '--entrypoint',
    'sh',
    image,
    '-c',
    'postgres --version; pg_autoctl version | head -1; pgbackrest version',
  );
  return [...output.trim().split('\n'), `psycopg ${psycopgVersion}`];
}

type OptionsFor = (trial: Trial, plant: string | undefined, subnet: string) => Promise<StageOptions>;

/** The networks that no trial has at the moment. */
const free: string[] = [...subnets];

async function onSubnet<Result>(act: (subnet: string) => Promise<Result>): Promise<Result> {
  const subnet = free.shift();
  if (subnet === undefined) throw new Error('more trials at a time than networks');
  try {
    return await act(subnet);
  } finally {
    // What a trial left standing keeps its network: the next one on it could not begin.
    const { status } = await tryDocker('network', 'inspect', networkOn(subnet));
    if (status !== 0) free.push(subnet);
  }
}

const subjectOf = (optionsFor: OptionsFor): Subject<Trial> => ({
  name: 'postgresql',
  trials,
  plants,
  preface,
  mostLanes: subnets.length,
  totals: ['acknowledged commits', 'acknowledged commits lost'],
  versions,
  play: (trial, { plant: name, keep }) =>
    onSubnet(async (subnet) => play(trial, await optionsFor(trial, name, subnet), keep)),
});

export const postgresql = subjectOf(() => {
  throw new Error('nothing was prepared');
});

/** What each trial plays with, rendered for its network. */
function prepareOptions(program: string, python: string): OptionsFor {
  return async (trial, name, subnet) => {
    const regions = await renderEnvironment(join(folder, trial.values ?? 'values.yaml'), (values) =>
      values.replaceAll(subnets[0], subnet),
    );
    const planted = [...regions].map(([region, one]): [string, Rendered] => [
      region,
      name === undefined ? one : plant(one, name),
    ]);
    const { diskMebibytes, sharedVolumes, store } = trial;
    return {
      regions: new Map(planted),
      subnet,
      image,
      // Nobody is there whom they could ask or tell.
      without: ['exporter', 'labels'],
      clients: clientsFor(program, python, planted[0]?.[1] as Rendered),
      diskMebibytes,
      sharedVolumes,
      store,
    };
  };
}

/** Whether every figure kept to its bar, or every planted fault was caught. */
export async function runPostgresql(args: readonly string[]): Promise<boolean> {
  const missing = needed.filter((name) => programsOnPath(name, process.env).length === 0);
  if (missing.length > 0) throw new Error(`The fault tests of PostgreSQL need ${missing.join(', ')}.`);
  if (process.getuid?.() !== 0)
    throw new Error('The fault tests cut networks and mount disks: run them as root.');
  await docker('image', 'inspect', '--format', '{{.Id}}', image);
  await removeLeftovers(label);
  const scratch = mkdtempSync(join(tmpdir(), 'chartwright-faults-programs-'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      void Promise.all([...open].map((stage) => stage.close(false))).finally(() => process.exit(130));
    });
  try {
    const program = join(scratch, 'writer.mjs');
    writeFileSync(program, await bundleProgram(join(folder, 'writers/writer-process.ts')));
    return await runSubject(subjectOf(prepareOptions(program, await preparePsycopg())), args);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
