// Runs scenarios one after another and keeps the worst of their repeats. Must not know any of them.
import { clusterName } from './programs.ts';
import { bringToBaseline, useStores } from './release.ts';
import { type Bench, type Figure, NoisyBaseline, type Scenario, worstOf } from './scenario.ts';
import { endAllTraffic } from './traffic.ts';
import { watchMemory } from './watch-memory.ts';

export interface Outcome {
  readonly scenario: Scenario;
  /** Of the worst repeat, figure by figure. */
  readonly figures: readonly Figure[];
  readonly repeats: number;
  readonly seconds: number;
  /** Of all nodes together, at its greatest. */
  readonly memoryGib: number;
  readonly passed: boolean;
}

const noisyRunsAllowed = 3;

const broken = (error: unknown): Figure => ({
  what: 'the scenario itself',
  value: error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unknown',
  unit: '',
  bar: 'runs to its end',
  passed: false,
});

async function runOnce(scenario: Scenario, bench: Bench): Promise<readonly Figure[]> {
  for (let noisy = 0; ; noisy++) {
    try {
      useStores(scenario.stores);
      if (scenario.shared) await bringToBaseline(bench.chart);
      return await scenario.run(bench);
    } catch (error) {
      await endAllTraffic().catch(() => {});
      if (!(error instanceof NoisyBaseline) || noisy === noisyRunsAllowed) return [broken(error)];
      bench.say(`repeated: ${error.message}`);
    }
  }
}

/** The figures of a scenario, the worst of all repeats. Never throws: what broke is a figure that failed. */
export async function runScenario(scenario: Scenario, bench: Bench, repeats: number): Promise<Outcome> {
  const start = performance.now();
  const memory = await watchMemory(clusterName);
  const runs: (readonly Figure[])[] = [];
  for (let repeat = 1; repeat <= repeats; repeat++) {
    bench.say(`${scenario.name}, ${repeat} of ${repeats}: ${scenario.fault}`);
    runs.push(await runOnce(scenario, bench));
  }
  const memoryGib = await memory.stop();
  const brokenRuns = runs.filter((run) =>
    run.some(({ bar, passed }) => !passed && bar === 'runs to its end'),
  );
  const whole = runs.filter((run) => !brokenRuns.includes(run));
  const figures = [...worstOf(whole), ...brokenRuns.flat()];
  const passed = figures.length > 0 && figures.every((figure) => figure.passed);
  return { scenario, figures, repeats, seconds: (performance.now() - start) / 1000, memoryGib, passed };
}
