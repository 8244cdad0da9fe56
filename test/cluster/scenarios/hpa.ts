// The autoscaler, by processor use and by request rate: up under more work, and down again.
import {
  metricsNamespace,
  podsWithRate,
  removeCustomMetrics,
  serveCustomMetrics,
} from '../custom-metrics.ts';
import { getPath, waitUntil } from '../kubernetes.ts';
import {
  apiName,
  awaitCalm,
  releaseNamespace,
  replicas,
  serverSelector,
  servingPods,
  upgradeRelease,
} from '../release.ts';
import { underLoad } from '../run-under-load.ts';
import {
  atLeast,
  atMost,
  type Bench,
  demandCalm,
  exactly,
  type Figure,
  holds,
  type Scenario,
} from '../scenario.ts';
import { serviceAddress, startTraffic, type TrafficOptions } from '../traffic.ts';

const upWithinSeconds = 120;
/** Half a processor, over six pods that ask for a tenth of one each: beyond their 60 %, within two cores. */
const hungry = { work: 'ms=8&burn=1', ratePerSecond: 60 };
/** Requests that wait and cost next to nothing: with those of the frame, twice what the pods are to serve. */
const many = { ratePerSecond: 100 };
/** Above what the frame's own load gives each of six pods (17). */
const ratePerPod = '20';
/** The five minutes of the values are for a platform, not for a test. */
const impatience = {
  'api.hpa.scaleDown.stabilizationWindowSeconds': '15',
  'api.hpa.scaleDown.periodSeconds': '15',
};
const cpuTarget = 60;

interface Autoscaler {
  readonly status: {
    readonly desiredReplicas: number;
    readonly currentMetrics?: readonly {
      readonly type: string;
      readonly resource?: {
        readonly name: string;
        readonly current: { readonly averageUtilization?: number };
      };
    }[];
  };
}

interface Climb {
  /** From the start of the work until a seventh pod served. */
  seconds: number;
  most: number;
  failedWork: number;
  /** In percent of the requests, when the autoscaler first asked for more pods. */
  cpu: number;
}

const servingNow = async (): Promise<number> => (await servingPods(releaseNamespace)).length;

/** The processor use that the autoscaler saw when it asked for more pods; undefined while it does not. */
async function cpuAtDecision(): Promise<number | undefined> {
  const path = `/apis/autoscaling/v2/namespaces/${releaseNamespace}/horizontalpodautoscalers/${apiName}`;
  const { status } = await getPath<Autoscaler>(path);
  if (status.desiredReplicas <= replicas) return undefined;
  const cpu = (status.currentMetrics ?? []).find(({ resource }) => resource?.name === 'cpu');
  return cpu?.resource?.current.averageUtilization;
}

/** The last reason that the autoscaler gave for more pods. */
async function reasonToGrow(since: number): Promise<string> {
  const path = `/api/v1/namespaces/${releaseNamespace}/events?fieldSelector=reason%3DSuccessfulRescale`;
  const { items } = await getPath<{ items: { lastTimestamp: string; message: string }[] }>(path);
  const said = items
    .filter(
      ({ lastTimestamp, message }) => Date.parse(lastTimestamp) >= since && message.includes('above target'),
    )
    .map(({ message }) => message.replace(/^.*reason: /, ''));
  return [...new Set(said)].join(', ') || 'none';
}

/** Work until more pods serve than before, and calm until there are as many as before. */
async function climbAndFall(bench: Bench, work: Partial<TrafficOptions>) {
  const address = await serviceAddress(releaseNamespace, apiName);
  const climb: Climb = { seconds: Number.POSITIVE_INFINITY, most: 0, failedWork: 0, cpu: Number.NaN };
  // Whole seconds, as events have them.
  const since = Math.floor(Date.now() / 1000) * 1000;
  const result = await underLoad(bench, async (traffic) => {
    const running = await startTraffic({ address, ...work });
    climb.seconds = await waitUntil(
      'more pods serve',
      async () => {
        if (Number.isNaN(climb.cpu)) climb.cpu = (await cpuAtDecision()) ?? Number.NaN;
        return (await servingNow()) > replicas;
      },
      upWithinSeconds + 60,
    );
    climb.most = await servingNow();
    climb.failedWork = (await running.stop()).failed;
    traffic.mark('down');
    await awaitCalm();
  });
  demandCalm(result, 'fault', bench);
  const figures: readonly Figure[] = [
    atMost('more pods serve after', climb.seconds, upWithinSeconds, 's'),
    atLeast('most pods', climb.most, replicas + 1),
    exactly('failed requests on the way up', result.failedBetween('fault', 'down') + climb.failedWork, 0),
    exactly('failed requests on the way down', result.failedBetween('down', 'end'), 0),
  ];
  return { climb, figures, reason: await reasonToGrow(since) };
}

export const hpaByProcessor: Scenario = {
  name: 'hpa-cpu',
  fault: 'work that uses processors for a while: the autoscaler adds pods by CPU, and takes them away',
  quick: false,
  repeats: 5,
  stores: false,
  shared: true,
  run: async (bench) => {
    await upgradeRelease({ chart: bench.chart, settings: impatience });
    await awaitCalm();
    const { climb, figures, reason } = await climbAndFall(bench, hungry);
    return [
      ...figures,
      atLeast('CPU when the autoscaler asked for more', climb.cpu, cpuTarget, '%'),
      holds('its reason', reason, 'cpu resource utilization (percentage of request) above target'),
    ];
  },
};

export const hpaByRequests: Scenario = {
  name: 'hpa-requests',
  fault: 'many cheap requests for a while: the autoscaler adds pods by http_requests_per_second',
  quick: false,
  repeats: 5,
  stores: false,
  shared: true,
  run: async (bench) => {
    try {
      await serveCustomMetrics();
      await upgradeRelease({
        chart: bench.chart,
        settings: {
          ...impatience,
          'api.hpa.requestsPerSecond.enabled': 'true',
          // Prometheus has a way of its own, with the ServiceMonitor, whose kind this cluster does not know.
          'api.networkPolicy.clients[1].namespace': metricsNamespace,
        },
        further: ['--set-string', `api.hpa.requestsPerSecond.averageValue=${ratePerPod}`],
      });
      await awaitCalm();
      const served = await podsWithRate(releaseNamespace, serverSelector);
      const { climb, figures, reason } = await climbAndFall(bench, many);
      return [
        exactly('pods whose rate is served', served, replicas),
        ...figures,
        atMost('CPU when the autoscaler asked for more', climb.cpu, cpuTarget, '%'),
        holds('its reason', reason, 'pods metric http_requests_per_second above target'),
      ];
    } finally {
      // Before its server goes: an autoscaler that misses a metric takes no pod away.
      await upgradeRelease({ chart: bench.chart });
      await removeCustomMetrics();
    }
  },
};
