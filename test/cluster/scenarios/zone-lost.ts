// A whole zone frozen with its node: callers that go on, callers that try the next zone, and the way back.
import { setTimeout as pause } from 'node:timers/promises';
import { monotonicMs } from '../clock.ts';
import { getPath, waitUntil } from '../kubernetes.ts';
import { clusterName, docker, kubectl } from '../programs.ts';
import {
  anotherRevision,
  apiName,
  awaitCalm,
  leaveSet,
  onePodOfEachNode,
  podsByZone,
  releaseNamespace,
  replicas,
  servingPods,
  upgradeRelease,
} from '../release.ts';
import { type Measured, underLoad } from '../run-under-load.ts';
import { atLeast, atMost, type Bench, demandCalm, exactly, type Figure, type Scenario } from '../scenario.ts';
import { serviceAddress, startTraffic } from '../traffic.ts';

const worker = `${clusterName}-worker2`;
const settledSeconds = 60;
/**
 * Doubles the load and makes it cost something: 4 ms of a processor each, half a processor with what an answer costs.
 * Beyond 60 % of six pods, within what the machine has: the figures are about the platform, not about too few cores.
 */
const hungryWork = 'ms=4&burn=1';

/** Frozen and thawed again, whatever happens in between. */
async function withFrozenZone(act: () => Promise<void>): Promise<void> {
  await docker(['pause', worker]);
  try {
    await act();
  } finally {
    await docker(['unpause', worker]);
  }
}

interface EndpointSlices {
  readonly items: readonly {
    readonly endpoints?: readonly {
      readonly nodeName?: string;
      readonly conditions?: { readonly ready?: boolean };
    }[];
  }[];
}

/** Whether the Service still sends requests into the frozen zone. */
async function isStillCounted(): Promise<boolean> {
  const query = `labelSelector=kubernetes.io/service-name%3D${apiName}`;
  const path = `/apis/discovery.k8s.io/v1/namespaces/${releaseNamespace}/endpointslices?${query}`;
  return (await getPath<EndpointSlices>(path)).items.some(({ endpoints = [] }) =>
    endpoints.some(({ nodeName, conditions }) => nodeName === worker && conditions?.ready === true),
  );
}

/** Work that uses processors, until the autoscaler has added pods to those that replace the lost ones. */
async function growUnderLoad(): Promise<number> {
  const living = async (): Promise<number> =>
    (await servingPods(releaseNamespace)).filter(({ spec }) => spec.nodeName !== worker).length;
  const address = await serviceAddress(releaseNamespace, apiName);
  const hungry = await startTraffic({ address, work: hungryWork });
  await waitUntil('more pods serve in the living zones', async () => (await living()) > replicas, 120).catch(
    () => 0,
  );
  const placed = await living();
  await hungry.stop();
  return placed;
}

/** Says of the failures while the zone was gone when the last was sent, and all there is to know of the late ones. */
function sayFailures(
  { say }: Bench,
  { failures, marks: { fault = 0, settled = 0, back = 0 } }: Measured,
): void {
  const seconds = (ms: number): string => ((ms - fault) / 1000).toFixed(2);
  const frozen = failures.filter(({ scheduledMs }) => scheduledMs < back);
  const last = frozen.at(-1);
  if (last !== undefined)
    say(`the last request that failed was sent ${seconds(last.scheduledMs)} s after the fault`);
  for (const { scheduledMs, startedMs, endedMs, connection, reused, outcomes } of frozen)
    if (scheduledMs >= settled)
      say(
        `late: due ${seconds(scheduledMs)} s, sent ${seconds(startedMs)}, given up ${seconds(endedMs)}, ` +
          `${connection}${reused ? ', used before' : ''}: ${outcomes.join(', ')}`,
      );
}

async function runOutage(bench: Bench): Promise<readonly Figure[]> {
  const addresses = await onePodOfEachNode();
  const patient = await startTraffic({
    address: addresses,
    port: 8080,
    retries: 2,
    connectTimeoutMs: 1000,
    timeoutMs: 2000,
    ratePerSecond: 50,
  });
  let leftSeconds = Number.POSITIVE_INFINITY;
  let placed = 0;
  let backSeconds = 0;
  const result = await underLoad(
    bench,
    async (traffic) => {
      patient.mark('fault');
      await withFrozenZone(async () => {
        const left = waitUntil('the lost pods left the Service', async () => !(await isStillCounted()), 120);
        const settled = pause(settledSeconds * 1000).then(() => {
          traffic.mark('settled');
          patient.mark('settled');
        });
        [leftSeconds] = await Promise.all([left, settled]);
        placed = await growUnderLoad();
        traffic.mark('back');
      });
      // Kubernetes moves no pod that runs: the next new ones go where there are fewest.
      await kubectl(['wait', '--for=condition=Ready', `node/${worker}`, '--timeout=60s']);
      const start = monotonicMs();
      leaveSet(anotherRevision());
      const inThreeZones = waitUntil(
        'pods serve in three zones',
        async () => Object.keys(await podsByZone(releaseNamespace)).length === 3,
        180,
      ).then(() => {
        backSeconds = (monotonicMs() - start) / 1000;
      });
      await Promise.all([upgradeRelease({ chart: bench.chart }), inThreeZones]);
      await pause(10_000);
    },
    { timeoutMs: 2000, connectTimeoutMs: 1000 },
  );
  const tried = await patient.stop();
  demandCalm(result, 'fault', bench);
  sayFailures(bench, result);
  const sent = tried.requestsBetween('fault', 'settled');
  const served = (100 * (sent - tried.failedBetween('fault', 'settled'))) / sent;
  return [
    atMost(
      'failed without retries in the first 60 s: the dead third',
      (100 * result.failedBetween('fault', 'settled')) / result.requestsBetween('fault', 'settled'),
      100 / 3,
      '%',
    ),
    exactly(
      'failed without retries from 60 s on, until the zone was back',
      result.failedBetween('settled', 'back'),
      0,
    ),
    atMost('the lost pods left the Service after', leftSeconds, settledSeconds, 's'),
    atLeast('served with two retries, each in another zone, in the first 60 s', served, 99.9, '%'),
    atLeast('pods that serve in the living zones under doubled load', placed, replicas + 1),
    atMost('pods in three zones again, with the first update after the return, after', backSeconds, 120, 's'),
    exactly('failed without retries from the return on', result.failedBetween('back', 'end'), 0),
  ];
}

export const zoneLost: Scenario = {
  name: 'zone-lost',
  fault: 'a worker frozen for more than 60 s, with all that runs on it',
  quick: false,
  repeats: 5,
  stores: false,
  shared: true,
  run: async (bench) => {
    try {
      return await runOutage(bench);
    } finally {
      await kubectl(['scale', '-n', releaseNamespace, `deployment/${apiName}`, `--replicas=${replicas}`]);
      await awaitCalm();
    }
  },
};
