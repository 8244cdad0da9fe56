// Runs the trials of a subject, keeps the worst of their repeats and prints the figures; or plants a fault and sees that
// its trial catches it. Must not know any trial.
import { type Figure, worstOf } from '../../cluster/scenario.ts';
import { type Caught, type Measured, writeEvidence } from './evidence.ts';
import { inLanes } from './lanes.ts';
import { type Order, readOrder } from './order.ts';
import { type NamedTrial, NoisyMachine, type Subject } from './subject.ts';

const noisyRunsAllowed = 3;
const startedAt = performance.now();
export const say = (text: string): void =>
  console.log(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(5)} s  ${text}`);

const brokenBar = 'runs to its end';

const broken = (error: unknown): Figure => ({
  what: 'the trial itself',
  value: error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unknown',
  unit: '',
  bar: brokenBar,
  passed: false,
});

async function runOnce<Trial extends NamedTrial>(
  subject: Subject<Trial>,
  trial: Trial,
  how: { readonly plant: string | undefined; readonly keep: boolean },
): Promise<readonly Figure[]> {
  for (let noisy = 0; ; noisy++) {
    try {
      const { figures, folder } = await subject.play(trial, how);
      if (folder !== undefined) say(`${trial.name} kept: ${folder}`);
      return figures;
    } catch (error) {
      if (!(error instanceof NoisyMachine) || noisy >= noisyRunsAllowed) return [broken(error)];
      say(`${trial.name} repeated: ${error.message}`);
    }
  }
}

/** The worst of all runs of a trial, figure by figure. */
function summarise(
  { totals }: Pick<Subject, 'totals'>,
  { name, fault }: NamedTrial,
  runs: readonly (readonly Figure[])[],
): Measured {
  const isBroken = (run: readonly Figure[]): boolean => run.some(({ bar }) => bar === brokenBar);
  const figures = [...worstOf(runs.filter((run) => !isBroken(run))), ...runs.filter(isBroken).flat()];
  say(`${name} (${runs.length} ×)  ${fault}`);
  for (const { what, value, unit, bar, passed } of figures)
    say(`  ${passed ? 'pass' : 'FAIL'}  ${what}: ${value} ${unit} (bar: ${bar})`);
  const sumOf = (wanted: string): number =>
    runs.flat().reduce((sum, { what, value }) => sum + (what === wanted ? Number(value) : 0), 0);
  return {
    name,
    fault,
    repeats: runs.length,
    figures,
    totals: Object.fromEntries(totals.map((what) => [what, sumOf(what)])),
  };
}

/** Whether each planted fault was seen by the figure that is there for it. */
async function runPlants<Trial extends NamedTrial>(subject: Subject<Trial>, order: Order): Promise<boolean> {
  const caught: Caught[] = [];
  const names = order.plant === 'all' ? Object.keys(subject.plants) : [order.plant ?? ''];
  await inLanes(names, order.lanes, async (name) => {
    const plant = subject.plants[name];
    const trial = subject.trials.find((one) => one.name === plant?.trial);
    if (plant === undefined || trial === undefined) throw new Error(`there is no fault ${name}`);
    say(`planted: ${plant.words}`);
    const run = await runOnce(subject, trial, { plant: name, keep: order.keep });
    const { figures } = summarise(subject, trial, [run]);
    const named = figures.filter(({ what }) => what.startsWith(plant.figure));
    const figure = named.find(({ passed }) => !passed) ?? named[0] ?? figures[0];
    if (figure === undefined) throw new Error(`${trial.name} gave no figure`);
    // A trial that broke down saw nothing, unless breaking down is how it sees it.
    const isCaught = !figure.passed && figure.what.startsWith(plant.figure);
    say(`${isCaught ? 'caught' : 'NOT caught'}: ${name}`);
    const one: Caught = { name, words: plant.words, trial: trial.name, figure, isCaught };
    caught.push(one);
    await writeEvidence(subject, { trials: [], plants: [one], command: process.argv.slice(2) });
  });
  return caught.every(({ isCaught }) => isCaught);
}

/** Whether every figure kept to its bar, or every planted fault was caught. */
export async function runSubject<Trial extends NamedTrial>(
  subject: Subject<Trial>,
  args: readonly string[],
): Promise<boolean> {
  const order = readOrder(args, subject);
  if (order.plant !== undefined) return runPlants(subject, order);
  const chosen = subject.trials.filter(({ name }) => order.names.length === 0 || order.names.includes(name));
  const runs = new Map<Trial, (readonly Figure[])[]>(chosen.map((trial) => [trial, []]));
  const jobs = chosen.flatMap((trial) => Array.from({ length: order.repeats }, () => trial));
  let good = true;
  await inLanes(jobs, order.lanes, async (trial) => {
    const figures = await runOnce(subject, trial, { plant: undefined, keep: order.keep });
    const ofTrial = runs.get(trial) ?? [];
    ofTrial.push(figures);
    const failed = figures.filter(({ passed }) => !passed).map(({ what, value }) => `${what}: ${value}`);
    say(`${trial.name}, ${ofTrial.length} of ${order.repeats}: ${failed.join('; ') || 'pass'}`);
    if (ofTrial.length < order.repeats) return;
    const one = summarise(subject, trial, ofTrial);
    good &&= one.figures.length > 0 && one.figures.every(({ passed }) => passed);
    await writeEvidence(subject, { trials: [one], plants: [], command: process.argv.slice(2) });
  });
  return good;
}
