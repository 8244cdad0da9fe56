// A release that never becomes ready, undone by Helm itself; then a good one, undone by hand.
import { helm } from '../programs.ts';
import {
  anotherRevision,
  awaitCalm,
  releaseName,
  releaseNamespace,
  replicas,
  tryUpgrade,
  upgradeRelease,
} from '../release.ts';
import { underLoad } from '../run-under-load.ts';
import { atLeast, demandCalm, exactly, holds, type Scenario } from '../scenario.ts';

export const failedUpgrade: Scenario = {
  name: 'failed-upgrade',
  fault: 'upgrade that never becomes ready, with `--rollback-on-failure`; then `helm rollback` of a good one',
  quick: false,
  repeats: 5,
  stores: false,
  shared: true,
  run: async (bench) => {
    let status = 0;
    const result = await underLoad(bench, async (traffic) => {
      status = await tryUpgrade({
        chart: bench.chart,
        settings: { 'api.probes.readiness.path': '/never' },
        further: ['--wait', '--timeout', '40s', '--rollback-on-failure', '--force-conflicts'],
      });
      await awaitCalm();
      traffic.mark('undone');
      await upgradeRelease({
        chart: bench.chart,
        settings: anotherRevision(),
      });
      await awaitCalm();
      traffic.mark('rollback');
      // Of the upgrade before: back to what stood before it.
      const rollback = ['rollback', releaseName, '--namespace', releaseNamespace, '--force-conflicts'];
      await helm([...rollback, '--wait', '--timeout', '3m']);
      await awaitCalm();
    });
    demandCalm(result, 'fault', bench);
    return [
      holds('the bad upgrade', status === 0 ? 'accepted' : 'refused', 'refused'),
      exactly('failed requests while it failed and was undone', result.failedBetween('fault', 'undone'), 0),
      exactly('failed requests, good upgrade', result.failedBetween('undone', 'rollback'), 0),
      exactly('failed requests, rollback', result.failedBetween('rollback', 'end'), 0),
      atLeast('fewest pods ready', result.serving.fewest, replicas),
    ];
  },
};
