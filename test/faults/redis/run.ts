// Runs the trials of Redis, keeps the worst of their repeats and prints the figures; or plants a fault and sees that its
// trial catches it. Must not know any trial.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleProgram } from '../../cluster/bundle-program.ts';
import { type Figure, worstOf } from '../../cluster/scenario.ts';
import { prepareClients } from './clients.ts';
import { type Caught, type Measured, writeEvidence } from './evidence.ts';
import { inLanes } from './lanes.ts';
import { removeLeftovers } from './network.ts';
import { type Order, readOrder } from './order.ts';
import { carry, plants } from './plants.ts';
import { missingPrograms } from './programs.ts';
import { renderChart } from './rendered.ts';
import { NoisyMachine, Stage, type StageOptions } from './stage.ts';
import type { Trial } from './trial.ts';
import { trials } from './trials/index.ts';

const noisyRunsAllowed = 3;
const startedAt = performance.now();
const say = (text: string): void =>
  console.log(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(5)} s  ${text}`);

const broken = (error: unknown): Figure => ({
  what: 'the trial itself',
  value: error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unknown',
  unit: '',
  bar: 'runs to its end',
  passed: false,
});

/** The stages that are open, so that a signal can end them. */
const open = new Set<Stage>();

async function runOnce(trial: Trial, options: StageOptions, keep: boolean): Promise<readonly Figure[]> {
  for (let noisy = 0; ; noisy++) {
    const stage = new Stage(options);
    open.add(stage);
    let figures: readonly Figure[] = [];
    try {
      await stage.open();
      figures = await trial.run(stage);
    } catch (error) {
      if (error instanceof NoisyMachine && noisy < noisyRunsAllowed) {
        say(`${trial.name} repeated: ${error.message}`);
        continue;
      }
      figures = [broken(error)];
    } finally {
      const stays = keep || figures.some(({ passed }) => !passed);
      await stage.close(stays);
      open.delete(stage);
      if (stays) say(`${trial.name} kept: ${stage.group.folder}`);
    }
    return figures;
  }
}

/** The worst of all runs of a trial, figure by figure. */
function summarise(trial: Trial, runs: readonly (readonly Figure[])[]): Measured {
  const isBroken = (run: readonly Figure[]): boolean => run.some(({ bar }) => bar === 'runs to its end');
  const figures = [...worstOf(runs.filter((run) => !isBroken(run))), ...runs.filter(isBroken).flat()];
  say(`${trial.name} (${runs.length} ×)  ${trial.fault}`);
  for (const { what, value, unit, bar, passed } of figures)
    say(`  ${passed ? 'pass' : 'FAIL'}  ${what}: ${value} ${unit} (bar: ${bar})`);
  return { name: trial.name, fault: trial.fault, repeats: runs.length, figures };
}

type OptionsWith = (plant: string | undefined) => StageOptions;

/** Whether each planted fault was seen by the figure that is there for it. */
async function runPlants(order: Order, optionsWith: OptionsWith): Promise<boolean> {
  const caught: Caught[] = [];
  for (const name of order.plant === 'all' ? Object.keys(plants) : [order.plant ?? '']) {
    const plant = plants[name];
    const trial = trials.find((one) => one.name === plant?.trial);
    if (plant === undefined || trial === undefined) throw new Error(`there is no fault ${name}`);
    say(`planted: ${plant.words}`);
    const { figures } = summarise(trial, [await runOnce(trial, optionsWith(name), order.keep)]);
    const figure = figures.find(({ what }) => what.startsWith(plant.figure)) ?? figures[0];
    if (figure === undefined) throw new Error(`${trial.name} gave no figure`);
    const isCaught = !figure.passed && !figure.what.startsWith('the trial');
    say(`${isCaught ? 'caught' : 'NOT caught'}: ${name}`);
    const one: Caught = { name, words: plant.words, trial: trial.name, figure, isCaught };
    caught.push(one);
    await writeEvidence({ trials: [], plants: [one], known: trials, command: process.argv.slice(2) });
  }
  return caught.every(({ isCaught }) => isCaught);
}

async function runTrials(order: Order, options: StageOptions): Promise<boolean> {
  const chosen = trials.filter(({ name }) => order.names.length === 0 || order.names.includes(name));
  const measured: Measured[] = [];
  const runs = new Map<Trial, (readonly Figure[])[]>(chosen.map((trial) => [trial, []]));
  const jobs = chosen.flatMap((trial) => Array.from({ length: order.repeats }, () => trial));
  await inLanes(jobs, order.lanes, async (trial) => {
    const figures = await runOnce(trial, options, order.keep);
    const ofTrial = runs.get(trial) ?? [];
    ofTrial.push(figures);
    const failed = figures.filter(({ passed }) => !passed).map(({ what, value }) => `${what}: ${value}`);
    say(`${trial.name}, ${ofTrial.length} of ${order.repeats}: ${failed.join('; ') || 'pass'}`);
    if (ofTrial.length < order.repeats) return;
    const one = summarise(trial, ofTrial);
    measured.push(one);
    await writeEvidence({ trials: [one], plants: [], known: trials, command: process.argv.slice(2) });
  });
  return measured.every(({ figures }) => figures.length > 0 && figures.every(({ passed }) => passed));
}

/** Whether every figure kept to its bar, or every planted fault was caught. */
export async function runRedis(args: readonly string[]): Promise<boolean> {
  const order = readOrder(args);
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
    if (order.plant !== undefined) return await runPlants(order, optionsWith);
    return await runTrials(order, optionsWith(undefined));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
