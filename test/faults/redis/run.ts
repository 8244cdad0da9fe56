// Runs the trials of Redis one after another, keeps the worst of their repeats and prints the figures; or plants a
// fault and sees that its trial catches it. Must not know any trial.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleProgram } from '../../cluster/bundle-program.ts';
import { type Figure, worstOf } from '../../cluster/scenario.ts';
import { prepareClients } from './clients.ts';
import { type Caught, type Measured, writeEvidence } from './evidence.ts';
import { removeLeftovers } from './network.ts';
import { type Order, readOrder } from './order.ts';
import { carry, plants } from './plants.ts';
import { NoisyMachine, Stage, type StageOptions } from './stage.ts';
import type { Trial } from './trial.ts';
import { trials } from './trials/index.ts';

const chart = {
  scripts: 'generator/charts/redis-sentinel/files',
  configuration: 'test/faults/redis/configuration',
};
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

/** The stage that is open, so that a signal can end it. */
let open: Stage | undefined;

async function runOnce(trial: Trial, options: StageOptions, keep: boolean): Promise<readonly Figure[]> {
  for (let noisy = 0; ; noisy++) {
    const stage = new Stage(options);
    open = stage;
    let figures: readonly Figure[] = [];
    try {
      await stage.open();
      figures = await trial.run(stage);
    } catch (error) {
      if (error instanceof NoisyMachine && noisy < noisyRunsAllowed) {
        say(`repeated: ${error.message}`);
        continue;
      }
      figures = [broken(error)];
    } finally {
      const stays = keep || figures.some(({ passed }) => !passed);
      await stage.close(stays);
      open = undefined;
      if (stays) say(`kept: ${stage.group.folder}`);
    }
    return figures;
  }
}

async function measure(trial: Trial, options: StageOptions, { repeats, keep }: Order): Promise<Measured> {
  const runs: (readonly Figure[])[] = [];
  for (let repeat = 1; repeat <= repeats; repeat++) {
    say(`${trial.name}, ${repeat} of ${repeats}`);
    runs.push(await runOnce(trial, options, keep));
  }
  const isBroken = (run: readonly Figure[]): boolean => run.some(({ bar }) => bar === 'runs to its end');
  const figures = [...worstOf(runs.filter((run) => !isBroken(run))), ...runs.filter(isBroken).flat()];
  say(`${trial.name} (${repeats} ×)  ${trial.fault}`);
  for (const { what, value, unit, bar, passed } of figures)
    say(`  ${passed ? 'pass' : 'FAIL'}  ${what}: ${value} ${unit} (bar: ${bar})`);
  return { name: trial.name, fault: trial.fault, repeats, figures };
}

type OptionsWith = (plant: string | undefined) => StageOptions;

/** Whether each planted fault was seen by the figure that is there for it. */
async function runPlants(order: Order, optionsWith: OptionsWith): Promise<readonly Caught[]> {
  const caught: Caught[] = [];
  for (const name of order.plant === 'all' ? Object.keys(plants) : [order.plant ?? '']) {
    const plant = plants[name];
    const trial = trials.find((one) => one.name === plant?.trial);
    if (plant === undefined || trial === undefined) throw new Error(`there is no fault ${name}`);
    say(`planted: ${plant.words}`);
    const { figures } = await measure(trial, optionsWith(name), { ...order, repeats: 1 });
    const figure = figures.find(({ what }) => what.startsWith(plant.figure)) ?? figures[0];
    if (figure === undefined) throw new Error(`${trial.name} gave no figure`);
    say(figure.passed || figure.what.startsWith('the trial') ? `NOT caught: ${name}` : `caught: ${name}`);
    caught.push({ name, words: plant.words, trial: trial.name, figure });
  }
  return caught;
}

async function runOrder(order: Order, optionsWith: OptionsWith): Promise<boolean> {
  if (order.plant !== undefined) {
    const caught = await runPlants(order, optionsWith);
    await writeEvidence({ trials: [], plants: caught, known: trials, command: process.argv.slice(2) });
    return caught.every(({ figure }) => !figure.passed && !figure.what.startsWith('the trial'));
  }
  const options = optionsWith(undefined);
  const measured: Measured[] = [];
  for (const trial of trials)
    if (order.names.length === 0 || order.names.includes(trial.name)) {
      measured.push(await measure(trial, options, order));
      await writeEvidence({ trials: measured, plants: [], known: trials, command: process.argv.slice(2) });
    }
  return measured.every(({ figures }) => figures.length > 0 && figures.every(({ passed }) => passed));
}

/** Whether every figure kept to its bar, or every planted fault was caught. */
export async function runRedis(args: readonly string[]): Promise<boolean> {
  const order = readOrder(args);
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
      void (open?.close(false) ?? Promise.resolve()).finally(() => process.exit(130));
    });
  try {
    const dnsProgram = await bundle('dns-server.mjs', 'dns-server.ts');
    const clients = await prepareClients(await bundle('writer.mjs', 'writers/writer-process.ts'));
    return await runOrder(order, (plant) => ({
      ...carry(chart, join(scratch, plant ?? 'chart'), plant),
      dnsProgram,
      clients,
    }));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
