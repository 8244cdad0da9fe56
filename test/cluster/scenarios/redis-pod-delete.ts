// The master of the sessions deleted gracefully: it hands over before it ends.
import { kubectl } from '../programs.ts';
import { releaseNamespace } from '../release.ts';
import type { Scenario } from '../scenario.ts';
import { masterOf, sessionsGroup } from '../stores/redis-group.ts';
import { keptFigures, silenceFigure, underClients } from '../stores/under-clients.ts';

export const redisPodDelete: Scenario = {
  name: 'redis-pod-delete',
  fault: 'the pod of the master deleted gracefully',
  quick: true,
  repeats: 5,
  stores: true,
  shared: true,
  run: async (bench) => {
    const result = await underClients(bench, sessionsGroup, async (clients) => {
      const master = (await masterOf(sessionsGroup)).metadata.name;
      clients.mark('fault');
      await kubectl(['delete', 'pod', '-n', releaseNamespace, master, '--timeout=120s'], {
        timeout: 130_000,
      });
    });
    return [silenceFigure(result, 'longest time without a write', 3), ...keptFigures(result)];
  },
};
