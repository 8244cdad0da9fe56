// The API server is gone, and then the master freezes: a failover needs nobody but the Sentinels.
import { setTimeout as pause } from 'node:timers/promises';
import { holds, type Scenario } from '../scenario.ts';
import { signalPod } from '../signal-pod.ts';
import { masterOf, sessionsGroup } from '../stores/redis-group.ts';
import { keptFigures, silenceFigure, underClients } from '../stores/under-clients.ts';
import { apiServerAnswers, withoutApiServer } from '../without-api-server.ts';

const frozenSeconds = 20;

export const redisWithoutApiServer: Scenario = {
  name: 'redis-without-api-server',
  fault: `the API server stopped, then the pod of the master frozen for ${frozenSeconds} s`,
  quick: false,
  repeats: 5,
  stores: true,
  shared: true,
  run: async (bench) => {
    let during = '';
    const result = await underClients(bench, sessionsGroup, async (clients) => {
      const master = await masterOf(sessionsGroup);
      await withoutApiServer(async () => {
        clients.mark('fault');
        await signalPod(master, 'STOP');
        try {
          await pause(frozenSeconds * 1000);
        } finally {
          await signalPod(master, 'CONT');
        }
        during = (await apiServerAnswers()) ? 'there' : 'gone';
      });
    });
    return [
      holds('the API server during the failover', during, 'gone'),
      silenceFigure(result, 'longest time without a write', 10),
      ...keptFigures(result, true),
    ];
  },
};
