// The command line of the cluster tests: up, down, run. Must not know what a scenario does.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bringUp, isUp, NoDocker, takeDown } from './cluster.ts';
import { installAsCt } from './ct-install.ts';
import { keepMade, mostMemoryGib, type Phase, printOutcome, writeEvidence } from './evidence.ts';
import { closeAccess } from './kubernetes.ts';
import { copiedChart, plantedChart, plants } from './plants.ts';
import { program } from './programs.ts';
import { bringToBaseline, useStores } from './release.ts';
import { type Outcome, runScenario } from './run-scenarios.ts';
import { underLoad } from './run-under-load.ts';
import type { Bench, Scenario } from './scenario.ts';
import { scenarios } from './scenarios/index.ts';

const usage = `Usage:
  npm run cluster:up
  npm run cluster:down
  npm run test:cluster -- [SCENARIO…] [--quick] [--repeats N] [--plant FAULT] [--optional]
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
    ...(order.plant === undefined || Object.hasOwn(plants, order.plant) ? [] : [`--plant ${order.plant}`]),
  ];
  if (wrong.length > 0) throw new Error(`not understood: ${wrong.join(', ')}\n${usage}`);
  return order;
}

function chosen({ names, quick, plant }: Order): readonly Scenario[] {
  const wanted = plant === undefined ? names : [plants[plant]?.scenario ?? ''];
  if (wanted.length > 0) return scenarios.filter(({ name }) => wanted.includes(name));
  return scenarios.filter((scenario) => scenario.quick || !quick);
}

/** The p99 of a calm cluster, against which every baseline is judged: the best of three tries, or the first good one. */
async function calibrate(bench: Bench, planted: boolean): Promise<number> {
  // As the scenarios are that are judged by it.
  useStores(false);
  await bringToBaseline(bench.chart);
  let best = Number.POSITIVE_INFINITY;
  // With a planted fault only its own figure is asked for.
  if (planted) return best;
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

/** The cluster, and its phases on record where it was made anew. */
async function prepareCluster(phases: Phase[]): Promise<void> {
  if (await bringUp(timeInto(phases))) keepMade(phases);
}

async function run(order: Order): Promise<boolean> {
  const phases: Phase[] = [];
  const timed = timeInto(phases);
  await prepareCluster(phases);
  await program(process.execPath, ['bin/chartwright.cjs', 'generate', 'kind']);
  const scratch = mkdtempSync(join(tmpdir(), 'chartwright-cluster-'));
  try {
    const chart = [order.plant === undefined ? copiedChart(scratch) : plantedChart(order.plant, scratch)];
    const calm = { chart, calibratedP99Ms: Number.POSITIVE_INFINITY, judgesSpeed: !order.quick, say };
    const calibratedP99Ms = await timed('release and calibration', () =>
      calibrate(calm, order.plant !== undefined),
    );
    const bench = { ...calm, calibratedP99Ms };
    const outcomes: Outcome[] = [];
    for (const scenario of chosen(order)) {
      const repeats = order.repeats ?? (order.quick ? 1 : scenario.repeats);
      const outcome = await runScenario(scenario, bench, repeats);
      phases.push({ name: scenario.name, seconds: outcome.seconds });
      outcomes.push(outcome);
      printOutcome(outcome, say);
      // After each, so that a run that is cut short keeps what it measured.
      if (order.plant === undefined && !order.quick)
        await writeEvidence({ outcomes, phases, calibratedP99Ms, command: process.argv.slice(2) });
    }
    const memoryGib = Math.max(...outcomes.map((outcome) => outcome.memoryGib));
    say(`memory of all nodes at its peak: ${memoryGib.toFixed(1)} GiB (bar: ≤ ${mostMemoryGib})`);
    return outcomes.every(({ passed }) => passed) && memoryGib <= mostMemoryGib;
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
