// The process of one pod killed from outside, without any warning.
import type { Pod } from '../kubernetes.ts';
import { docker } from '../programs.ts';
import { awaitCalm, releaseNamespace, servingPods } from '../release.ts';
import { underLoad } from '../run-under-load.ts';
import { atMost, type Bench, demandCalm, exactly, holds, type Scenario } from '../scenario.ts';

/** The dead pod's share of new connections, until its address is taken out. */
const secondsOfDoubt = 5;

const restartsOf = ({ status }: Pod): number => status.containerStatuses?.[0]?.restartCount ?? 0;

/** SIGKILL, from its node, for every process of the pod that was killed least: kubelet waits longer with each time. */
async function killOne(): Promise<boolean> {
  const pods = await servingPods(releaseNamespace);
  const [pod] = pods.toSorted((a, b) => restartsOf(a) - restartsOf(b));
  const id = pod?.status.containerStatuses?.[0]?.containerID?.replace('containerd://', '') ?? 'none';
  const script = `for p in /proc/[0-9]*; do grep -qs ${id} $p/cgroup && kill -9 \${p#/proc/} && echo killed; done; true`;
  const said = await docker(['exec', pod?.spec.nodeName ?? '', 'sh', '-c', script]);
  return said.includes('killed');
}

async function killUnderLoad(bench: Bench, retries: number) {
  let killed = false;
  const result = await underLoad(
    bench,
    async (traffic) => {
      killed = await killOne();
      await awaitCalm();
      await new Promise((resolve) => setTimeout(resolve, (secondsOfDoubt + 3) * 1000));
      traffic.mark('later');
    },
    // A caller that waits a moment: at once it would meet the same dead address again.
    { retries, retryDelayMs: 1500 },
  );
  demandCalm(result, 'fault', bench);
  return { result, killed };
}

export const podKill: Scenario = {
  name: 'pod-kill',
  fault: 'SIGKILL of one pod; without a retry, and with one after 1.5 s',
  quick: false,
  repeats: 5,
  stores: false,
  shared: true,
  run: async (bench) => {
    const alone = await killUnderLoad(bench, 0);
    await awaitCalm();
    const retried = await killUnderLoad(bench, 1);
    const faultMs = alone.result.marks.fault ?? 0;
    const endOfDoubt = faultMs + secondsOfDoubt * 1000;
    const share = alone.result.requestsBetween('fault', endOfDoubt) / 6;
    return [
      holds('killed', alone.killed && retried.killed ? 'twice' : 'not', 'twice'),
      atMost('failed without a retry: the dead pod’s sixth of 5 s', alone.result.failed, share),
      exactly('failed later than 5 s after the kill', alone.result.failedBetween(endOfDoubt, 'end'), 0),
      exactly('failed with one retry', retried.result.failed, 0),
    ];
  },
};
