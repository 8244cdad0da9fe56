// What the tests ask of the cluster's API: kubectl for acts, one kept connection for looking often.
// Must not know what is tested.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'yaml';
import { kubeconfigFile, kubectl } from './programs.ts';

/** As the API gives it; the tests read only what they name. */
export interface LiveObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
    readonly resourceVersion?: string;
    readonly generation?: number;
    readonly managedFields?: unknown;
  };
  readonly spec?: Readonly<Record<string, never>>;
  readonly status?: Readonly<Record<string, never>>;
}

interface ContainerStatus {
  readonly name: string;
  readonly containerID?: string;
  readonly restartCount: number;
  readonly state?: { readonly running?: { readonly startedAt: string } };
}

export interface Pod extends Omit<LiveObject, 'spec' | 'status'> {
  readonly spec: { readonly nodeName?: string };
  readonly status: {
    readonly phase?: string;
    readonly podIP?: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly lastTransitionTime?: string;
    }[];
    readonly containerStatuses?: readonly ContainerStatus[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
  };
}

interface Access {
  readonly server: string;
  readonly agent: Agent;
}

let access: Access | undefined;

function openAccess(): Access {
  const config = parse(readFileSync(kubeconfigFile, 'utf8'));
  const decoded = (text: string): string => Buffer.from(text, 'base64').toString('utf8');
  const user = config.users[0].user;
  const cluster = config.clusters[0].cluster;
  return {
    server: cluster.server,
    agent: new Agent({
      keepAlive: true,
      ca: decoded(cluster['certificate-authority-data']),
      cert: decoded(user['client-certificate-data']),
      key: decoded(user['client-key-data']),
    }),
  };
}

/** GET of an API path, without the cost of a process. @throws where the answer is not 200 */
export function getPath<Body = { readonly items: readonly LiveObject[] }>(path: string): Promise<Body> {
  access ??= openAccess();
  const { server, agent } = access;
  return new Promise((resolve, reject) => {
    const call = request(`${server}${path}`, { agent, timeout: 10_000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        if (response.statusCode === 200) resolve(JSON.parse(text) as Body);
        else reject(new Error(`the API server answered ${response.statusCode} to ${path}`));
      });
    });
    call.on('timeout', () => call.destroy(new Error(`the API server did not answer ${path} in 10 s`)));
    call.on('error', reject);
    call.end();
  });
}

/** The pods that a selector names. */
export async function listPods(namespace: string, selector: string): Promise<readonly Pod[]> {
  const query = `labelSelector=${encodeURIComponent(selector)}`;
  return (await getPath<{ items: Pod[] }>(`/api/v1/namespaces/${namespace}/pods?${query}`)).items;
}

/** Takes requests: ready, and not on its way out. */
export const isServing = ({ metadata, status }: Pod): boolean =>
  metadata.deletionTimestamp === undefined &&
  (status.conditions ?? []).some(({ type, status: value }) => type === 'Ready' && value === 'True');

/** Applies objects as a GitOps controller does. Text in, kubectl's words out. @throws ProgramError */
export const applyObjects = (objects: readonly unknown[], ...args: readonly string[]): Promise<string> =>
  kubectl(['apply', '--server-side', '--force-conflicts', ...args, '-f', '-'], {
    input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
  });

/** A namespace where Pod Security is enforced at its strictest. */
export async function makeNamespace(name: string): Promise<void> {
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
  await applyObjects([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }]);
}

export async function removeNamespace(name: string): Promise<void> {
  await kubectl(['delete', 'namespace', name, '--ignore-not-found', '--timeout=180s'], { timeout: 200_000 });
}

/** Waits until a question is answered with yes. @throws with the words after the time limit */
export async function waitUntil(
  what: string,
  question: () => Promise<boolean>,
  limitSeconds: number,
): Promise<number> {
  const start = performance.now();
  for (;;) {
    if (await question()) return (performance.now() - start) / 1000;
    if (performance.now() - start > limitSeconds * 1000)
      throw new Error(`after ${limitSeconds} s: not yet ${what}`);
    await pause(250);
  }
}

/** Lets this process end. */
export function closeAccess(): void {
  access?.agent.destroy();
  access = undefined;
}
