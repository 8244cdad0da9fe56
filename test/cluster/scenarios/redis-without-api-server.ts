// The API server is gone, and then the master freezes: a failover needs nobody but the Sentinels.
import { setTimeout as pause } from 'node:timers/promises';
import { getPath, waitUntil } from '../kubernetes.ts';
import { clusterName, docker } from '../programs.ts';
import { holds, type Scenario } from '../scenario.ts';
import { masterOf, sessionsGroup, signalPod } from '../stores/redis-group.ts';
import { keptFigures, silenceFigure, underClients } from '../stores/under-clients.ts';

const frozenSeconds = 20;
const manifest = '/etc/kubernetes/manifests/kube-apiserver.yaml';
const aside = '/var/tmp/kube-apiserver.yaml';

const onControlPlane = (script: string): Promise<string> =>
  docker(['exec', `${clusterName}-control-plane`, 'sh', '-c', script]);

const answers = (): Promise<boolean> =>
  getPath('/api/v1/nodes').then(
    () => true,
    () => false,
  );

const endProcess =
  'for p in /proc/[0-9]*; do grep -qsz "^kube-apiserver$" $p/cmdline && kill ${p#/proc/}; done; true';

/** Its manifest taken away, and given back whatever happens meanwhile. */
async function withoutApiServer(act: () => Promise<void>): Promise<void> {
  try {
    await onControlPlane(`mv ${manifest} ${aside}; ${endProcess}`);
    await waitUntil('the API server is gone', async () => !(await answers()), 60);
    await act();
  } finally {
    await onControlPlane(`mv ${aside} ${manifest}`);
    await waitUntil('the API server is back', answers, 120);
  }
}

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
        during = (await answers()) ? 'there' : 'gone';
      });
    });
    return [
      holds('the API server during the failover', during, 'gone'),
      silenceFigure(result, 'longest time without a write', 10),
      ...keptFigures(result, true),
    ];
  },
};
