// The release under test: installed once, brought back to what it was before each scenario.
// Must not know the faults.
import { getPath, isServing, listPods, makeNamespace, type Pod, waitUntil } from './kubernetes.ts';
import { helm, kubectl, runHelm } from './programs.ts';
import { provideSecrets } from './stores/secrets.ts';

export const releaseName = 'aiagent';
/** That of values/kind.yaml. */
export const releaseNamespace = 'aiagent-kind';
export const valuesFile = 'dist/kind/eastus/values.yaml';
export const apiName = `${releaseName}-api`;
export const serverSelector = `app.kubernetes.io/name=${apiName},app.kubernetes.io/component=server`;
export const replicas = 6;

export interface ReleaseOptions {
  /** A folder, or what a registry is asked for. */
  readonly chart: readonly string[];
  readonly namespace?: string;
  /** As `--set` has them. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly further?: readonly string[];
}

/** What scenarios have left set: it harms none, and to take it back would replace every pod once more. */
const left: Record<string, string> = {};

/** Settings that the release has from now on; those of `options` come on top. Each must be one that harms no scenario. */
export const leaveSet = (settings: Readonly<Record<string, string>>): void => {
  Object.assign(left, settings);
};

const storesOn = {
  'redis.enabled': 'true',
  'global.redisSessions.enabled': 'true',
  'postgresql.enabled': 'true',
  'api.redis.enabled': 'true',
  'api.postgresql.enabled': 'true',
};
const storesOff = Object.fromEntries(Object.keys(storesOn).map((path) => [path, 'false']));

/**
 * From now on the release has its stores, or the api alone. With them all nodes of the cluster, which share the cores of
 * one machine, are busy with their probes, and that would be what the scenarios of the api measure.
 */
export const useStores = (stores: boolean): void => leaveSet(stores ? storesOn : storesOff);

/** A setting that changes nothing but that every pod of the api has to go. */
export const anotherRevision = (): Readonly<Record<string, string>> => ({
  'api.environmentVariables.SETTING_REVISION': `at-${Date.now()}`,
});

/** The same, for the pods of the stores as well. */
export const anotherSecretsRevision = (): Readonly<Record<string, string>> => ({
  'global.secretsRevision': `at-${Date.now()}`,
});

function commandOf(verb: readonly string[], options: ReleaseOptions): string[] {
  const { chart, namespace = releaseNamespace, settings = {}, further = [] } = options;
  const shared = namespace === releaseNamespace ? left : {};
  const sets = Object.entries({ ...shared, ...settings }).flatMap(([path, value]) => [
    '--set',
    `${path}=${value}`,
  ]);
  return [
    ...verb,
    releaseName,
    ...chart,
    '--namespace',
    namespace,
    '--values',
    valuesFile,
    ...sets,
    ...further,
  ];
}

/** The Secrets, and `helm install --wait`; the seconds that this took. @throws ProgramError */
export async function installRelease(options: ReleaseOptions): Promise<number> {
  await provideSecrets(options.namespace ?? releaseNamespace);
  const start = performance.now();
  await helm(
    commandOf(['install'], {
      ...options,
      further: ['--wait', '--timeout', '5m', ...(options.further ?? [])],
    }),
  );
  return (performance.now() - start) / 1000;
}

/** `helm upgrade --install --wait`, whatever else holds a field. @throws ProgramError */
export async function upgradeRelease(options: ReleaseOptions): Promise<void> {
  const further = ['--wait', '--timeout', '5m', '--force-conflicts', ...(options.further ?? [])];
  await helm(commandOf(['upgrade', '--install'], { ...options, further }));
}

/** An upgrade that may fail; Helm's status. */
export const tryUpgrade = async (options: ReleaseOptions): Promise<number> =>
  (await runHelm(commandOf(['upgrade'], options))).status;

export const servingPods = async (namespace: string): Promise<readonly Pod[]> =>
  (await listPods(namespace, serverSelector)).filter(isServing);

/** The addresses of one pod of each node: what a gateway with two tries more goes through. */
export async function onePodOfEachNode(): Promise<readonly string[]> {
  const byNode = new Map(
    (await servingPods(releaseNamespace)).map(({ spec, status }) => [spec.nodeName, status.podIP]),
  );
  return [...byNode.values()].filter((address) => address !== undefined);
}

/** Waits until as many pods as wanted serve and no other is left. */
export async function awaitCalm(namespace = releaseNamespace, wanted = replicas): Promise<number> {
  return waitUntil(
    `${wanted} pods serve and no other is left`,
    async () => {
      const pods = await listPods(namespace, serverSelector);
      return pods.length === wanted && pods.every(isServing);
    },
    180,
  );
}

/** By zone, from the labels of the nodes. */
export async function podsByZone(namespace: string): Promise<Readonly<Record<string, number>>> {
  const zoneLabel = 'topology.kubernetes.io/zone';
  const { items } = await getPath('/api/v1/nodes');
  const zones = new Map(items.map(({ metadata }) => [metadata.name, metadata.labels?.[zoneLabel] ?? 'none']));
  const counts: Record<string, number> = {};
  for (const { spec } of await servingPods(namespace)) {
    const zone = zones.get(spec.nodeName ?? '') ?? 'none';
    counts[zone] = (counts[zone] ?? 0) + 1;
  }
  return counts;
}

const isBalanced = async (): Promise<boolean> => {
  const counts = Object.values(await podsByZone(releaseNamespace));
  return counts.length === 3 && counts.every((count) => count === replicas / 3);
};

/** What a run that was ended in the middle of an upgrade has left: Helm would refuse the next one. */
async function endPendingOperation(): Promise<void> {
  const place = [releaseName, '--namespace', releaseNamespace];
  const { status, stdout } = await runHelm(['status', ...place, '--output', 'json']);
  const { info, version = 1 } = status === 0 ? JSON.parse(stdout) : {};
  if (!/^pending-/.test(info?.status ?? '')) return;
  await helm(version === 1 ? ['uninstall', ...place, '--wait'] : ['rollback', ...place, '--force-conflicts']);
}

/**
 * The shared release as its values have it, two pods in each zone. Nothing happens when it is so already. Pods that a
 * fault drove into one zone stay there: only a change brings them apart again.
 */
export async function bringToBaseline(chart: readonly string[]): Promise<void> {
  await makeNamespace(releaseNamespace);
  await endPendingOperation();
  await provideSecrets(releaseNamespace);
  await upgradeRelease({ chart });
  // Pods that an earlier load called for would stay for five minutes.
  if ((await servingPods(releaseNamespace)).length > replicas)
    await kubectl(['scale', '-n', releaseNamespace, `deployment/${apiName}`, `--replicas=${replicas}`]);
  await awaitCalm();
  if (await isBalanced()) return;
  leaveSet(anotherRevision());
  await upgradeRelease({ chart });
  await awaitCalm();
  if (!(await isBalanced())) throw new Error('the pods are not two in each zone');
}
