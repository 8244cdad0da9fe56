// What a load is: its options, their bounds and defaults. Must not know how it is run.
import { clusterAddressFaults, targetFault } from './addresses.ts';

export interface LoadOptions {
  /** Where to: `http://127.0.0.1:8080/work`. Several take turns, and a retry goes to the next one. */
  readonly url: string | readonly string[];
  /** Requests fall due at this rate, by an absolute timetable. 1 to 1000. */
  readonly ratePerSecond: number;
  /** How long requests fall due. 0.1 to 3600. */
  readonly seconds: number;
  /** An attempt is given up after this time. 10 to 60,000. */
  readonly timeoutMs: number;
  /** A new connection is given up after this time; `timeoutMs` when absent. */
  readonly connectTimeoutMs?: number;
  /** Further attempts after an error or a 5xx, each on a new connection. 0 to 5; 0 when absent. */
  readonly retries?: number;
  /** The pause before a further attempt. 0 to 10,000; 0 when absent. */
  readonly retryDelayMs?: number;
  /** Persistent connections to each target. 1 to 256; 16 when absent. */
  readonly connections?: number;
  /**
   * New connections take the local ports from this one to 32,767 in turn, so that none comes round soon; nothing else
   * may use them. 0, the system's own choice, when absent.
   */
  readonly firstLocalPort?: number;
  /** Private IPv4 addresses or ranges that are the cluster's, besides loopback. */
  readonly clusterAddresses?: readonly string[];
  /** Headers of every request, such as `host`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A load with nothing left open; plain data, so that it can go to another process. */
export interface LoadPlan extends Required<Omit<LoadOptions, 'url'>> {
  readonly urls: readonly string[];
  /** How many requests fall due. */
  readonly count: number;
}

type Figure =
  | 'ratePerSecond'
  | 'seconds'
  | 'timeoutMs'
  | 'connectTimeoutMs'
  | 'retries'
  | 'retryDelayMs'
  | 'connections'
  | 'firstLocalPort';

const bounds: Readonly<Record<Figure, readonly [least: number, most: number, whole: boolean]>> = {
  ratePerSecond: [1, 1000, false],
  seconds: [0.1, 3600, false],
  timeoutMs: [10, 60_000, false],
  connectTimeoutMs: [10, 60_000, false],
  retries: [0, 5, true],
  retryDelayMs: [0, 10_000, false],
  connections: [1, 256, true],
  firstLocalPort: [0, 20_000, true],
};

const mostRequests = 500_000;
/** A socket each: beyond this the generator would meet its own limits, not the server's. */
const mostUnderWay = 10_000;

/** The time that one request can take at most, in milliseconds. */
export const longestRequestMs = (plan: LoadPlan): number =>
  (plan.retries + 1) * plan.timeoutMs + plan.retries * plan.retryDelayMs;

function planFaults(plan: LoadPlan): string[] {
  const figures = (Object.keys(bounds) as Figure[]).flatMap((name) => {
    const [least, most, whole] = bounds[name];
    const value = plan[name];
    if (value >= least && value <= most && (!whole || Number.isInteger(value))) return [];
    return [`${name} is ${value}: ${whole ? 'a whole number ' : ''}from ${least} to ${most} is needed`];
  });
  const underWay = (plan.ratePerSecond * longestRequestMs(plan)) / 1000;
  return [
    ...figures,
    ...(plan.count > mostRequests ? [`${plan.count} requests are too many: at most ${mostRequests}`] : []),
    ...(underWay > mostUnderWay ? [`${underWay} requests could be under way: at most ${mostUnderWay}`] : []),
    ...(plan.urls.length === 0 || plan.urls.length > 255 ? ['1 to 255 targets are needed'] : []),
    ...clusterAddressFaults(plan.clusterAddresses),
    ...plan.urls.flatMap((url) => targetFault(url, plan.clusterAddresses) ?? []),
  ];
}

/** The same plan when it may be run; else an Error that names all its faults. */
export function checkPlan(plan: LoadPlan): LoadPlan {
  const faults = planFaults(plan);
  if (faults.length > 0) throw new Error(`The load is refused: ${faults.join('; ')}.`);
  return plan;
}

/** Options with their defaults, checked. Throws an Error that names all faults at once. */
export function planLoad({ url, ...options }: LoadOptions): LoadPlan {
  return checkPlan({
    connectTimeoutMs: options.timeoutMs,
    retries: 0,
    retryDelayMs: 0,
    connections: 16,
    firstLocalPort: 0,
    clusterAddresses: [],
    headers: {},
    ...options,
    urls: typeof url === 'string' ? [url] : [...url],
    count: Math.max(1, Math.round(options.ratePerSecond * options.seconds)),
  });
}
