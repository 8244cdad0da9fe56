// The autoscaler by processor use: up under work that costs something, and down again.
import { waitUntil } from '../kubernetes.ts';
import { apiName, awaitCalm, releaseNamespace, replicas, servingPods, upgradeRelease } from '../release.ts';
import { underLoad } from '../run-under-load.ts';
import { atLeast, atMost, demandCalm, exactly, type Scenario } from '../scenario.ts';
import { serviceAddress, startTraffic } from '../traffic.ts';

const upWithinSeconds = 120;
/** Half a processor and more, over six pods that ask for a tenth of one each: beyond their 60 %. */
const hungry = { work: 'ms=8&burn=1', ratePerSecond: 60 };
/** The five minutes of the values are for a platform, not for a test. */
const impatience = {
  'api.hpa.scaleDown.stabilizationWindowSeconds': '15',
  'api.hpa.scaleDown.periodSeconds': '15',
};

const servingNow = async (): Promise<number> => (await servingPods(releaseNamespace)).length;

export const hpa: Scenario = {
  name: 'hpa',
  fault: 'work that uses processors for a while: the autoscaler adds pods by CPU, and takes them away',
  quick: false,
  repeats: 5,
  shared: true,
  run: async (bench) => {
    await upgradeRelease({ chart: bench.chart, settings: impatience });
    await awaitCalm();
    const address = await serviceAddress(releaseNamespace, apiName);
    let upSeconds = 0;
    let most = 0;
    let failedWork = 0;
    const result = await underLoad(bench, async (traffic) => {
      const work = await startTraffic({ address, ...hungry });
      upSeconds = await waitUntil(
        'more pods serve',
        async () => (await servingNow()) > replicas,
        upWithinSeconds + 60,
      );
      most = await servingNow();
      failedWork = (await work.stop()).failed;
      traffic.mark('down');
      await awaitCalm();
    });
    demandCalm(result, 'fault', bench);
    return [
      atMost('more pods serve after', upSeconds, upWithinSeconds, 's'),
      atLeast('most pods', most, replicas + 1),
      exactly('failed requests on the way up', result.failedBetween('fault', 'down') + failedWork, 0),
      exactly('failed requests on the way down', result.failedBetween('down', 'end'), 0),
    ];
  },
};
