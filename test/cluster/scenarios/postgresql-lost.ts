// What nobody planned for PostgreSQL: processes, zones and the API server that are lost.
import { setTimeout as pause } from 'node:timers/promises';
import { withDnsOn } from '../dns-on-worker.ts';
import { docker, kubectl } from '../programs.ts';
import { atLeast, exactly, holds, type Scenario } from '../scenario.ts';
import { servedDuring } from '../served-during.ts';
import { signalPod } from '../signal-pod.ts';
import type { Clients } from '../stores/clients.ts';
import { databaseFigures } from '../stores/postgresql-figures.ts';
import {
  database,
  databasePods,
  monitorSet,
  podOfSet,
  primarySet,
  standbySet,
} from '../stores/postgresql-group.ts';
import { underClients } from '../stores/under-clients.ts';
import { apiServerAnswers, withoutApiServer } from '../without-api-server.ts';

const common = { quick: false, repeats: 5, stores: true, shared: true } as const;

/** The worker of a set's pod frozen for so long, and awake again whatever happens. */
async function freezeWorker(clients: Clients, set: string, seconds: number): Promise<void> {
  const { nodeName: worker = '' } = (await podOfSet(set)).spec;
  clients.mark('fault');
  await docker(['pause', worker]);
  try {
    await pause(seconds * 1000);
  } finally {
    await docker(['unpause', worker]);
  }
  await kubectl(['wait', '--for=condition=Ready', `node/${worker}`, '--timeout=60s']);
}

export const postgresqlPodKill: Scenario = {
  ...common,
  name: 'postgresql-pod-kill',
  fault: 'SIGKILL of all that runs in the pod of the primary',
  run: async (bench) => {
    let killed = 0;
    const result = await underClients(bench, database, async (clients) => {
      const primary = await podOfSet(await primarySet());
      clients.mark('fault');
      killed = await signalPod(primary, 'KILL');
    });
    return [atLeast('processes killed', killed, 5), ...databaseFigures(result, 10)];
  },
};

export const postgresqlZoneLost: Scenario = {
  ...common,
  name: 'postgresql-zone-lost',
  fault: 'the worker of the primary frozen for 60 s, with the CoreDNS, the api and the Redis that run on it',
  run: async (bench) => {
    let names = 0;
    let served = 0;
    const result = await underClients(bench, database, async (clients) => {
      const primary = await primarySet();
      const { nodeName: worker = '' } = (await podOfSet(primary)).spec;
      names = await withDnsOn(worker, async () => {
        served = await servedDuring(() => freezeWorker(clients, primary, 60));
      });
    });
    return [
      exactly('CoreDNS on the lost worker, of two', names, 1),
      atLeast('requests to the api served, with two tries more in other zones', served, 99.9, '%'),
      ...databaseFigures(result, 30),
    ];
  },
};

export const postgresqlStandbyLost: Scenario = {
  ...common,
  name: 'postgresql-standby-lost',
  fault: 'the worker of the standby frozen for 40 s',
  run: async (bench) => {
    const result = await underClients(bench, database, async (clients) =>
      freezeWorker(clients, await standbySet(), 40),
    );
    return databaseFigures(result, 15);
  },
};

export const postgresqlMonitorLost: Scenario = {
  ...common,
  name: 'postgresql-monitor-lost',
  fault: 'the worker of the monitor frozen for 60 s',
  run: async (bench) => {
    const result = await underClients(bench, database, (clients) => freezeWorker(clients, monitorSet, 60));
    return databaseFigures(result, 3);
  },
};

export const postgresqlAllAtOnce: Scenario = {
  ...common,
  name: 'postgresql-all-at-once',
  fault: 'SIGKILL of all that runs in all three pods',
  run: async (bench) => {
    let killed = 0;
    const result = await underClients(bench, database, async (clients) => {
      const pods = await databasePods();
      clients.mark('fault');
      killed = (await Promise.all(pods.map((pod) => signalPod(pod, 'KILL')))).filter(
        (count) => count > 0,
      ).length;
    });
    return [atLeast('pods killed', killed, 3), ...databaseFigures(result, 120)];
  },
};

export const postgresqlWithoutApiServer: Scenario = {
  ...common,
  name: 'postgresql-without-api-server',
  fault: 'the API server stopped, then the pod of the primary frozen for 40 s',
  run: async (bench) => {
    let during = '';
    const result = await underClients(bench, database, async (clients) => {
      const primary = await podOfSet(await primarySet());
      await withoutApiServer(async () => {
        clients.mark('fault');
        await signalPod(primary, 'STOP');
        try {
          await pause(40_000);
        } finally {
          await signalPod(primary, 'CONT');
        }
        during = (await apiServerAnswers()) ? 'there' : 'gone';
      });
    });
    return [holds('the API server during the failover', during, 'gone'), ...databaseFigures(result, 30)];
  },
};
