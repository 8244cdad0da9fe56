// The program of the custom metrics' pod: asks the cluster for the pods and each of them for its /metrics, whenever it
// is asked itself. A stand-in for prometheus-adapter: no history, no authentication of who asks.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import {
  fixedAnswer,
  type MetricQuestion,
  metricValues,
  type PodValue,
  readGauge,
  readQuestion,
  status,
} from './answers.ts';

const port = 6443;
const scrapeTimeoutMs = 1000;
const account = '/var/run/secrets/kubernetes.io/serviceaccount';
const cluster = `https://${process.env.KUBERNETES_SERVICE_HOST}:${process.env.KUBERNETES_SERVICE_PORT}`;

interface Pods {
  readonly items: readonly {
    readonly metadata: { readonly name: string };
    readonly status: { readonly phase?: string; readonly podIP?: string };
  }[];
}

/** The certificate of the cluster comes from NODE_EXTRA_CA_CERTS. */
async function listPods({ namespace, labelSelector }: MetricQuestion): Promise<Pods['items']> {
  const query = labelSelector === '' ? '' : `?labelSelector=${encodeURIComponent(labelSelector)}`;
  const headers = { authorization: `Bearer ${readFileSync(`${account}/token`, 'utf8')}` };
  const answer = await fetch(`${cluster}/api/v1/namespaces/${namespace}/pods${query}`, { headers });
  if (!answer.ok) throw new Error(`the list of pods: ${answer.status}`);
  return ((await answer.json()) as Pods).items;
}

/** One pod's rate. A pod that does not answer has none, as one that Prometheus could not read. */
async function scrape(pod: string, address: string): Promise<readonly PodValue[]> {
  try {
    const signal = AbortSignal.timeout(scrapeTimeoutMs);
    const perSecond = readGauge(await (await fetch(`http://${address}:8080/metrics`, { signal })).text());
    return perSecond === undefined ? [] : [{ pod, perSecond }];
  } catch {
    return [];
  }
}

async function answerQuestion(question: MetricQuestion): Promise<unknown> {
  const pods = (await listPods(question)).filter(
    ({ metadata, status: { phase } }) =>
      phase === 'Running' && (question.pod === '*' || question.pod === metadata.name),
  );
  const values = await Promise.all(
    pods.map(({ metadata, status: { podIP = '' } }) => scrape(metadata.name, podIP)),
  );
  return metricValues(question.namespace, values.flat(), new Date().toISOString());
}

const server = createServer(
  { key: readFileSync('/certificate/tls.key'), cert: readFileSync('/certificate/tls.crt') },
  async (request, response) => {
    const url = new URL(request.url ?? '/', 'https://custom-metrics');
    const say = (code: number, body: unknown): void => {
      response.writeHead(code, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    // The API server sends the star as %2A; nothing else of these paths is ever encoded.
    const path = url.pathname.replaceAll('%2A', '*');
    const fixed = fixedAnswer(path);
    if (fixed !== undefined) return say(200, fixed);
    const question = readQuestion(path, url.searchParams);
    if (question === undefined) return say(404, status(404, `there is no ${path}`));
    await answerQuestion(question).then(
      (body) => say(200, body),
      (error: Error) => say(503, status(503, error.message)),
    );
  },
);
process.on('SIGTERM', () => process.exit(0));
server.listen(port);
