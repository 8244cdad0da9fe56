// A whole zone frozen with its node: callers that go on, callers that try the next zone, and the way back.
import { setTimeout as pause } from 'node:timers/promises';
import { waitUntil } from '../kubernetes.ts';
import { docker, kubectl } from '../programs.ts';
import { apiName, awaitCalm, podsByZone, releaseNamespace, replicas, servingPods } from '../release.ts';
import { type Measured, underLoad } from '../run-under-load.ts';
import { atLeast, atMost, type Bench, demandCalm, exactly, type Figure, type Scenario } from '../scenario.ts';
import { serviceAddress, startTraffic } from '../traffic.ts';

const worker = 'chartwright-worker2';
const settledSeconds = 60;
/** Doubles the load and makes it cost something: 5 ms of a processor each. */
const hungryWork = 'ms=5&burn=1';

/** One pod of each zone: what a gateway with two tries more goes through. */
async function onePodOfEachNode(): Promise<readonly string[]> {
  const byNode = new Map(
    (await servingPods(releaseNamespace)).map(({ spec, status }) => [spec.nodeName, status.podIP]),
  );
  return [...byNode.values()].filter((address) => address !== undefined);
}

/** Frozen and thawed again, whatever happens in between. */
async function withFrozenZone(act: () => Promise<void>): Promise<void> {
  await docker(['pause', worker]);
  try {
    await act();
  } finally {
    await docker(['unpause', worker]);
  }
}

/** Work that uses processors, until the autoscaler has added pods; those that serve in the living zones then. */
async function growUnderLoad(): Promise<number> {
  const living = async (): Promise<number> =>
    (await servingPods(releaseNamespace)).filter(({ spec }) => spec.nodeName !== worker).length;
  const address = await serviceAddress(releaseNamespace, apiName);
  const hungry = await startTraffic({ address, work: hungryWork });
  await waitUntil('more pods serve in the living zones', async () => (await living()) > 4, 120).catch(
    () => 0,
  );
  const placed = await living();
  await hungry.stop();
  return placed;
}

const frozenFailures = ({ failures, marks }: Measured): readonly number[] =>
  failures.map(({ scheduledMs }) => scheduledMs).filter((ms) => ms < (marks.back ?? 0));

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
  let placed = 0;
  let backSeconds = 0;
  const result = await underLoad(
    bench,
    async (traffic) => {
      patient.mark('fault');
      await withFrozenZone(async () => {
        await pause(settledSeconds * 1000);
        traffic.mark('settled');
        patient.mark('settled');
        placed = await growUnderLoad();
        traffic.mark('back');
      });
      backSeconds = await waitUntil(
        'pods serve in three zones',
        async () => Object.keys(await podsByZone(releaseNamespace)).length === 3,
        120,
      );
      await pause(10_000);
    },
    { timeoutMs: 2000, connectTimeoutMs: 1000 },
  );
  const tried = await patient.stop();
  demandCalm(result, 'fault', bench);
  const lastMs = Math.max(0, ...frozenFailures(result)) - (result.marks.fault ?? 0);
  bench.say(
    `the last request that failed while the zone was frozen was sent ${(lastMs / 1000).toFixed(1)} s after it froze`,
  );
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
    atLeast('served with two retries, each in another zone, in the first 60 s', served, 99.9, '%'),
    atLeast('pods that serve in the living zones under doubled load', placed, 5),
    atMost('pods in three zones again after', backSeconds, 120, 's'),
  ];
}

export const zoneLost: Scenario = {
  name: 'zone-lost',
  fault: 'a worker frozen for more than 60 s, with all that runs on it',
  quick: false,
  repeats: 5,
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
