// Every pod of the sessions' Redis replaced, one after the other.
import { kubectl } from '../programs.ts';
import { releaseNamespace } from '../release.ts';
import { exactly, type Scenario } from '../scenario.ts';
import { awaitRedis, podsOf, sessionsGroup } from '../stores/redis-group.ts';
import { keptFigures, silenceFigure, underClients } from '../stores/under-clients.ts';

const uidsNow = async (): Promise<ReadonlySet<string>> =>
  new Set((await podsOf(sessionsGroup)).map(({ metadata }) => metadata.uid));

export const redisRollout: Scenario = {
  name: 'redis-rollout',
  fault: '`kubectl rollout restart` of the StatefulSet',
  quick: false,
  repeats: 5,
  stores: true,
  shared: true,
  run: async (bench) => {
    const before = await uidsNow();
    const result = await underClients(bench, sessionsGroup, async () => {
      await kubectl(['rollout', 'restart', '-n', releaseNamespace, `statefulset/${sessionsGroup.name}`]);
      await awaitRedis(sessionsGroup);
    });
    const kept = [...(await uidsNow())].filter((uid) => before.has(uid)).length;
    return [
      exactly('pods that outlived it', kept, 0),
      silenceFigure(result, 'longest time without a write at any handover', 3),
      ...keptFigures(result),
    ];
  },
};
