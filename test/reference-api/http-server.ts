// The HTTP side: reads a request, lets a route answer, writes the answer, and drains when the pod must go.
// Must not know what the routes do.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, problem, type Question, type Route } from './answer.ts';
import { before } from './stores/guarded-calls.ts';
import { StoreError } from './stores/store-error.ts';

/** Longer than a gateway keeps an idle connection (60 s): the side that sends should be the one that closes. */
const keepAliveMilliseconds = 75_000;
const longestBody = 65_536;

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

class TooLong extends Error {}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > longestBody) throw new TooLong();
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

const cookiesIn = (header = ''): Record<string, string> =>
  Object.fromEntries(
    header
      .split(';')
      .map((pair) => pair.trim().split('='))
      .filter(([name]) => name)
      .map(([name, ...value]) => [name, value.join('=')]),
  );

/** Serves until it is drained. */
export class HttpServer {
  readonly #server: Server;
  readonly #options: HttpOptions;
  readonly #sockets = new Set<Socket>();
  #draining = false;
  #inFlight = 0;

  constructor(options: HttpOptions) {
    this.#options = options;
    this.#server = createServer(
      { keepAliveTimeout: keepAliveMilliseconds, headersTimeout: 80_000, requestTimeout: 85_000 },
      (request, response) => void this.#serve(request, response),
    );
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  /** The port that is listened on, once it is. */
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
    return this.#sockets.size;
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
    while (this.#sockets.size > 0 && passed() < lingerMilliseconds) await pause(20);
    this.#server.closeIdleConnections();
    while (this.#sockets.size > 0 && passed() < longestMilliseconds) {
      await pause(20);
      this.#server.closeIdleConnections();
    }
    const answered = this.#inFlight === 0;
    for (const socket of this.#sockets) socket.destroy();
    return answered;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const start = performance.now();
    this.#inFlight++;
    response.once('close', () => this.#inFlight--);
    const url = URL.parse(request.url ?? '/', 'http://localhost');
    const method = request.method ?? 'GET';
    const key = `${method === 'HEAD' ? 'GET' : method} ${url?.pathname ?? ''}`;
    const route = this.#options.routes[key];
    const { answer, reason } = await this.#ask(route, { request, url, method, start });
    this.#write(response, method, answer);
    this.#options.ended({
      method,
      path: route ? (url?.pathname ?? '') : 'unknown',
      status: answer.status,
      seconds: (performance.now() - start) / 1000,
      reason,
    });
  }

  async #ask(
    route: Route | undefined,
    {
      request,
      url,
      method,
      start,
    }: { request: IncomingMessage; url: URL | null; method: string; start: number },
  ): Promise<{ readonly answer: Answer; readonly reason?: string }> {
    const { requestTimeoutMilliseconds } = this.#options;
    const deadline = start + requestTimeoutMilliseconds;
    try {
      const body = await before(requestTimeoutMilliseconds, readBody(request));
      if (!url || !route) return { answer: this.#unknown(url?.pathname) };
      const question: Question = {
        method,
        path: url.pathname,
        query: url.searchParams,
        cookies: cookiesIn(request.headers.cookie),
        body,
        deadline,
      };
      // Stores give up by the deadline themselves; a little later nobody is waited for.
      return { answer: await before(deadline - performance.now() + 100, Promise.resolve(route(question))) };
    } catch (error) {
      return this.#failed(error);
    }
  }

  #unknown(path: string | undefined): Answer {
    const known = Object.keys(this.#options.routes)
      .filter((key) => key.endsWith(` ${path}`))
      .map((key) => key.split(' ')[0]);
    if (known.length === 0) return problem(404, 'there is nothing here');
    return { ...problem(405, 'this method is not served here'), headers: { allow: known.join(', ') } };
  }

  #failed(error: unknown): { readonly answer: Answer; readonly reason: string } {
    if (error instanceof TooLong) return { answer: problem(413, 'the body is too long'), reason: 'too long' };
    if (error instanceof StoreError)
      return {
        answer: problem(503, 'a store is not available', this.#options.retryAfterSeconds),
        reason: `${error.fault}: ${error.message}`,
      };
    // The name only: a message might quote what was sent.
    return {
      answer: problem(500, 'something went wrong'),
      reason: error instanceof Error ? error.name : 'unknown',
    };
  }

  #write(response: ServerResponse, method: string, { status, body, headers = {} }: Answer): void {
    const isText = typeof body === 'string';
    const text = body === undefined ? '' : isText ? body : `${JSON.stringify(body)}\n`;
    const contentType = isText ? 'text/plain; version=0.0.4; charset=utf-8' : 'application/json';
    response.writeHead(status, {
      ...(text === '' ? {} : { 'content-type': contentType }),
      ...(status === 204 ? {} : { 'content-length': String(Buffer.byteLength(text)) }),
      'cache-control': 'no-store',
      ...headers,
      ...(this.#draining || status === 413 ? { connection: 'close' } : {}),
    });
    response.end(method === 'HEAD' ? undefined : text);
  }
}
