// Installed as a user does it, from a registry, by tag and by digest, and removed again.
import { getPath, makeNamespace, removeNamespace } from '../kubernetes.ts';
import { helm, runHelm } from '../programs.ts';
import { openRegistry } from '../registry.ts';
import { awaitCalm, installRelease, podsByZone, releaseName } from '../release.ts';
import { atMost, type Figure, holds, type Scenario } from '../scenario.ts';
import { storeSecrets } from '../stores/secrets.ts';

const namespace = 'aiagent-install';
const readyWithinSeconds = 120;
const zones = '2 in eastus-1, 2 in eastus-2, 2 in eastus-3';

/** Everything of a namespace that a release could leave behind, by kind and name; volumes may stay. */
async function leftOvers(): Promise<readonly string[]> {
  const paths = [
    'api/v1',
    'apis/apps/v1',
    'apis/autoscaling/v2',
    'apis/policy/v1',
    'apis/networking.k8s.io/v1',
  ];
  // What the cluster makes in every namespace, and what was there before the release.
  const own = new Set(['kube-root-ca.crt', 'default', ...storeSecrets]);
  const kinds = ['pods', 'services', 'configmaps', 'secrets', 'serviceaccounts'];
  const lists: readonly (readonly [path: string, kinds: readonly string[]])[] = [
    [paths[0] as string, kinds],
    [paths[1] as string, ['deployments', 'statefulsets', 'replicasets']],
    [paths[2] as string, ['horizontalpodautoscalers']],
    [paths[3] as string, ['poddisruptionbudgets']],
    [paths[4] as string, ['networkpolicies']],
  ];
  const found = lists.flatMap(([path, names]) =>
    names.map(async (name) => {
      const { items } = await getPath(`/${path}/namespaces/${namespace}/${name}`);
      return items
        .map(({ metadata }) => `${name}/${metadata.name}`)
        .filter((one) => !own.has(one.split('/')[1] ?? ''));
    }),
  );
  return (await Promise.all(found)).flat();
}

const inWords = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([zone, count]) => `${count} in ${zone}`)
    .join(', ');

async function installOnce(way: string, chart: readonly string[]): Promise<readonly Figure[]> {
  await makeNamespace(namespace);
  // Helm is content with the first pod; the autoscaler brings the others.
  const seconds = (await installRelease({ chart, namespace })) + (await awaitCalm(namespace));
  const placed = inWords(await podsByZone(namespace));
  const test = await runHelm(['test', releaseName, '--namespace', namespace, '--timeout', '3m']);
  await helm(['uninstall', releaseName, '--namespace', namespace, '--wait', '--timeout', '3m']);
  await awaitCalm(namespace, 0);
  return [
    atMost(`all pods ready after an install ${way}`, seconds, readyWithinSeconds, 's'),
    holds(`pods, installed ${way}`, placed, zones),
    holds(`helm test, installed ${way}`, test.status === 0 ? 'passed' : `status ${test.status}`, 'passed'),
    holds(`left after uninstalling ${way}`, (await leftOvers()).join(', ') || 'nothing', 'nothing'),
  ];
}

export const install: Scenario = {
  name: 'install',
  fault: 'none: `helm install --wait oci://…`, `helm test`, `helm uninstall`',
  quick: true,
  repeats: 1,
  stores: true,
  shared: false,
  run: async ({ chart: [folder = ''] }) => {
    const registry = await openRegistry(folder);
    try {
      await removeNamespace(namespace);
      const byTag = [registry.chart, '--version', registry.version, '--plain-http'];
      const byDigest = [`${registry.chart}@${registry.digest}`, '--plain-http'];
      return [...(await installOnce('by tag', byTag)), ...(await installOnce('by digest', byDigest))];
    } finally {
      await registry.stop();
      await removeNamespace(namespace);
    }
  },
};
