// The load on the cluster: a pod on the control plane's node, outside the zones, so that no fault hits it.
// Must not know which fault is tried.
import { setTimeout as pause } from 'node:timers/promises';
import { bundleProgram } from './bundle-program.ts';
import { monotonicMs } from './clock.ts';
import { apiImage } from './cluster.ts';
import { applyObjects, getPath, isServing, listPods, makeNamespace, waitUntil } from './kubernetes.ts';
import { readBatches } from './load/attempt-records.ts';
import { type LoadResult, summarise } from './load/load-result.ts';
import { planLoad } from './load/plan.ts';
import { kubectl } from './programs.ts';
import type { Line } from './traffic/load-pod.ts';

/** The namespace that the values of the kind environment let in. */
export const loadNamespace = 'chartwright-load';
/** As the answer of an agent takes its time: long enough that requests are under way at any moment. */
const workMilliseconds = 20;
const longestSeconds = 900;
/**
 * A port that comes round within two minutes leads where it led before: the nodes still track what was sent into a lost
 * zone, and the system's own choice comes round after some 3,000 connections, a minute. These last for ten.
 */
const firstLocalPort = 1024;

export interface TrafficOptions {
  /** Of the api's Service, in digits: names are not part of the measurement. Or of several pods, in turn. */
  readonly address: string | readonly string[];
  /** 80 when absent: the Service's. */
  readonly port?: number;
  /** The query of the work; 20 ms of waiting when absent. */
  readonly work?: string;
  /** 100 when absent. */
  readonly ratePerSecond?: number;
  /** Further attempts, each on a connection of its own; 0 when absent. */
  readonly retries?: number;
  /** The pause before a further attempt; none when absent. */
  readonly retryDelayMs?: number;
  readonly timeoutMs?: number;
  readonly connectTimeoutMs?: number;
}

export interface Traffic {
  /** Names this moment. */
  mark(name: string): void;
  /** Settles that many seconds after the start of the load. */
  until(seconds: number): Promise<void>;
  /** Lets no further request fall due, waits for those under way, and reads the records. */
  stop(): Promise<LoadResult>;
}

let prepared: Promise<void> | undefined;
let count = 0;

/** The namespace and the program, once a run. */
function prepare(): Promise<void> {
  prepared ??= (async () => {
    const code = await bundleProgram('test/cluster/traffic/load-pod.ts');
    await makeNamespace(loadNamespace);
    // Of a run that was ended: its load would go on for a quarter of an hour.
    await endAllTraffic();
    const metadata = { name: 'load', namespace: loadNamespace };
    const data = { 'load.mjs': code };
    await applyObjects([{ apiVersion: 'v1', kind: 'ConfigMap', metadata, data }]);
  })();
  return prepared;
}

/** What Pod Security `restricted` asks of a pod and of its containers. */
export const podSecurity = {
  runAsNonRoot: true,
  runAsUser: 10001,
  seccompProfile: { type: 'RuntimeDefault' },
};
export const containerSecurity = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

export interface LoadPod {
  readonly name: string;
  readonly command: readonly string[];
  /** Volumes by the place where they are mounted. */
  readonly mounts: Readonly<Record<string, object>>;
}

/** A pod outside the zones, on Node.js; whoever ends all traffic ends it too. */
export function loadPod({ name, command, mounts }: LoadPod) {
  const places = Object.entries(mounts).map(([mountPath, volume]) => ({
    name: mountPath.replaceAll('/', ''),
    mountPath,
    volume,
  }));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: loadNamespace, labels: { app: 'load', run: name } },
    spec: {
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      activeDeadlineSeconds: longestSeconds + 120,
      nodeSelector: { 'node-role.kubernetes.io/control-plane': '' },
      tolerations: [{ operator: 'Exists' }],
      securityContext: podSecurity,
      containers: [
        {
          name: 'load',
          image: apiImage,
          imagePullPolicy: 'IfNotPresent',
          command,
          securityContext: containerSecurity,
          // Three of them fit beside the control plane.
          resources: { requests: { cpu: '250m', memory: '64Mi' }, limits: { memory: '512Mi' } },
          volumeMounts: places.map(({ name: volume, mountPath }) => ({ name: volume, mountPath })),
        },
      ],
      volumes: places.map(({ name: volume, volume: source }) => ({ name: volume, ...source })),
    },
  };
}

async function readLines(pod: string): Promise<readonly Line[]> {
  const text = await kubectl(['logs', '-n', loadNamespace, pod], { timeout: 60_000 });
  return text
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as Line);
}

const lineOf = <Kind extends Line['kind']>(lines: readonly Line[], kind: Kind) =>
  lines.find((line): line is Extract<Line, { kind: Kind }> => line.kind === kind);

async function awaitStart(pod: string): Promise<number> {
  let originMs: number | undefined;
  await waitUntil(
    'the load was sent',
    async () => {
      const [state] = await listPods(loadNamespace, `app=load,run=${pod}`).catch(() => []);
      if (state?.status.phase === 'Failed')
        throw new Error(`the load failed: ${await kubectl(['logs', '-n', loadNamespace, pod])}`);
      if (state !== undefined && !isServing(state)) return false;
      originMs = lineOf(await readLines(pod).catch(() => []), 'started')?.originMs;
      return originMs !== undefined;
    },
    60,
  );
  // A cluster on another machine, or nodes with a clock of their own, would give marks without meaning.
  if (originMs === undefined || Math.abs(monotonicMs() - originMs) > 60_000)
    throw new Error('the nodes do not share the clock of this machine: faults could not be placed in time');
  return originMs;
}

async function readResult(pod: string, marks: ReadonlyMap<string, number>): Promise<LoadResult> {
  const lines = await readLines(pod);
  const started = lineOf(lines, 'started');
  const finished = lineOf(lines, 'finished');
  if (started === undefined || finished === undefined) throw new Error(`the records of ${pod} are not whole`);
  const batches = lines
    .filter((line) => line.kind === 'records')
    .map(({ records, pods }) => ({ records: Uint8Array.from(Buffer.from(records, 'base64')), pods }));
  return summarise({ attempts: readBatches(batches), marks, ...started, ...finished });
}

/** Ends every load, whoever started it: of a scenario that broke, it would disturb the next. */
export async function endAllTraffic(): Promise<void> {
  await kubectl(['delete', 'pods', '-n', loadNamespace, '--selector', 'app=load', '--wait=false']);
}

/** The address of a Service, in digits. */
export async function serviceAddress(namespace: string, name: string): Promise<string> {
  const path = `/api/v1/namespaces/${namespace}/services/${name}`;
  return (await getPath<{ spec: { clusterIP: string } }>(path)).spec.clusterIP;
}

/** Starts the load; settles when it is under way. */
export async function startTraffic(options: TrafficOptions): Promise<Traffic> {
  await prepare();
  const { address, port = 80, work = `ms=${workMilliseconds}`, ...rest } = options;
  const addresses = typeof address === 'string' ? [address] : address;
  const plan = planLoad({
    url: addresses.map((one) => `http://${one}:${port}/work?${work}`),
    ratePerSecond: 100,
    seconds: longestSeconds,
    timeoutMs: 5000,
    firstLocalPort,
    clusterAddresses: addresses,
    ...rest,
  });
  const pod = `load-${process.pid}-${++count}`;
  const command = ['node', '/load/load.mjs', JSON.stringify(plan)];
  await applyObjects([loadPod({ name: pod, command, mounts: { '/load': { configMap: { name: 'load' } } } })]);
  const originMs = await awaitStart(pod);
  const marks = new Map<string, number>();
  return {
    mark: (name) => void marks.set(name, monotonicMs() - originMs),
    until: (seconds) => pause(Math.max(0, originMs + seconds * 1000 - monotonicMs())),
    stop: async () => {
      await kubectl(['exec', '-n', loadNamespace, pod, '--', 'sh', '-c', 'kill -TERM 1']);
      await waitUntil(
        'the load ended',
        async () => {
          const [state] = await listPods(loadNamespace, `run=${pod}`);
          return state?.status.phase === 'Succeeded';
        },
        60,
      );
      const result = await readResult(pod, marks);
      await kubectl(['delete', 'pod', '-n', loadNamespace, pod, '--wait=false']);
      return result;
    },
  };
}
