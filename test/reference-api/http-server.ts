// The HTTP side: reads a request, lets a route answer, writes the answer, and drains when the pod must go.
// Must not know what the routes do.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, problem, type Route } from './answer.ts';
import { before } from './stores/guarded-calls.ts';
import { StoreError } from './stores/store-error.ts';

/** Longer than a gateway keeps an idle connection (60 s): the side that sends should be the one that closes. */
const keepAliveMilliseconds = 75_000;
const longestBody = 65_536;
/** As gateways count it: nobody was there to be answered. */
const clientWentAway = 499;

/** What happened to one request; the path is that of the route, never with a query. */
export interface Ended {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly seconds: number;
  readonly reason?: string | undefined;
}

export interface HttpOptions {
  /** By method and path, `GET /`; HEAD is answered as GET without its body. */
  readonly routes: Readonly<Record<string, Route>>;
  readonly requestTimeoutMilliseconds: number;
  /** How long a client is told to wait when a store is away. */
  readonly retryAfterSeconds: number;
  readonly ended: (one: Ended) => void;
}

/** A request that is answered without asking a route. */
class Refused extends Error {
  readonly answer: Answer;
  constructor(status: number, message: string) {
    super(message);
    this.answer = { ...problem(status, message), headers: { connection: 'close' } };
  }
}

/** The body as text. Throws Refused; then the rest of it is left unread, and the connection is closed after the answer. */
function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    request.on('data', (part: Buffer) => {
      length += part.length;
      if (length <= longestBody) parts.push(part);
      else reject(new Refused(413, 'the body is too long'));
    });
    request.once('end', () => resolve(Buffer.concat(parts).toString('utf8')));
    request.once('error', reject);
    request.once('close', () => reject(new Refused(400, 'the body ended too soon')));
  });
}

const cookiesIn = (header = ''): Record<string, string> =>
  Object.fromEntries(
    header
      .split(';')
      .map((pair) => pair.trim().split('='))
      .filter(([name]) => name)
      .map(([name, ...value]) => [name, value.join('=')]),
  );

/** Path and query; no host, no fragment. */
function splitTarget(target = '/'): { readonly path: string; readonly query: URLSearchParams } {
  const [path = '/', ...rest] = target.split('?');
  return { path, query: new URLSearchParams(rest.join('?')) };
}

const written = (body: unknown): string =>
  body === undefined ? '' : typeof body === 'string' ? body : `${JSON.stringify(body)}\n`;

/** Serves until it is drained. */
export class HttpServer {
  readonly #server: Server;
  readonly #options: HttpOptions;
  /** How many requests each connection waits for. */
  readonly #waiting = new Map<Socket, number>();
  #draining = false;

  constructor(options: HttpOptions) {
    this.#options = options;
    this.#server = createServer(
      { keepAliveTimeout: keepAliveMilliseconds, headersTimeout: 80_000, requestTimeout: 85_000 },
      (request, response) => void this.#serve(request, response),
    );
    this.#server.on('connection', (socket) => {
      this.#waiting.set(socket, 0);
      socket.once('close', () => this.#waiting.delete(socket));
    });
  }

  /** The port that is listened on, once it is. Throws what the system says. */
  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, () => {
        const address = this.#server.address();
        resolve(typeof address === 'object' && address ? address.port : port);
      });
    });
  }

  get openConnections(): number {
    return this.#waiting.size;
  }

  /**
   * Takes no new connection; answers what comes on the open ones with `Connection: close`; after `lingerMilliseconds`
   * closes those on which nothing came, and ends when every request is answered, or after `longestMilliseconds`.
   * Returns whether every request was answered.
   */
  async drain(lingerMilliseconds: number, longestMilliseconds: number): Promise<boolean> {
    this.#draining = true;
    const start = performance.now();
    const passed = (): number => performance.now() - start;
    // Not the close of the HTTP server: that one cuts idle connections at once, and a request may be on its way.
    NetServer.prototype.close.call(this.#server);
    while (this.#waiting.size > 0 && passed() < longestMilliseconds) {
      if (passed() >= lingerMilliseconds) this.#closeIdle();
      await pause(20);
    }
    const answered = [...this.#waiting.values()].every((count) => count === 0);
    for (const socket of this.#waiting.keys()) socket.destroy();
    return answered;
  }

  #closeIdle(): void {
    for (const [socket, count] of this.#waiting) if (count === 0) socket.destroySoon();
  }

  #count(socket: Socket, change: 1 | -1): void {
    const count = this.#waiting.get(socket);
    if (count !== undefined) this.#waiting.set(socket, count + change);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const start = performance.now();
    const { socket } = request;
    this.#count(socket, 1);
    response.once('close', () => this.#count(socket, -1));
    const method = request.method ?? 'GET';
    const { path, query } = splitTarget(request.url);
    const route = this.#options.routes[`${method === 'HEAD' ? 'GET' : method} ${path}`];
    const deadline = start + this.#options.requestTimeoutMilliseconds;
    const cookies = cookiesIn(request.headers.cookie);
    const { answer, reason } = await this.#answer(async () => {
      const body = await readBody(request);
      return route ? route({ method, path, query, cookies, body, deadline }) : this.#unknown(path);
    }, deadline);
    const gone = socket.destroyed;
    if (!gone) this.#write(response, method, answer);
    const status = gone ? clientWentAway : answer.status;
    const seconds = (performance.now() - start) / 1000;
    this.#options.ended({ method, path: route ? path : 'unknown', status, seconds, reason });
  }

  async #answer(
    ask: () => Promise<Answer>,
    deadline: number,
  ): Promise<{ readonly answer: Answer; readonly reason?: string }> {
    try {
      // Stores give up by the deadline themselves; a little later nobody is waited for.
      return { answer: await before(deadline - performance.now() + 100, ask()) };
    } catch (error) {
      if (error instanceof Refused) return { answer: error.answer, reason: error.message };
      if (error instanceof StoreError)
        return {
          answer: problem(503, 'a store is not available', this.#options.retryAfterSeconds),
          reason: `${error.fault}: ${error.message}`,
        };
      // The name only: a message might quote what was sent.
      const reason = error instanceof Error ? error.name : 'unknown';
      return { answer: problem(500, 'something went wrong'), reason };
    }
  }

  #unknown(path: string): Answer {
    const known = Object.keys(this.#options.routes)
      .filter((key) => key.endsWith(` ${path}`))
      .map((key) => key.split(' ')[0]);
    if (known.length === 0) return problem(404, 'there is nothing here');
    return { ...problem(405, 'this method is not served here'), headers: { allow: known.join(', ') } };
  }

  #write(response: ServerResponse, method: string, { status, body, headers = {} }: Answer): void {
    const text = written(body);
    const type = typeof body === 'string' ? 'text/plain; version=0.0.4; charset=utf-8' : 'application/json';
    response.writeHead(status, {
      ...(text === '' ? {} : { 'content-type': type }),
      ...(status === 204 ? {} : { 'content-length': String(Buffer.byteLength(text)) }),
      'cache-control': 'no-store',
      ...headers,
      ...(this.#draining ? { connection: 'close' } : {}),
    });
    response.end(method === 'HEAD' ? undefined : text);
  }
}
