// A small client of a Kubernetes API server: what the tests ask of one, over HTTPS, strictly. Knows no kind;
// the server itself says where each is served.
import { Agent, request as httpsRequest } from 'node:https';
import { type KubernetesObject, printYaml } from '../../generator/engine/index.ts';

/** Plain data, so that it can be handed from one process to another. */
export interface Connection {
  readonly port: number;
  readonly token: string;
  /** The server's own certificate and its issuer's, PEM. */
  readonly certificate: string;
}

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly contentType?: string;
  readonly body?: string;
}

export type LiveObject = KubernetesObject & {
  readonly metadata: {
    readonly resourceVersion: string;
    readonly generation?: number;
    readonly managedFields?: unknown;
  };
  /** Of a Status: why not. */
  readonly message?: string;
  readonly [key: string]: unknown;
};

export interface Answer {
  readonly status: number;
  /** The object; a Status with a message where it was refused. */
  readonly body: LiveObject;
  /** What the server minds but lets pass, such as a deprecated version. */
  readonly warnings: readonly string[];
}

export interface ApplyOptions {
  readonly namespace: string;
  readonly dryRun?: boolean;
  /** The manifest as it is written, where it is to be the server that reads it. */
  readonly text?: string;
}

export interface Client {
  readonly send: (request: Request) => Promise<Answer>;
  /** Server-side apply as Argo CD does it: forced, and strict about unknown and duplicate fields. */
  readonly apply: (object: KubernetesObject, options: ApplyOptions) => Promise<Answer>;
  readonly create: (object: KubernetesObject, options?: { readonly namespace: string }) => Promise<Answer>;
  readonly replace: (object: KubernetesObject, namespace: string) => Promise<Answer>;
  readonly read: (object: KubernetesObject, namespace: string) => Promise<Answer>;
  /** Makes one of a name that nobody has, starting with the prefix; gives the name. */
  readonly createNamespace: (prefix: string, labels?: Readonly<Record<string, string>>) => Promise<string>;
  readonly close: () => void;
}

interface ResourceList {
  readonly resources?: readonly {
    readonly name: string;
    readonly kind: string;
    readonly namespaced: boolean;
  }[];
}

const applyQuery = { fieldManager: 'argocd-controller', force: 'true', fieldValidation: 'Strict' };

/** `299 - "text"` as the HTTP standard has it. */
function warningTexts(header: string | undefined): string[] {
  return [...(header ?? '').matchAll(/299 - "((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text as string);
}

function sender({ port, token, certificate }: Connection, agent: Agent): Client['send'] {
  return ({ method, path, query = {}, contentType = 'application/json', body }) =>
    new Promise((resolve, reject) => {
      const call = httpsRequest(
        {
          agent,
          host: '127.0.0.1',
          port,
          ca: certificate,
          method,
          path: `${path}?${new URLSearchParams(query)}`,
          headers: {
            authorization: `Bearer ${token}`,
            ...(body === undefined
              ? {}
              : { 'content-type': contentType, 'content-length': Buffer.byteLength(body) }),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            const isJson = /^application\/json/.test(response.headers['content-type'] ?? '');
            resolve({
              status: response.statusCode ?? 0,
              body: (isJson ? JSON.parse(text) : { message: text }) as LiveObject,
              warnings: warningTexts(response.headers.warning),
            });
          });
        },
      );
      call.on('error', reject);
      call.end(body);
    });
}

/** Where objects of a kind are served: asked once a group and version. */
function locator(send: Client['send']) {
  const lists = new Map<string, Promise<ResourceList>>();
  return async ({ apiVersion, kind }: KubernetesObject, namespace: string | undefined): Promise<string> => {
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const list =
      lists.get(root) ?? send({ method: 'GET', path: root }).then(({ body }) => body as ResourceList);
    lists.set(root, list);
    const resource = (await list).resources?.find((one) => one.kind === kind && !one.name.includes('/'));
    if (resource === undefined) throw new Error(`the API server does not serve ${kind} of ${apiVersion}`);
    if (!resource.namespaced) return `${root}/${resource.name}`;
    if (namespace === undefined) throw new Error(`${kind} needs a namespace`);
    return `${root}/namespaces/${namespace}/${resource.name}`;
  };
}

/** The answer's object. @throws with the server's words where it refused. */
export function accepted({ status, body }: Answer): LiveObject {
  if (status >= 200 && status < 300) return body;
  throw new Error(`the API server answered ${status}: ${body.message}`);
}

export function createClient(connection: Connection): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const send = sender(connection, agent);
  const locate = locator(send);
  const create: Client['create'] = async (object, options) =>
    send({
      method: 'POST',
      path: await locate(object, options?.namespace),
      query: { fieldValidation: 'Strict' },
      body: JSON.stringify(object),
    });
  return {
    send,
    create,
    apply: async (object, { namespace, dryRun = false, text }) =>
      send({
        method: 'PATCH',
        path: `${await locate(object, namespace)}/${object.metadata.name}`,
        query: dryRun ? { ...applyQuery, dryRun: 'All' } : applyQuery,
        contentType: 'application/apply-patch+yaml',
        body: text ?? printYaml(object as never),
      }),
    replace: async (object, namespace) =>
      send({
        method: 'PUT',
        path: `${await locate(object, namespace)}/${object.metadata.name}`,
        body: JSON.stringify(object),
      }),
    read: async (object, namespace) =>
      send({ method: 'GET', path: `${await locate(object, namespace)}/${object.metadata.name}` }),
    createNamespace: async (prefix, labels = {}) => {
      const metadata = { generateName: `${prefix}-`, labels } as never;
      return accepted(await create({ apiVersion: 'v1', kind: 'Namespace', metadata })).metadata.name;
    },
    close: () => agent.destroy(),
  };
}
