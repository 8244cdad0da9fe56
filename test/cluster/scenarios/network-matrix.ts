// Who may reach whom: from every kind of pod to every kind of pod and each of its ports. Must not know how it is tried.
import { apiName, releaseNamespace } from '../release.ts';
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

/** A pod of one part of a Redis, made by the tests: it has the labels, by which the policies go. */
const partOf = (store: Store, component: string): Person => ({
  namespace: releaseNamespace,
  name: `asker-${store}-${component}`,
  labels: { 'app.kubernetes.io/name': stores[store].name, 'app.kubernetes.io/component': component },
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
      [
        `a client of the ${store}, by its label`,
        {
          namespace: releaseNamespace,
          name: `asker-${store}-client`,
          labels: { [`${stores[store].name}-client`]: 'true' },
        },
      ],
      ...parts.map((part) => [`a ${part} pod of the ${store}`, partOf(store, part)] as const),
    ]),
  ),
};

/** Those who ask and serve: the second pod of each Redis, by its place. */
export const redisAskers: Readonly<Record<string, RedisGroup>> = Object.fromEntries(
  storeNames.map((store) => [`a pod of the ${store}`, stores[store]]),
);

/** What is asked of the first pod of each Redis. */
export const redisPlaces: Readonly<Record<string, { readonly group: RedisGroup; readonly port: number }>> =
  Object.fromEntries(
    storeNames.flatMap((store) => [
      [`Redis of the ${store}`, { group: stores[store], port: 6379 }],
      [`Sentinel of the ${store}`, { group: stores[store], port: 26_379 }],
    ]),
  );

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

/** Who reaches the servers of which Redis; nobody else. */
const mayReach: Readonly<Record<string, readonly Store[]>> = {
  'the api': storeNames,
  'a client that the values name': storeNames,
  ...Object.fromEntries(
    storeNames.flatMap((store) =>
      [`a pod of the ${store}`, `a client of the ${store}, by its label`, `a test pod of the ${store}`].map(
        (who) => [who, [store]] as const,
      ),
    ),
  ),
};

const everybody = ['the api', ...Object.keys(people), ...Object.keys(redisAskers)];

const toRedis: readonly Row[] = everybody.flatMap((who) =>
  Object.entries(redisPlaces).map(
    ([place, { group }]): Row => [who, place, (mayReach[who] ?? []).some((store) => stores[store] === group)],
  ),
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

/** A part of a Redis that is no server is reached by nobody. */
const toParts: readonly Row[] = storeNames.flatMap((store) =>
  parts.flatMap((part) =>
    ['a neighbour in the namespace', 'a pod of another namespace', `a pod of the ${store}`].map(
      (who): Row => [who, `a ${part} pod of the ${store}`, false],
    ),
  ),
);

export const matrix: readonly Row[] = [...ofApi, ...toRedis, ...fromRedis, ...toParts];
