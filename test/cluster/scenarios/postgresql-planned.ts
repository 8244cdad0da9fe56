// What is planned for PostgreSQL: pods replaced, a node of Kubernetes emptied.
import { kubectl } from '../programs.ts';
import { releaseNamespace } from '../release.ts';
import { exactly, type Scenario } from '../scenario.ts';
import { awaitStores } from '../stores/await-stores.ts';
import { databaseFigures } from '../stores/postgresql-figures.ts';
import { database, databasePods, databaseSets, podOfSet, primarySet } from '../stores/postgresql-group.ts';
import { underClients } from '../stores/under-clients.ts';

const common = { repeats: 5, stores: true, shared: true } as const;
const inRelease = ['-n', releaseNamespace] as const;

export const postgresqlPodDelete: Scenario = {
  ...common,
  name: 'postgresql-pod-delete',
  fault: 'the pod of the primary deleted gracefully',
  quick: true,
  run: async (bench) => {
    const result = await underClients(bench, database, async (clients) => {
      const primary = `${await primarySet()}-0`;
      clients.mark('fault');
      await kubectl(['delete', 'pod', ...inRelease, primary, '--timeout=120s'], { timeout: 130_000 });
    });
    return databaseFigures(result, 5);
  },
};

export const postgresqlForceDelete: Scenario = {
  ...common,
  name: 'postgresql-force-delete',
  fault: 'the pod of the primary deleted with --force --grace-period=0',
  quick: false,
  run: async (bench) => {
    const result = await underClients(bench, database, async (clients) => {
      const primary = `${await primarySet()}-0`;
      clients.mark('fault');
      await kubectl(['delete', 'pod', ...inRelease, primary, '--force', '--grace-period=0']);
    });
    return databaseFigures(result, 10);
  },
};

export const postgresqlRollout: Scenario = {
  ...common,
  name: 'postgresql-rollout',
  fault: '`kubectl rollout restart` of all three StatefulSets at the same moment',
  quick: false,
  run: async (bench) => {
    const uids = async (): Promise<readonly string[]> =>
      (await databasePods()).map(({ metadata }) => metadata.uid);
    const before = new Set(await uids());
    const result = await underClients(bench, database, async () => {
      const sets = databaseSets.map((set) => `statefulset/${set}`);
      await kubectl(['rollout', 'restart', ...inRelease, ...sets]);
      await awaitStores();
    });
    const kept = (await uids()).filter((uid) => before.has(uid)).length;
    return [exactly('pods that outlived it', kept, 0), ...databaseFigures(result, 5)];
  },
};

export const postgresqlDrain: Scenario = {
  ...common,
  name: 'postgresql-drain',
  fault: '`kubectl drain` of the worker of the primary, with all that runs on it',
  quick: false,
  run: async (bench) => {
    const result = await underClients(bench, database, async (clients) => {
      const { nodeName = '' } = (await podOfSet(await primarySet())).spec;
      clients.mark('fault');
      try {
        const further = ['--ignore-daemonsets', '--delete-emptydir-data', '--timeout=180s'];
        await kubectl(['drain', nodeName, ...further], { timeout: 200_000 });
      } finally {
        await kubectl(['uncordon', nodeName]);
      }
    });
    return databaseFigures(result, 10);
  },
};
