// The command line of the cluster tests: up, down, run. Must not know what a scenario does.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bringUp, isUp, NoDocker, takeDown } from './cluster.ts';
import { installAsCt } from './ct-install.ts';
import {
  type Evidence,
  keepMade,
  mostMemoryGib,
  type Phase,
  printOutcome,
  writeEvidence,
} from './evidence.ts';
import { closeAccess } from './kubernetes.ts';
import { copiedChart, type Plant, plantedChart, plants } from './plants.ts';
import { program } from './programs.ts';
import { bringToBaseline, useStores } from './release.ts';
import { type Outcome, runScenario } from './run-scenarios.ts';
import { underLoad } from './run-under-load.ts';
import type { Bench, Scenario } from './scenario.ts';
import { scenarios } from './scenarios/index.ts';

const usage = `Usage:
  npm run cluster:up
  npm run cluster:down
  npm run test:cluster -- [SCENARIO…] [--quick] [--repeats N] [--plant FAULT|all] [--optional]
    --optional   where docker cannot be had, says so in one line and ends well
Scenarios: ${scenarios.map(({ name }) => name).join(', ')}
Faults to plant: ${Object.keys(plants).join(', ')}`;

/** The work takes 20 ms. */
const calmP99Ms = 80;
const startedAt = performance.now();
const say = (text: string): void =>
  console.log(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(5)} s  ${text}`);

interface Order {
  readonly names: readonly string[];
  readonly quick: boolean;
  readonly optional: boolean;
  readonly repeats: number | undefined;
  readonly plant: string | undefined;
}

function readOrder(args: readonly string[]): Order {
  const rest = [...args];
  const takeFlag = (name: string): boolean =>
    rest.includes(name) && rest.splice(rest.indexOf(name), 1).length === 1;
  const takeValue = (name: string): string | undefined =>
    rest.includes(name) ? rest.splice(rest.indexOf(name), 2)[1] : undefined;
  const repeats = takeValue('--repeats');
  const order = {
    quick: takeFlag('--quick'),
    optional: takeFlag('--optional'),
    repeats: repeats === undefined ? undefined : Number(repeats),
    plant: takeValue('--plant'),
    names: rest,
  };
  const known = scenarios.map(({ name }) => name);
  const wrong = [
    ...rest.filter((name) => !known.includes(name)),
    ...(order.repeats === undefined || (Number.isInteger(order.repeats) && order.repeats > 0)
      ? []
      : ['--repeats']),
    ...(order.plant === undefined || order.plant === 'all' || Object.hasOwn(plants, order.plant)
      ? []
      : [`--plant ${order.plant}`]),
  ];
  if (wrong.length > 0) throw new Error(`not understood: ${wrong.join(', ')}\n${usage}`);
  return order;
}

function chosen({ names, quick }: Order): readonly Scenario[] {
  if (names.length > 0) return scenarios.filter(({ name }) => names.includes(name));
  return scenarios.filter((scenario) => scenario.quick || !quick);
}

/** The p99 of a calm cluster, against which every baseline is judged: the best of three tries, or the first good one. */
async function calibrate(bench: Bench): Promise<number> {
  // As the scenarios are that are judged by it.
  useStores(false);
  await bringToBaseline(bench.chart);
  let best = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 3 && best > calmP99Ms; tries++) {
    const result = await underLoad(bench, async (traffic) => traffic.until(35));
    if (result.failed > 0) throw new Error(`${result.failed} requests failed on a calm cluster`);
    best = Math.min(best, result.p99Between('calm', 'end'));
  }
  return best;
}

type Timed = <Result>(name: string, work: () => Promise<Result>) => Promise<Result>;

const timeInto =
  (phases: Phase[]): Timed =>
  async (name, work) => {
    const start = performance.now();
    const result = await work();
    phases.push({ name, seconds: (performance.now() - start) / 1000 });
    say(`${name}: done`);
    return result;
  };

/** The cluster, and its phases on record where it was made anew. Whether it was. */
async function prepareCluster(phases: Phase[]): Promise<boolean> {
  const isNew = await bringUp(timeInto(phases));
  if (isNew) keepMade(phases);
  return isNew;
}

/** Whether each planted fault was seen by the figure that is there for it. */
async function runPlants({ plant }: Order, folder: string): Promise<boolean> {
  let good = true;
  for (const name of plant === 'all' ? Object.keys(plants) : [plant ?? '']) {
    const { words, scenario: wanted, figure: beginning } = plants[name] as Plant;
    const scenario = scenarios.find((one) => one.name === wanted);
    if (scenario === undefined) throw new Error(`there is no scenario ${wanted}`);
    say(`planted: ${words}`);
    // Only its own figure is asked for.
    const bench: Bench = {
      chart: [plantedChart(name, join(folder, name))],
      calibratedP99Ms: Number.POSITIVE_INFINITY,
      judgesSpeed: false,
      say,
    };
    const { figures } = await runScenario(scenario, bench, 1);
    const named = figures.filter(({ what }) => what.startsWith(beginning));
    // A scenario that broke down saw nothing.
    const figure = named.find(({ passed }) => !passed) ?? named[0] ?? figures[0];
    if (figure === undefined) throw new Error(`${wanted} gave no figure`);
    const isCaught = !figure.passed && figure.what.startsWith(beginning);
    say(`${isCaught ? 'caught' : 'NOT caught'}: ${name}, ${figure.what}: ${figure.value}`);
    good &&= isCaught;
    const caught = [{ name, words, scenario: wanted, figure, isCaught }];
    const nothing = { outcomes: [], phases: [], calibratedP99Ms: Number.NaN };
    await writeEvidence({ ...nothing, caught, command: process.argv.slice(2) });
  }
  return good;
}

/** Whether every figure kept to its bar. */
async function runChosen(order: Order, folder: string, phases: Phase[], isNew: boolean): Promise<boolean> {
  const calm: Bench = {
    chart: [copiedChart(folder)],
    calibratedP99Ms: Number.POSITIVE_INFINITY,
    judgesSpeed: !order.quick,
    say,
  };
  const calibratedP99Ms = await timeInto(phases)('release and calibration', () => calibrate(calm));
  const bench = { ...calm, calibratedP99Ms };
  const outcomes: Outcome[] = [];
  const evidence = (): Evidence => ({
    outcomes,
    phases,
    calibratedP99Ms,
    caught: [],
    command: process.argv.slice(2),
  });
  for (const scenario of chosen(order)) {
    const repeats = order.repeats ?? (order.quick ? 1 : scenario.repeats);
    const outcome = await runScenario(scenario, bench, repeats);
    phases.push({ name: scenario.name, seconds: outcome.seconds });
    outcomes.push(outcome);
    printOutcome(outcome, say);
    // After each, so that a run that is cut short keeps what it measured.
    if (!order.quick) await writeEvidence(evidence());
  }
  if (!order.quick && order.names.length === 0) {
    const failed = outcomes.filter(({ passed }) => !passed).map(({ scenario: { name } }) => name);
    const seconds = (performance.now() - startedAt) / 1000;
    const wholeRun = { seconds, isNew, scenarios: outcomes.length, failed };
    await writeEvidence({ ...evidence(), wholeRun });
  }
  const memoryGib = Math.max(...outcomes.map((outcome) => outcome.memoryGib));
  say(`memory of all nodes at its peak: ${memoryGib.toFixed(1)} GiB (bar: ≤ ${mostMemoryGib})`);
  return outcomes.every(({ passed }) => passed) && memoryGib <= mostMemoryGib;
}

async function run(order: Order): Promise<boolean> {
  const phases: Phase[] = [];
  const isNew = await prepareCluster(phases);
  await program(process.execPath, ['bin/chartwright.cjs', 'generate', 'kind']);
  const scratch = mkdtempSync(join(tmpdir(), 'chartwright-cluster-'));
  try {
    return await (order.plant === undefined
      ? runChosen(order, scratch, phases, isNew)
      : runPlants(order, scratch));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function installWhereUp(): Promise<boolean> {
  if (await isUp()) return bringUp(timeInto([])).then(installAsCt);
  console.log('ct install: left out, since no test cluster is up; `npm run cluster:up` brings one.');
  return true;
}

async function main([verb, ...args]: readonly string[]): Promise<number> {
  if (verb === 'up') await prepareCluster([]);
  else if (verb === 'down') await takeDown();
  else if (verb === 'ct-install') return (await installWhereUp()) ? 0 : 1;
  else if (verb === 'run') {
    const order = readOrder(args);
    try {
      return (await run(order)) ? 0 : 1;
    } catch (error) {
      if (!(error instanceof NoDocker) || !order.optional) throw error;
      console.log(`No cluster tests: ${error.message}.`);
    }
  } else throw new Error(usage);
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
} finally {
  closeAccess();
}
