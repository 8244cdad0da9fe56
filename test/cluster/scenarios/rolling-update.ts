// Every pod replaced under load.
import { anotherRevision, awaitCalm, leaveSet, replicas, upgradeRelease } from '../release.ts';
import { underLoad } from '../run-under-load.ts';
import { atLeast, atMost, demandCalm, exactly, NoisyBaseline, type Scenario } from '../scenario.ts';

const fewestRequests = 6000;
const loadSeconds = 65;
const latestMs = 100;

export const rollingUpdate: Scenario = {
  name: 'rolling-update',
  fault: 'all pods replaced by `helm upgrade`, under 100 requests a second',
  quick: true,
  repeats: 5,
  stores: false,
  shared: true,
  run: async (bench) => {
    const result = await underLoad(bench, async (traffic) => {
      leaveSet(anotherRevision());
      await upgradeRelease({ chart: bench.chart });
      await awaitCalm();
      await traffic.until(loadSeconds);
    });
    const baseline = demandCalm(result, 'fault', bench);
    const p99 = result.p99Between('fault', 'end');
    bench.say(`p99 before the upgrade ${baseline.toFixed(1)} ms, from it on ${p99.toFixed(1)} ms`);
    // A request is timed from when it was due: a load that is late itself says nothing of the platform's speed.
    if (bench.judgesSpeed && result.lateMaxMs > latestMs)
      throw new NoisyBaseline(`the load itself was late by ${result.lateMaxMs.toFixed(0)} ms`);
    const speed = atMost(
      `p99 from the upgrade on (before: ${baseline.toFixed(1)} ms)`,
      p99,
      2 * baseline,
      'ms',
    );
    return [
      atLeast('requests', result.requests, fewestRequests),
      exactly('failed requests', result.failed, 0),
      atLeast('fewest pods ready', result.serving.fewest, replicas),
      atMost('longest time between two looks at the pods', result.serving.longestGapMs, 2000, 'ms'),
      ...(bench.judgesSpeed ? [speed] : []),
    ];
  },
};
