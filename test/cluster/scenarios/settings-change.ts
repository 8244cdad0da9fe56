// A setting changed, then a secret: both replace every pod, by the checksum and by the revision.
import {
  anotherSecretsRevision,
  awaitCalm,
  leaveSet,
  releaseNamespace,
  replicas,
  servingPods,
  upgradeRelease,
} from '../release.ts';
import { underLoad } from '../run-under-load.ts';
import { atLeast, demandCalm, exactly, type Scenario } from '../scenario.ts';

const namesNow = async (): Promise<ReadonlySet<string>> =>
  new Set((await servingPods(releaseNamespace)).map(({ metadata }) => metadata.name));

export const settingsChange: Scenario = {
  name: 'settings-change',
  fault: 'a setting of the ConfigMap changed; then `global.secretsRevision`',
  quick: false,
  repeats: 5,
  stores: false,
  shared: true,
  run: async (bench) => {
    const kept: number[] = [];
    const change = async (settings: Readonly<Record<string, string>>): Promise<void> => {
      const before = await namesNow();
      leaveSet(settings);
      await upgradeRelease({ chart: bench.chart });
      await awaitCalm();
      kept.push([...(await namesNow())].filter((name) => before.has(name)).length);
    };
    const result = await underLoad(bench, async (traffic) => {
      await change({ 'api.environmentVariables.SETTING_COLOUR': `at-${Date.now()}` });
      traffic.mark('secret');
      await change(anotherSecretsRevision());
    });
    demandCalm(result, 'fault', bench);
    return [
      exactly('pods that outlived the new setting', kept[0] ?? replicas, 0),
      exactly('pods that outlived the new secret', kept[1] ?? replicas, 0),
      exactly('failed requests, new setting', result.failedBetween('fault', 'secret'), 0),
      exactly('failed requests, new secret', result.failedBetween('secret', 'end'), 0),
      atLeast('fewest pods ready', result.serving.fewest, replicas),
    ];
  },
};
