// Redis and Sentinel of all three pods killed at the same moment.
import { waitUntil } from '../kubernetes.ts';
import { holds, type Scenario } from '../scenario.ts';
import { signalPod } from '../signal-pod.ts';
import { awaitRedis, lastStartMs, podsOf, sessionsGroup } from '../stores/redis-group.ts';
import { keptFigures, startFigure, underClients } from '../stores/under-clients.ts';

const restartsNow = async (): Promise<number> =>
  (await podsOf(sessionsGroup))
    .flatMap(({ status }) => status.containerStatuses ?? [])
    .reduce((sum, { restartCount }) => sum + restartCount, 0);

export const redisAllAtOnce: Scenario = {
  name: 'redis-all-at-once',
  fault: 'SIGKILL of all that runs in all three pods',
  quick: false,
  repeats: 5,
  stores: true,
  shared: true,
  run: async (bench) => {
    let killed: readonly number[] = [];
    let startedMs = Number.NaN;
    const result = await underClients(bench, sessionsGroup, async () => {
      const pods = await podsOf(sessionsGroup);
      const before = await restartsNow();
      killed = await Promise.all(pods.map((pod) => signalPod(pod, 'KILL')));
      await waitUntil('all six have started again', async () => (await restartsNow()) >= before + 6, 120);
      await awaitRedis(sessionsGroup);
      startedMs = await lastStartMs(sessionsGroup);
    });
    const whole = killed.length === 3 && killed.every((one) => one >= 2);
    return [
      holds('all six', whole ? 'killed' : `killed ${killed.join(', ')} processes`, 'killed'),
      startFigure(result, startedMs, 15),
      ...keptFigures(result),
    ];
  },
};
