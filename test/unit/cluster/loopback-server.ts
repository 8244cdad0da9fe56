// Servers on loopback for the tests of the load generator. Must not know what the tests expect.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';

export interface LoopbackServer {
  readonly url: string;
  /** Connections accepted so far. */
  connections(): number;
  close(): Promise<void>;
}

/** `arrival` counts the requests from 0. */
export type Answer = (arrival: number, response: ServerResponse, request: IncomingMessage) => void;

export const answerWell: Answer = (_arrival, response) => void response.end('fine');

export async function serve(answer: Answer): Promise<LoopbackServer> {
  let arrivals = 0;
  let connections = 0;
  const server = createServer((request, response) => answer(arrivals++, response, request));
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A server in a thread of its own, which answers while the test's thread is blocked. */
export async function serveInThread(): Promise<{ url: string; close(): Promise<unknown> }> {
  const code = `
    const { parentPort } = require('node:worker_threads');
    const server = require('node:http').createServer((_, response) => response.end('fine'));
    server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`;
  const worker = new Worker(code, { eval: true });
  const port = await new Promise((resolve) => worker.once('message', resolve));
  return { url: `http://127.0.0.1:${port}/`, close: () => worker.terminate() };
}

/** A port on which nobody listens. */
export async function closedPort(): Promise<string> {
  const server = await serve(answerWell);
  await server.close();
  return server.url;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
