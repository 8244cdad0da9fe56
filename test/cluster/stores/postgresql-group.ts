// PostgreSQL of the release, as its pods and its monitor see it. Must not know what is done to it.
import { getPath, isServing, listPods, type Pod, waitUntil } from '../kubernetes.ts';
import { kubectl } from '../programs.ts';
import { apiName, releaseName, releaseNamespace } from '../release.ts';
import type { LedgerStore } from './ledger-target.ts';
import { credentialsIn, databaseSecret } from './secrets.ts';

export const databaseName = `${releaseName}-postgresql`;
/** Those of `values/kind.yaml`. */
const nodes = ['z1', 'z2'] as const;
export const nodeSets: readonly string[] = nodes.map((node) => `${databaseName}-${node}`);
export const monitorSet = `${databaseName}-monitor`;
export const databaseSets: readonly string[] = [...nodeSets, monitorSet];

interface ConfigMap {
  readonly data: Readonly<Record<string, string>>;
}

/** Clients find it as the api does, by the very settings that the chart gives the api. */
export const database: LedgerStore = {
  credentials: () => credentialsIn(databaseSecret),
  async target() {
    const path = `/api/v1/namespaces/${releaseNamespace}/configmaps/${apiName}-settings`;
    const { data } = await getPath<ConfigMap>(path);
    return {
      store: 'postgresql',
      environment: {
        ...data,
        POSTGRESQL_PASSWORD_FILE: '/credentials/password',
        POSTGRESQL_ROOT_CERTIFICATE_FILE: '/credentials/ca.crt',
      },
    };
  },
};

/** The pods of the nodes and of the monitor. */
export async function databasePods(namespace = releaseNamespace): Promise<readonly Pod[]> {
  const selector = `app.kubernetes.io/name in (${databaseName},${monitorSet})`;
  return (await listPods(namespace, selector)).filter(({ metadata }) =>
    databaseSets.includes(metadata.name.replace(/-0$/, '')),
  );
}

export async function podOfSet(set: string): Promise<Pod> {
  const pod = (await databasePods()).find(({ metadata }) => metadata.name === `${set}-0`);
  if (pod === undefined) throw new Error(`there is no pod of ${set}`);
  return pod;
}

/** Asks the server of a pod as its superuser. */
export const askPod = (set: string, sql: string, inDatabase = 'postgres'): Promise<string> =>
  kubectl(
    [
      ...['exec', '-n', releaseNamespace, `${set}-0`, '-c', 'postgresql', '--'],
      ...['timeout', '10', 'psql', '-XAtq', '-U', 'postgres', '-d', inDatabase, '-c', sql],
    ],
    { timeout: 20_000 },
  ).then((said) => said.trim());

const takesWrites = (set: string): Promise<boolean> =>
  askPod(set, "SELECT NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off'").then(
    (said) => said === 't',
    () => false,
  );

/** The sets whose nodes take writes, by their own word. */
export async function writableSets(): Promise<readonly string[]> {
  const answers = await Promise.all(nodeSets.map(takesWrites));
  return nodeSets.filter((_, place) => answers[place]);
}

/** The set of the node that takes writes. @throws when it is not exactly one */
export async function primarySet(): Promise<string> {
  const [primary, ...others] = await writableSets();
  if (primary === undefined || others.length > 0)
    throw new Error(`${primary === undefined ? 0 : others.length + 1} nodes of ${databaseName} take writes`);
  return primary;
}

export async function standbySet(): Promise<string> {
  const primary = await primarySet();
  const standby = nodeSets.find((set) => set !== primary);
  if (standby === undefined) throw new Error('there is no standby');
  return standby;
}

interface StatefulSet {
  readonly metadata: { readonly generation: number };
  readonly status: {
    readonly observedGeneration?: number;
    readonly currentRevision?: string;
    readonly updateRevision?: string;
  };
}

async function isSettled(set: string): Promise<boolean> {
  const path = `/apis/apps/v1/namespaces/${releaseNamespace}/statefulsets/${set}`;
  const { metadata, status } = await getPath<StatefulSet>(path);
  return (
    status.observedGeneration === metadata.generation && status.currentRevision === status.updateRevision
  );
}

/** Whether every pod is of the last revision and ready, and the monitor has a primary and its standbys. */
async function isWhole(): Promise<boolean> {
  const pods = await databasePods();
  if (pods.length !== databaseSets.length || !pods.every(isServing)) return false;
  if (!(await Promise.all(databaseSets.map(isSettled))).every(Boolean)) return false;
  const sql = `SELECT count(*) FILTER (WHERE reportedstate = 'primary'), count(*) FROM pgautofailover.node
    WHERE reportedstate = goalstate AND reportedstate IN ('primary', 'secondary') AND health = 1`;
  return (await askPod(monitorSet, sql, 'pg_auto_failover')) === `1|${nodes.length}`;
}

export const awaitPostgresql = (limitSeconds = 300): Promise<number> =>
  waitUntil(
    'PostgreSQL has a primary, and every node follows',
    () => isWhole().catch(() => false),
    limitSeconds,
  );
