// Signals to the processes of a pod, sent from its node. Must not know what runs in it.
import type { Pod } from './kubernetes.ts';
import { docker } from './programs.ts';

/** Sends a signal to every process of the pod's containers, from its node; needs no API server. */
export async function signalPod(pod: Pod, signal: 'KILL' | 'STOP' | 'CONT'): Promise<number> {
  // Those that run beside the others stand among the first ones.
  const { containerStatuses = [], initContainerStatuses = [] } = pod.status;
  const ids = [...containerStatuses, ...initContainerStatuses].map(({ containerID = 'none' }) =>
    containerID.replace('containerd://', ''),
  );
  const script = `for p in /proc/[0-9]*; do grep -qsE '${ids.join('|')}' $p/cgroup && kill -${signal} \${p#/proc/} && echo sent; done; true`;
  const said = await docker(['exec', pod.spec.nodeName ?? '', 'sh', '-c', script]);
  return said.split('sent').length - 1;
}
