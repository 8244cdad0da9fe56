// Redis and Sentinel of the master killed without any warning; the kubelet starts them again in place.
import { holds, type Scenario } from '../scenario.ts';
import { signalPod } from '../signal-pod.ts';
import { masterOf, sessionsGroup } from '../stores/redis-group.ts';
import { keptFigures, silenceFigure, underClients } from '../stores/under-clients.ts';

export const redisPodKill: Scenario = {
  name: 'redis-pod-kill',
  fault: 'SIGKILL of all that runs in the pod of the master',
  quick: false,
  repeats: 5,
  stores: true,
  shared: true,
  run: async (bench) => {
    let killed = 0;
    const result = await underClients(bench, sessionsGroup, async (clients) => {
      const master = await masterOf(sessionsGroup);
      clients.mark('fault');
      killed = await signalPod(master, 'KILL');
    });
    return [
      holds('Redis and Sentinel', killed >= 2 ? 'killed' : `${killed} processes killed`, 'killed'),
      silenceFigure(result, 'longest time without a write', 10),
      ...keptFigures(result, true),
    ];
  },
};
