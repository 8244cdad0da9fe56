// One of the two CoreDNS moved to a worker, as a cloud spreads them. Must not know what is done meanwhile.
import { getPath, type Pod } from './kubernetes.ts';
import { clusterName, kubectl } from './programs.ts';

const deployment = ['-n', 'kube-system', 'deployment/coredns'] as const;

const affinityTo = (nodes: readonly string[]) => ({
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [
        { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: nodes }] },
      ],
    },
  },
  podAntiAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: null,
    requiredDuringSchedulingIgnoredDuringExecution: [
      { labelSelector: { matchLabels: { 'k8s-app': 'kube-dns' } }, topologyKey: 'kubernetes.io/hostname' },
    ],
  },
});

const settled = (): Promise<string> =>
  kubectl(['rollout', 'status', ...deployment, '--timeout=90s'], { timeout: 100_000 });

/** How many of them run on the worker during the act; they go back whatever happens. */
export async function withDnsOn(worker: string, act: () => Promise<void>): Promise<number> {
  const nodes = [worker, `${clusterName}-control-plane`];
  const patch = JSON.stringify({ spec: { template: { spec: { affinity: affinityTo(nodes) } } } });
  await kubectl(['patch', ...deployment, '--type=strategic', '-p', patch]);
  try {
    await settled();
    const { items } = await getPath<{ readonly items: readonly Pod[] }>(
      '/api/v1/namespaces/kube-system/pods?labelSelector=k8s-app%3Dkube-dns',
    );
    await act();
    return items.filter(({ spec, metadata }) => spec.nodeName === worker && !metadata.deletionTimestamp)
      .length;
  } finally {
    await kubectl(['rollout', 'undo', ...deployment]);
    await settled();
  }
}
