// Who may reach whom, tried from real pods: everything that is allowed works, everything else does not.
import { apiImage } from '../cluster.ts';
import {
  applyObjects,
  getPath,
  listPods,
  makeNamespace,
  type Pod,
  removeNamespace,
  waitUntil,
} from '../kubernetes.ts';
import { kubectl } from '../programs.ts';
import { apiName, releaseNamespace, servingPods } from '../release.ts';
import { exactly, type Figure, holds, type Scenario } from '../scenario.ts';
import { containerSecurity, loadNamespace, podSecurity, serviceAddress } from '../traffic.ts';
import { matrix, monitoring, type Person, people, places, servers, strangers } from './network-matrix.ts';

const port = 8080;

const listen = `require('net').createServer(s=>s.end()).listen(${port});process.on('SIGTERM',()=>process.exit())`;

const asker = ({ namespace, name, labels = {} }: Person) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, labels: { ...labels, matrix: name } },
  spec: {
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 1,
    // Wherever there is room: it must run, however the nodes are marked.
    tolerations: [{ operator: 'Exists' }],
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

async function addressOfPod(name: string): Promise<string> {
  const { status } = await getPath<Pod>(`/api/v1/namespaces/${releaseNamespace}/pods/${name}`);
  return status.podIP ?? '';
}

async function targets(): Promise<Readonly<Record<string, string>>> {
  // From one node to its own pods the API demands that all is open: two pods of two zones are taken.
  const [asking, ...others] = await servingPods(releaseNamespace);
  const other = others.find(({ spec }) => spec.nodeName !== asking?.spec.nodeName);
  const api = await getPath<{ items: { status: { podIP: string } }[] }>(
    '/api/v1/namespaces/kube-system/pods?labelSelector=component%3Dkube-apiserver',
  );
  const made = await Promise.all(
    Object.entries(people).map(async ([who, person]) => [who, `${await addressOf(person)}:${port}`] as const),
  );
  const ofStores = await Promise.all(
    Object.entries(places).map(
      async ([place, { pod, port: of }]) => [place, `${await addressOfPod(pod)}:${of}`] as const,
    ),
  );
  const byPerson = Object.fromEntries(made);
  return {
    ...byPerson,
    ...Object.fromEntries(ofStores),
    'api pod': `${asking?.status.podIP}:${port}`,
    'another api pod': `${other?.status.podIP}:${port}`,
    'api Service': `${await serviceAddress(releaseNamespace, apiName)}:80`,
    DNS: `${await serviceAddress('kube-system', 'kube-dns')}:53`,
    'API server': `${api.items[0]?.status.podIP}:6443`,
    stranger: byPerson['a pod of another namespace'] ?? '',
    client: byPerson['a client that the values name'] ?? '',
    'test pod': byPerson['a test pod of the chart'] ?? '',
  };
}

const withNode = `Promise.all(process.argv.slice(1).map(a=>new Promise(r=>{
  const i=a.lastIndexOf(':'),s=require('net').connect(a.slice(i+1),a.slice(0,i));
  s.setTimeout(2500,()=>{s.destroy();r(0)});s.on('connect',()=>{s.destroy();r(1)});s.on('error',()=>r(0))
}))).then(r=>console.log(JSON.stringify(r)))`;

// All at once, and the answers in the order of the questions.
export const withBash = `place=0
for one; do
  { timeout 3 bash -c ": </dev/tcp/\${one%:*}/\${one##*:}" 2>/dev/null && echo "$place 1" || echo "$place 0"; } &
  place=$((place + 1))
done | sort -n | { text=; while read -r _ open; do text="$text,$open"; done; echo "[\${text#,}]"; }`;

/** Tries all targets of one asker in one process: open or closed each, in their order. */
async function tryAll(
  { namespace, name }: Person,
  words: readonly string[],
  addresses: readonly string[],
): Promise<readonly boolean[]> {
  const said = await kubectl(['exec', '-n', namespace, name, ...words, ...addresses], { timeout: 60_000 });
  return (JSON.parse(said) as number[]).map(Boolean);
}

interface Asked {
  readonly tried: number;
  readonly wrong: readonly string[];
}

async function askAll(): Promise<Asked> {
  const addresses = await targets();
  const [apiPod] = await servingPods(releaseNamespace);
  const node = ['--', 'node', '-e', withNode];
  const everybody: readonly (readonly [who: string, person: Person, words: readonly string[]])[] = [
    ...Object.entries(people).map(([who, person]) => [who, person, node] as const),
    ['the api', { namespace: releaseNamespace, name: apiPod?.metadata.name ?? '' }, node],
    ...Object.entries(servers).map(([who, { pod, container }]) => {
      const bash = ['-c', container, '--', 'bash', '-c', withBash, 'bash'];
      return [who, { namespace: releaseNamespace, name: pod }, bash] as const;
    }),
  ];
  const wrong: string[] = [];
  let tried = 0;
  for (const [who, person, words] of everybody) {
    const rows = matrix.filter(([from]) => from === who);
    const answers = await tryAll(
      person,
      words,
      rows.map(([, to]) => addresses[to] ?? ''),
    );
    tried += answers.length;
    for (const [place, [, to, open]] of rows.entries())
      if (answers[place] !== open) wrong.push(`${who} → ${to} is ${open ? 'closed' : 'open'}`);
  }
  return { tried, wrong };
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
  stores: true,
  shared: true,
  run: async (): Promise<readonly Figure[]> => {
    try {
      for (const namespace of [strangers, monitoring, loadNamespace]) await makeNamespace(namespace);
      await applyObjects(Object.values(people).map(asker));
      for (const { namespace, name } of Object.values(people))
        await kubectl(['wait', '-n', namespace, `pod/${name}`, '--for=condition=Ready', '--timeout=60s']);
      const { tried, wrong } = await askAll();
      await applyObjects([hole]);
      let found: readonly string[] = [];
      await waitUntil(
        'the planted hole was found',
        async () => {
          found = (await askAll()).wrong;
          return found.length > wrong.length;
        },
        20,
      ).catch(() => 0);
      return [
        exactly('connections tried', tried, matrix.length),
        holds('not as declared', wrong.join('; ') || 'none', 'none'),
        holds('the planted hole', found.length > wrong.length ? 'found' : 'not found', 'found'),
      ];
    } finally {
      await tidy();
    }
  },
};
