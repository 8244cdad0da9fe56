// Pod Security `restricted` is enforced where the release runs, and everything runs.
import { applyObjects, getPath, type Pod } from '../kubernetes.ts';
import { releaseNamespace } from '../release.ts';
import { exactly, holds, type Scenario } from '../scenario.ts';

const privileged = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'privileged', namespace: releaseNamespace },
  spec: { containers: [{ name: 'one', image: 'none', securityContext: { privileged: true } }] },
};

export const podSecurityRestricted: Scenario = {
  name: 'pod-security',
  fault: 'none: Pod Security `restricted` enforced; a privileged pod is tried',
  quick: false,
  repeats: 1,
  stores: true,
  shared: true,
  run: async () => {
    const path = `/api/v1/namespaces/${releaseNamespace}`;
    const { metadata } = await getPath<{ metadata: { labels: Record<string, string> } }>(path);
    const { items } = await getPath<{ items: Pod[] }>(`${path}/pods`);
    const running = items.filter(({ status }) => status.phase === 'Running').length;
    const refusal = await applyObjects([privileged], '--dry-run=server').then(
      () => 'accepted',
      (error: Error) => (error.message.includes('PodSecurity') ? 'refused' : error.message),
    );
    return [
      holds('level enforced', metadata.labels['pod-security.kubernetes.io/enforce'] ?? 'none', 'restricted'),
      exactly('pods that do not run', items.length - running, 0),
      exactly('pods that run', running, 12),
      holds('a privileged pod', refusal, 'refused'),
    ];
  },
};
