// Every pod replaced under load.
import { awaitCalm, replicas, upgradeRelease } from '../release.ts';
import { underLoad } from '../run-under-load.ts';
import { atLeast, atMost, demandCalm, exactly, type Scenario } from '../scenario.ts';

const fewestRequests = 6000;
const loadSeconds = 65;

export const rollingUpdate: Scenario = {
  name: 'rolling-update',
  fault: 'all pods replaced by `helm upgrade`, under 100 requests a second',
  quick: true,
  repeats: 5,
  shared: true,
  run: async (bench) => {
    const result = await underLoad(bench, async (traffic) => {
      // Another revision of the secrets: every pod has to go, and nothing else changes.
      const settings = { 'global.secretsRevision': `at-${Date.now()}` };
      await upgradeRelease({ chart: bench.chart, settings });
      await awaitCalm();
      await traffic.until(loadSeconds);
    });
    const baseline = demandCalm(result, 'fault', bench);
    return [
      atLeast('requests', result.requests, fewestRequests),
      exactly('failed requests', result.failed, 0),
      atLeast('fewest pods ready', result.serving.fewest, replicas),
      atMost('longest time between two looks at the pods', result.serving.longestGapMs, 2000, 'ms'),
      atMost(
        `p99 from the upgrade on (before: ${baseline.toFixed(1)} ms)`,
        result.p99Between('fault', 'end'),
        2 * baseline,
        'ms',
      ),
    ];
  },
};
