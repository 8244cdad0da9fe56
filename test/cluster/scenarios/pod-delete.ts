// One pod of each zone deleted, one after the other, as an eviction or a scale-down does it.
import { kubectl } from '../programs.ts';
import { awaitCalm, releaseNamespace, servingPods } from '../release.ts';
import { underLoad } from '../run-under-load.ts';
import { atLeast, demandCalm, exactly, type Scenario } from '../scenario.ts';

export const podDelete: Scenario = {
  name: 'pod-delete',
  fault: 'three pods deleted gracefully, one after the other',
  quick: false,
  repeats: 5,
  stores: false,
  shared: true,
  run: async (bench) => {
    const result = await underLoad(bench, async () => {
      for (let deleted = 0; deleted < 3; deleted++) {
        const name = (await servingPods(releaseNamespace))[0]?.metadata.name ?? '';
        await kubectl(['delete', 'pod', '-n', releaseNamespace, name, '--wait=false']);
        await awaitCalm();
      }
    });
    demandCalm(result, 'fault', bench);
    return [
      exactly('failed requests', result.failed, 0),
      atLeast('requests from the first delete on', result.requestsBetween('fault', 'end'), 1000),
    ];
  },
};
