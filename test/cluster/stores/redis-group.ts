// One Redis of the release, as its pods and as they see themselves. Must not know what is done to it.
import { getPath, isServing, listPods, type Pod, waitUntil } from '../kubernetes.ts';
import { kubectl } from '../programs.ts';
import { releaseName, releaseNamespace } from '../release.ts';
import { serviceAddress } from '../traffic.ts';
import type { LedgerStore } from './ledger-target.ts';
import { credentialsIn, type PasswordSecret, sessionsServerName } from './secrets.ts';

export interface RedisGroup extends LedgerStore {
  /** Of its StatefulSet and of every object of it. */
  readonly name: string;
  readonly secret: PasswordSecret;
  readonly pods: number;
}

const groupOf = (part: string, secret: PasswordSecret): RedisGroup => {
  const name = `${releaseName}-${part}`;
  const pods = 3;
  return {
    name,
    secret,
    pods,
    credentials: () => credentialsIn(secret),
    async target() {
      const ordinals = Array.from({ length: pods }, (_, ordinal) => `${name}-${ordinal}`);
      const addresses = await Promise.all(ordinals.map((one) => serviceAddress(releaseNamespace, one)));
      return {
        store: 'redis',
        sentinels: addresses.map((host) => ({ host, port: 26_379 })),
        masterName: 'mymaster',
        passwordFile: '/credentials/password',
        // The Redis of the sessions encrypts every connection.
        rootCertificateFile: '/credentials/ca.crt',
        serverName: sessionsServerName(releaseNamespace),
      };
    },
  };
};

/** The one whose loss logs people out: the faults are tried on it. */
export const sessionsGroup = groupOf('redis-sessions', 'redis-sessions-credentials');
export const cacheGroup = groupOf('redis', 'redis-credentials');

const selectorOf = ({ name }: RedisGroup): string =>
  `app.kubernetes.io/name=${name},app.kubernetes.io/component=server`;

export const podsOf = (group: RedisGroup, namespace = releaseNamespace): Promise<readonly Pod[]> =>
  listPods(namespace, selectorOf(group));

/** One command as the administrator, asked in the pod itself. */
export async function askPod(pod: string, ...words: readonly string[]): Promise<string> {
  const script = 'COMPONENT=test; . /scripts/lib.sh; redis_cli 127.0.0.1 "$REDIS_PORT" "$@"';
  const exec = ['exec', '-n', releaseNamespace, pod, '-c', 'redis', '--'];
  return kubectl([...exec, 'sh', '-c', script, 'sh', ...words], { timeout: 15_000 });
}

/** Whether the application may log in with this password. */
export async function askAs(group: RedisGroup, password: string): Promise<string> {
  // The password comes in on the standard input, so that no list of processes shows it.
  const script =
    '[ "$TLS_ENABLED" != true ] || set -- --tls --cacert /tls/ca.crt\n' +
    'REDISCLI_AUTH=$(cat) redis-cli --no-auth-warning "$@" -p "$REDIS_PORT" PING';
  const exec = [
    'exec',
    '-i',
    '-n',
    releaseNamespace,
    `${group.name}-0`,
    '-c',
    'redis',
    '--',
    'sh',
    '-c',
    script,
  ];
  const said = await kubectl(exec, { input: password, timeout: 15_000 });
  return said.trim() === 'PONG' ? 'accepted' : 'refused';
}

/** The pods that lead, by their own word. */
async function mastersOf(group: RedisGroup): Promise<readonly Pod[]> {
  const pods = await podsOf(group);
  const roles = await Promise.all(
    pods.map(async (pod) => (await askPod(pod.metadata.name, 'ROLE').catch(() => '')).split('\n')[0]),
  );
  return pods.filter((_, place) => roles[place] === 'master');
}

/** The pod that leads. @throws when it is not exactly one */
export async function masterOf(group: RedisGroup): Promise<Pod> {
  const masters = await mastersOf(group);
  const [master] = masters;
  if (master === undefined || masters.length > 1)
    throw new Error(`${masters.length} pods of ${group.name} lead`);
  return master;
}

interface StatefulSet {
  readonly metadata: { readonly generation: number };
  readonly spec: { readonly replicas: number };
  readonly status: {
    readonly observedGeneration?: number;
    readonly updatedReplicas?: number;
    readonly readyReplicas?: number;
    readonly currentRevision?: string;
    readonly updateRevision?: string;
  };
}

/** Whether every pod is of the last revision, ready, and one of them leads. */
async function isCalm(group: RedisGroup): Promise<boolean> {
  const path = `/apis/apps/v1/namespaces/${releaseNamespace}/statefulsets/${group.name}`;
  const { metadata, spec, status } = await getPath<StatefulSet>(path);
  const pods = await podsOf(group);
  return (
    status.observedGeneration === metadata.generation &&
    spec.replicas === group.pods &&
    status.updateRevision === status.currentRevision &&
    pods.length === group.pods &&
    pods.every(isServing) &&
    (await mastersOf(group)).length === 1
  );
}

export async function awaitRedis(group: RedisGroup, limitSeconds = 240): Promise<number> {
  return waitUntil(
    `${group.pods} pods of ${group.name} are ready and one leads`,
    () => isCalm(group).catch(() => false),
    limitSeconds,
  );
}

/** When the last of the group's servers started, by the time of day; the API tells whole seconds. */
export async function lastStartMs(group: RedisGroup): Promise<number> {
  const starts = (await podsOf(group)).flatMap(({ status }) =>
    (status.containerStatuses ?? [])
      .filter(({ name }) => name === 'redis')
      .map(({ state }) => Date.parse(state?.running?.startedAt ?? '')),
  );
  return Math.max(...starts);
}
