// Who may reach whom, tried from real pods: everything that is allowed works, everything else does not.
import { apiImage } from '../cluster.ts';
import { applyObjects, getPath, listPods, makeNamespace, removeNamespace, waitUntil } from '../kubernetes.ts';
import { kubectl } from '../programs.ts';
import { apiName, releaseNamespace, servingPods } from '../release.ts';
import { exactly, type Figure, holds, type Scenario } from '../scenario.ts';
import { containerSecurity, loadNamespace, podSecurity, serviceAddress } from '../traffic.ts';

const strangers = 'chartwright-stranger';
const monitoring = 'monitoring';
const port = 8080;

interface Person {
  readonly namespace: string;
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Those who ask, besides the api itself. */
const people: Readonly<Record<string, Person>> = {
  'a client that the values name': { namespace: loadNamespace, name: 'asker' },
  'a test pod of the chart': {
    namespace: releaseNamespace,
    name: 'asker-test',
    labels: { 'app.kubernetes.io/name': apiName, 'app.kubernetes.io/component': 'test' },
  },
  'a neighbour in the namespace': { namespace: releaseNamespace, name: 'asker-neighbour' },
  'a pod of another namespace': { namespace: strangers, name: 'asker' },
  'a pod of the monitoring that is off': { namespace: monitoring, name: 'asker' },
};

/** From whom, to where, and whether it must open. */
const matrix: readonly (readonly [from: string, to: string, open: boolean])[] = [
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

const listen = `require('net').createServer(s=>s.end()).listen(${port});process.on('SIGTERM',()=>process.exit())`;

const asker = ({ namespace, name, labels = {} }: Person) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, labels: { ...labels, matrix: name } },
  spec: {
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 1,
    securityContext: podSecurity,
    containers: [
      {
        name: 'asker',
        image: apiImage,
        imagePullPolicy: 'IfNotPresent',
        command: ['node', '-e', listen],
        securityContext: containerSecurity,
      },
    ],
  },
});

async function addressOf({ namespace, name }: Person): Promise<string> {
  return (await listPods(namespace, `matrix=${name}`))[0]?.status.podIP ?? '';
}

async function targets(): Promise<Readonly<Record<string, string>>> {
  // From one node to its own pods the API demands that all is open: two pods of two zones are taken.
  const [asking, ...others] = await servingPods(releaseNamespace);
  const other = others.find(({ spec }) => spec.nodeName !== asking?.spec.nodeName);
  const address = async (who: string): Promise<string> => `${await addressOf(people[who] as Person)}:${port}`;
  const api = await getPath<{ items: { status: { podIP: string } }[] }>(
    '/api/v1/namespaces/kube-system/pods?labelSelector=component%3Dkube-apiserver',
  );
  return {
    'api pod': `${asking?.status.podIP}:${port}`,
    'another api pod': `${other?.status.podIP}:${port}`,
    'api Service': `${await serviceAddress(releaseNamespace, apiName)}:80`,
    DNS: `${await serviceAddress('kube-system', 'kube-dns')}:53`,
    'API server': `${api.items[0]?.status.podIP}:6443`,
    stranger: await address('a pod of another namespace'),
    client: await address('a client that the values name'),
    'test pod': await address('a test pod of the chart'),
  };
}

/** Tries all targets of one asker in one process: open or closed each, in their order. */
async function tryAll(person: Person, addresses: readonly string[]): Promise<readonly boolean[]> {
  const script = `Promise.all(process.argv.slice(1).map(a=>new Promise(r=>{
    const i=a.lastIndexOf(':'),s=require('net').connect(a.slice(i+1),a.slice(0,i));
    s.setTimeout(2500,()=>{s.destroy();r(0)});s.on('connect',()=>{s.destroy();r(1)});s.on('error',()=>r(0))
  }))).then(r=>console.log(JSON.stringify(r)))`;
  const said = await kubectl(
    ['exec', '-n', person.namespace, person.name, '--', 'node', '-e', script, ...addresses],
    { timeout: 30_000 },
  );
  return (JSON.parse(said) as number[]).map(Boolean);
}

async function askAll(): Promise<readonly string[]> {
  const places = await targets();
  const [apiPod] = await servingPods(releaseNamespace);
  const everybody: Readonly<Record<string, Person>> = {
    ...people,
    'the api': { namespace: releaseNamespace, name: apiPod?.metadata.name ?? '' },
  };
  const wrong: string[] = [];
  for (const [who, person] of Object.entries(everybody)) {
    const rows = matrix.filter(([from]) => from === who);
    const answers = await tryAll(
      person,
      rows.map(([, to]) => places[to] ?? ''),
    );
    for (const [place, [, to, open]] of rows.entries())
      if (answers[place] !== open) wrong.push(`${who} → ${to} is ${open ? 'closed' : 'open'}`);
  }
  return wrong;
}

const hole = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'planted-hole', namespace: releaseNamespace },
  spec: {
    podSelector: { matchLabels: { 'app.kubernetes.io/name': apiName } },
    policyTypes: ['Ingress'],
    ingress: [
      { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': strangers } } }] },
    ],
  },
};

async function tidy(): Promise<void> {
  const remove = (namespace: string, ...what: readonly string[]): Promise<string> =>
    kubectl(['delete', ...what, '-n', namespace, '--ignore-not-found']);
  await remove(releaseNamespace, 'networkpolicy', 'planted-hole');
  for (const { namespace, name } of Object.values(people)) await remove(namespace, 'pod', name);
  await removeNamespace(strangers);
  await removeNamespace(monitoring);
}

export const networkPolicy: Scenario = {
  name: 'network-policy',
  fault: 'connections tried from every kind of pod; then one hole is planted',
  quick: false,
  repeats: 1,
  shared: true,
  run: async (): Promise<readonly Figure[]> => {
    try {
      for (const namespace of [strangers, monitoring, loadNamespace]) await makeNamespace(namespace);
      await applyObjects(Object.values(people).map(asker));
      for (const { namespace, name } of Object.values(people))
        await kubectl(['wait', '-n', namespace, `pod/${name}`, '--for=condition=Ready', '--timeout=60s']);
      const wrong = await askAll();
      await applyObjects([hole]);
      let found: readonly string[] = [];
      await waitUntil(
        'the planted hole was found',
        async () => {
          found = await askAll();
          return found.length > wrong.length;
        },
        20,
      ).catch(() => 0);
      return [
        exactly('connections tried', matrix.length, 21),
        holds('not as declared', wrong.join('; ') || 'none', 'none'),
        holds('the planted hole', found.length > wrong.length ? 'found' : 'not found', 'found'),
      ];
    } finally {
      await tidy();
    }
  },
};
