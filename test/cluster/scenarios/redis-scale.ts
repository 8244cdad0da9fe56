// All pods of the sessions' Redis taken away, and brought back: what they hold is on their disks.
import { waitUntil } from '../kubernetes.ts';
import { kubectl } from '../programs.ts';
import { releaseNamespace } from '../release.ts';
import type { Scenario } from '../scenario.ts';
import { awaitRedis, lastStartMs, podsOf, sessionsGroup } from '../stores/redis-group.ts';
import { keptFigures, startFigure, underClients } from '../stores/under-clients.ts';

const scale = (pods: number): Promise<string> =>
  kubectl(['scale', '-n', releaseNamespace, `statefulset/${sessionsGroup.name}`, `--replicas=${pods}`]);

export const redisScale: Scenario = {
  name: 'redis-scale',
  fault: 'the StatefulSet scaled to 0, and to 3 again',
  quick: false,
  repeats: 5,
  stores: true,
  shared: true,
  run: async (bench) => {
    let startedMs = Number.NaN;
    const result = await underClients(bench, sessionsGroup, async () => {
      await scale(0);
      try {
        await waitUntil('no pod is left', async () => (await podsOf(sessionsGroup)).length === 0, 120);
      } finally {
        await scale(sessionsGroup.pods);
      }
      await awaitRedis(sessionsGroup);
      startedMs = await lastStartMs(sessionsGroup);
    });
    return [startFigure(result, startedMs, 20), ...keptFigures(result)];
  },
};
