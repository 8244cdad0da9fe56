// The worker of the master frozen: its zone, with a third of the api, does not answer any more.
import { setTimeout as pause } from 'node:timers/promises';
import { docker, kubectl } from '../programs.ts';
import type { Scenario } from '../scenario.ts';
import { masterOf, sessionsGroup } from '../stores/redis-group.ts';
import { keptFigures, silenceFigure, underClients } from '../stores/under-clients.ts';

/** Less than Kubernetes waits before it takes pods off a lost node: what is measured is Sentinel's work alone. */
const frozenSeconds = 25;

export const redisZoneLost: Scenario = {
  name: 'redis-zone-lost',
  fault: `the worker of the master frozen for ${frozenSeconds} s`,
  quick: false,
  repeats: 5,
  stores: true,
  shared: true,
  run: async (bench) => {
    const result = await underClients(bench, sessionsGroup, async (clients) => {
      const { nodeName: worker = '' } = (await masterOf(sessionsGroup)).spec;
      clients.mark('fault');
      await docker(['pause', worker]);
      try {
        await pause(frozenSeconds * 1000);
      } finally {
        await docker(['unpause', worker]);
      }
      await kubectl(['wait', '--for=condition=Ready', `node/${worker}`, '--timeout=60s']);
    });
    return [silenceFigure(result, 'longest time without a write', 10), ...keptFigures(result, true)];
  },
};
