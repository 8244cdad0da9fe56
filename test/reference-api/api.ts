// The api put together: stores, routes, readiness and metrics. Must not know the process: no environment, no signals.
import { type Answer, problem, type Route } from './answer.ts';
import { type Ended, HttpServer } from './http-server.ts';
import type { Log } from './log.ts';
import { type Family, gauge, printFamilies, RequestMetrics } from './metrics.ts';
import { ReadWritePool } from './postgresql/read-write-pool.ts';
import { Readiness } from './readiness.ts';
import { SentinelClient } from './redis/sentinel-client.ts';
import { type CacheResult, type Guarded, readRows, writeRow } from './rows.ts';
import { Sessions } from './sessions.ts';
import type { RedisSettings, Settings } from './settings.ts';
import { GuardedCalls, type Surroundings } from './stores/guarded-calls.ts';
import { work, workPath } from './work.ts';

/** The stores are asked this often; a probe reads what the last asking found. */
const checkMilliseconds = 2000;
/** Not counted, not logged: the kubelet, the gateway and Prometheus ask without end. */
const unobserved = /^\/(health\/|metrics$)/;

export interface Outside extends Surroundings {
  readonly log: Log;
  /** Numbers about the process, read when metrics are asked for. */
  readonly processFamilies: () => readonly Family[];
}

interface Stores {
  readonly postgresql: Guarded<ReadWritePool> | undefined;
  readonly cache: Guarded<SentinelClient> | undefined;
  readonly sessions: Guarded<SentinelClient> | undefined;
}

export interface Api {
  readonly listen: () => Promise<number>;
  /** Drains and closes; whether every request was answered. */
  readonly stop: () => Promise<boolean>;
}

function openStores(settings: Settings, outside: Outside): Stores {
  const guarded = <Store>(store: Store): Guarded<Store> => ({
    store,
    calls: new GuardedCalls(settings.resilience, outside),
  });
  const redis = (one: RedisSettings | undefined) => one && guarded(new SentinelClient(one));
  return {
    postgresql: settings.postgresql && guarded(new ReadWritePool(settings.postgresql)),
    cache: redis(settings.cache),
    sessions: redis(settings.sessions?.redis),
  };
}

const isEssential = (name: string): boolean => name === 'postgresql';

function watch(stores: Stores, settings: Settings, now: () => number): Readiness {
  const watched = Object.entries(stores).flatMap(([name, guarded]) =>
    guarded ? [{ name, essential: isEssential(name), check: () => guarded.store.check() }] : [],
  );
  return new Readiness(watched, settings.readinessGraceMilliseconds, now);
}

function storeFamilies(stores: Stores, readiness: Readiness): readonly Family[] {
  const samples = (name: string, of: (store: string) => number): Family['samples'] =>
    readiness.stores.map((store) => ({ name, labels: { store: store.name }, value: of(store.name) }));
  const reachable = new Map(readiness.stores.map((store) => [store.name, store.reachable]));
  const isOpen = (name: string): boolean => stores[name as keyof Stores]?.calls.breaker.isOpen ?? false;
  if (readiness.stores.length === 0) return [];
  return [
    {
      name: 'store_reachable',
      kind: 'gauge',
      help: 'Whether a store answered when it was last asked.',
      samples: samples('store_reachable', (name) => Number(reachable.get(name))),
    },
    {
      name: 'store_circuit_breaker_open',
      kind: 'gauge',
      help: 'Whether a store is left alone just now.',
      samples: samples('store_circuit_breaker_open', (name) => Number(isOpen(name))),
    },
  ];
}

class CacheCounts {
  readonly #counts = new Map<CacheResult, number>();

  record(result: CacheResult): void {
    this.#counts.set(result, (this.#counts.get(result) ?? 0) + 1);
  }

  get families(): readonly Family[] {
    const name = 'cache_reads_total';
    const samples = [...this.#counts].map(([result, value]) => ({ name, labels: { result }, value }));
    return samples.length > 0
      ? [{ name, kind: 'counter', help: 'Readings of the cache, by result.', samples }]
      : [];
  }
}

const without =
  (what: string): Route =>
  () =>
    problem(501, `${what} is not configured`);

function rowRoutes(stores: Stores, pod: string, counts: CacheCounts): Record<string, Route> {
  const { postgresql, cache } = stores;
  if (!postgresql) return { 'GET /rows': without('PostgreSQL'), 'POST /rows': without('PostgreSQL') };
  const reading = { database: postgresql, cache, count: (result: CacheResult) => counts.record(result) };
  return {
    'GET /rows': (question) => readRows(reading, question),
    'POST /rows': (question) => writeRow(postgresql, pod, question),
  };
}

function sessionRoutes(stores: Stores, settings: Settings, now: () => number): Record<string, Route> {
  const none = without('the store of the sessions');
  if (!stores.sessions || !settings.sessions)
    return { 'GET /session': none, 'POST /session': none, 'DELETE /session': none };
  const sessions = new Sessions(settings.sessions, stores.sessions, now);
  return {
    'GET /session': (question) => sessions.read(question),
    'POST /session': (question) => sessions.logIn(question),
    'DELETE /session': (question) => sessions.logOut(question),
  };
}

/** The api, not yet listening. */
export function makeApi(settings: Settings, outside: Outside): Api {
  const { now, log } = outside;
  const stores = openStores(settings, outside);
  const readiness = watch(stores, settings, now);
  const requests = new RequestMetrics(now() / 1000);
  const counts = new CacheCounts();
  const { podName: pod, zone, resilience, lingerMilliseconds } = settings;

  const ready = (): Answer => ({
    status: readiness.isReady ? 200 : 503,
    body: { ready: readiness.isReady, draining: readiness.isDraining, stores: readiness.stores },
  });
  const metrics = (): Answer => ({
    status: 200,
    body: printFamilies([
      ...requests.families(now() / 1000),
      gauge('http_open_connections', 'Connections of clients.', server.openConnections),
      ...storeFamilies(stores, readiness),
      ...counts.families,
      ...outside.processFamilies(),
    ]),
  });
  const ended = (one: Ended): void => {
    if (unobserved.test(one.path)) return;
    requests.record(one.status, one.seconds, now() / 1000);
    if (one.status >= 500 || settings.logRequests)
      log(one.status >= 500 ? 'error' : 'info', 'request', { ...one });
  };
  const server: HttpServer = new HttpServer({
    routes: {
      'GET /': () => ({ status: 200, body: { pod, zone } }),
      'GET /health/live': () => ({ status: 200, body: { live: true } }),
      'GET /health/ready': ready,
      'GET /metrics': metrics,
      'GET /settings': () => ({ status: 200, body: settings.free }),
      [`GET ${workPath}`]: work,
      ...rowRoutes(stores, pod, counts),
      ...sessionRoutes(stores, settings, now),
    },
    requestTimeoutMilliseconds: resilience.requestTimeoutMilliseconds,
    retryAfterSeconds: Math.max(1, Math.ceil(resilience.breaker.breakMilliseconds / 1000)),
    ended,
  });

  let watching = true;
  const keepWatching = async (): Promise<void> => {
    while (watching) {
      for (const change of await readiness.refresh())
        log(change.reachable ? 'info' : 'warning', 'store', { ...change });
      await outside.pause(checkMilliseconds);
    }
  };
  return {
    listen: () => {
      if (readiness.stores.length > 0) void keepWatching();
      return server.listen(settings.port);
    },
    stop: async () => {
      watching = false;
      readiness.drain();
      const answered = await server.drain(
        lingerMilliseconds,
        lingerMilliseconds + resilience.requestTimeoutMilliseconds + 1000,
      );
      for (const guarded of [stores.postgresql, stores.cache, stores.sessions]) guarded?.store.close();
      return answered;
    },
  };
}
