// Who may reach whom: from every kind of pod to every kind of pod and each of its ports. Must not know how it is tried.
import { apiName, releaseNamespace } from '../release.ts';
import { databaseName, monitorSet, nodeSets } from '../stores/postgresql-group.ts';
import { cacheGroup, type RedisGroup, sessionsGroup } from '../stores/redis-group.ts';
import { loadNamespace } from '../traffic.ts';

export const strangers = 'chartwright-stranger';
export const monitoring = 'monitoring';

/** A pod that asks. One that the tests make is a program on Node.js that also listens. */
export interface Person {
  readonly namespace: string;
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
}

export type Row = readonly [from: string, to: string, open: boolean];

const stores: Readonly<Record<'cache' | 'sessions', RedisGroup>> = {
  cache: cacheGroup,
  sessions: sessionsGroup,
};
type Store = keyof typeof stores;
const storeNames: readonly Store[] = ['cache', 'sessions'];

/** A pod of one part of a store, made by the tests: it has the labels, by which the policies go. */
const partOf = (store: string, of: string, component: string): Person => ({
  namespace: releaseNamespace,
  name: `asker-${store}-${component}`,
  labels: { 'app.kubernetes.io/name': of, 'app.kubernetes.io/component': component },
});
const clientOf = (store: string, of: string): Person => ({
  namespace: releaseNamespace,
  name: `asker-${store}-client`,
  labels: { [`${of}-client`]: 'true' },
});

/** Those that a Redis has besides its servers; the proxy and the backup are off, so nobody lets them in. */
const parts = ['test', 'proxy', 'backup'] as const;

/** Those who ask and are made for it. */
export const people: Readonly<Record<string, Person>> = {
  'a client that the values name': { namespace: loadNamespace, name: 'asker' },
  'a test pod of the chart': {
    namespace: releaseNamespace,
    name: 'asker-test',
    labels: { 'app.kubernetes.io/name': apiName, 'app.kubernetes.io/component': 'test' },
  },
  'a neighbour in the namespace': { namespace: releaseNamespace, name: 'asker-neighbour' },
  'a pod of another namespace': { namespace: strangers, name: 'asker' },
  'a pod of the monitoring that is off': { namespace: monitoring, name: 'asker' },
  ...Object.fromEntries(
    storeNames.flatMap((store) => [
      [`a client of the ${store}, by its label`, clientOf(store, stores[store].name)],
      ...parts.map(
        (part) => [`a ${part} pod of the ${store}`, partOf(store, stores[store].name, part)] as const,
      ),
    ]),
  ),
  'a client of the database, by its label': clientOf('database', databaseName),
  'a test pod of the database': partOf('database', databaseName, 'test'),
};

/** Those who ask and serve: of each Redis the second pod, by its place. */
export const servers: Readonly<Record<string, { readonly pod: string; readonly container: string }>> = {
  ...Object.fromEntries(
    storeNames.map((store) => [
      `a pod of the ${store}`,
      { pod: `${stores[store].name}-1`, container: 'redis' },
    ]),
  ),
  'a node of the database': { pod: `${nodeSets[1]}-0`, container: 'postgresql' },
  'the monitor of the database': { pod: `${monitorSet}-0`, container: 'postgresql' },
};

/** What is asked of the stores: of each Redis the first pod. */
export const places: Readonly<Record<string, { readonly pod: string; readonly port: number }>> = {
  ...Object.fromEntries(
    storeNames.flatMap((store) => [
      [`Redis of the ${store}`, { pod: `${stores[store].name}-0`, port: 6379 }],
      [`Sentinel of the ${store}`, { pod: `${stores[store].name}-0`, port: 26_379 }],
    ]),
  ),
  'another node of the database': { pod: `${nodeSets[0]}-0`, port: 5432 },
  'the monitor of the nodes': { pod: `${monitorSet}-0`, port: 5432 },
};

const ofApi: readonly Row[] = [
  ['a client that the values name', 'api pod', true],
  ['a client that the values name', 'api Service', true],
  ['a test pod of the chart', 'api pod', true],
  ['a test pod of the chart', 'api Service', true],
  ['a test pod of the chart', 'DNS', true],
  ['a test pod of the chart', 'stranger', false],
  ['a test pod of the chart', 'API server', false],
  ['a neighbour in the namespace', 'api pod', false],
  ['a neighbour in the namespace', 'api Service', false],
  ['a neighbour in the namespace', 'stranger', true],
  ['a pod of another namespace', 'api pod', false],
  ['a pod of another namespace', 'api Service', false],
  ['a pod of another namespace', 'test pod', false],
  ['a pod of the monitoring that is off', 'api pod', false],
  ['a pod of the monitoring that is off', 'api Service', false],
  ['the api', 'DNS', true],
  ['the api', 'stranger', false],
  ['the api', 'client', false],
  ['the api', 'another api pod', false],
  ['the api', 'API server', false],
  ['the api', 'test pod', false],
];

const placesOf = (store: Store): readonly string[] => [`Redis of the ${store}`, `Sentinel of the ${store}`];
const clientPlaces = [...storeNames.flatMap(placesOf), 'another node of the database'];
const databasePlaces = ['another node of the database', 'the monitor of the nodes'];

/** Who reaches the servers of which store; nobody else. */
const mayReach: Readonly<Record<string, readonly string[]>> = {
  'the api': clientPlaces,
  'a client that the values name': clientPlaces,
  ...Object.fromEntries(
    storeNames.flatMap((store) =>
      [`a pod of the ${store}`, `a client of the ${store}, by its label`, `a test pod of the ${store}`].map(
        (who) => [who, placesOf(store)] as const,
      ),
    ),
  ),
  'a client of the database, by its label': ['another node of the database'],
  'a test pod of the database': databasePlaces,
  'a node of the database': databasePlaces,
  'the monitor of the database': databasePlaces,
};

const everybody = ['the api', ...Object.keys(people), ...Object.keys(servers)];

const toStores: readonly Row[] = everybody.flatMap((who) =>
  Object.keys(places).map((place): Row => [who, place, (mayReach[who] ?? []).includes(place)]),
);

/** What a pod of a Redis may reach besides: names, and nothing else. */
const fromRedis: readonly Row[] = storeNames.flatMap((store): readonly Row[] => [
  ...[`a pod of the ${store}`, `a test pod of the ${store}`].flatMap((who): readonly Row[] => [
    [who, 'DNS', true],
    [who, 'API server', false],
    [who, 'stranger', false],
    [who, 'api pod', false],
  ]),
  ...['proxy', 'backup'].flatMap((part): readonly Row[] => [
    [`a ${part} pod of the ${store}`, 'DNS', false],
    [`a ${part} pod of the ${store}`, 'stranger', false],
  ]),
]);

/** The nodes label their pods by the API server; the monitor and the tests have nothing to say to it. */
const fromDatabase: readonly Row[] = [
  'a node of the database',
  'the monitor of the database',
  'a test pod of the database',
].flatMap((who): readonly Row[] => [
  [who, 'DNS', true],
  [who, 'API server', who === 'a node of the database'],
  [who, 'stranger', false],
  [who, 'api pod', false],
]);

/** A part of a Redis that is no server is reached by nobody. */
const toParts: readonly Row[] = storeNames.flatMap((store) =>
  parts.flatMap((part) =>
    ['a neighbour in the namespace', 'a pod of another namespace', `a pod of the ${store}`].map(
      (who): Row => [who, `a ${part} pod of the ${store}`, false],
    ),
  ),
);

export const matrix: readonly Row[] = [...ofApi, ...toStores, ...fromRedis, ...fromDatabase, ...toParts];
