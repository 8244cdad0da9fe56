// The API server taken away for a while. Must not know what is done meanwhile.
import { getPath, waitUntil } from './kubernetes.ts';
import { clusterName, docker } from './programs.ts';

const manifest = '/etc/kubernetes/manifests/kube-apiserver.yaml';
const aside = '/var/tmp/kube-apiserver.yaml';

const onControlPlane = (script: string): Promise<string> =>
  docker(['exec', `${clusterName}-control-plane`, 'sh', '-c', script]);

export const apiServerAnswers = (): Promise<boolean> =>
  getPath('/api/v1/nodes').then(
    () => true,
    () => false,
  );

const endProcess =
  'for p in /proc/[0-9]*; do grep -qsz "^kube-apiserver$" $p/cmdline && kill ${p#/proc/}; done; true';

/** Its manifest taken away, and given back whatever happens meanwhile. */
export async function withoutApiServer(act: () => Promise<void>): Promise<void> {
  try {
    await onControlPlane(`mv ${manifest} ${aside}; ${endProcess}`);
    await waitUntil('the API server is gone', async () => !(await apiServerAnswers()), 60);
    await act();
  } finally {
    await onControlPlane(`mv ${aside} ${manifest}`);
    await waitUntil('the API server is back', apiServerAnswers, 120);
  }
}
