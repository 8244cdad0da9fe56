// Sends one HTTP request once and says what became of it. Must not know of rates, retries and records.
import { type Agent, type ClientRequest, type IncomingMessage, request as sendRequest } from 'node:http';
import type { ErrorKind } from './attempt-records.ts';

export interface AttemptOrder {
  readonly url: URL;
  readonly agent: Agent;
  /** 0: the system's choice. */
  readonly localPort: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly connectTimeoutMs: number;
}

export interface Outcome {
  readonly status: number;
  readonly error?: ErrorKind;
  readonly pod?: string;
  readonly reused: boolean;
}

const kindByCode: Readonly<Record<string, ErrorKind>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ECONNABORTED: 'reset',
  ETIMEDOUT: 'connect-timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EADDRNOTAVAIL: 'local',
  EADDRINUSE: 'local',
  EMFILE: 'local',
  ENFILE: 'local',
  ENOBUFS: 'local',
};

function errorKind(error: NodeJS.ErrnoException): ErrorKind {
  return kindByCode[error.code ?? ''] ?? 'protocol';
}

/** The name in x-pod, when it could be a pod's. */
function podOf({ headers }: IncomingMessage): string | undefined {
  const pod = headers['x-pod'];
  return typeof pod === 'string' && /^[a-z0-9.-]{1,253}$/.test(pod) ? pod : undefined;
}

/** Calls `giveUp` unless the connection of the request stands in time. */
function limitConnecting(client: ClientRequest, limitMs: number, giveUp: () => void): void {
  client.once('socket', (socket) => {
    if (!socket.connecting) return;
    const timer = setTimeout(giveUp, limitMs);
    const clear = () => clearTimeout(timer);
    socket.once('connect', clear);
    client.once('close', clear);
  });
}

/** Sends the request; `onEnd` is called once, after the whole answer, an error or the time limit. Never throws. */
export function sendAttempt(order: AttemptOrder, onEnd: (outcome: Outcome) => void): void {
  const { url, agent, headers, localPort } = order;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const client = sendRequest({
    host,
    port: url.port || 80,
    path: url.pathname + url.search,
    agent,
    headers,
    ...(localPort === 0 ? {} : { localPort }),
  });
  let settled = false;
  const settle = (outcome: Omit<Outcome, 'reused'>) => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    onEnd({ ...outcome, reused: client.reusedSocket });
  };
  const fail = (error: ErrorKind) => {
    settle({ status: 0, error });
    client.destroy();
  };
  const timer = setTimeout(() => fail('timeout'), order.timeoutMs);
  limitConnecting(client, order.connectTimeoutMs, () => fail('connect-timeout'));
  client.on('error', (error) => fail(errorKind(error)));
  client.on('response', (answer) => {
    answer.on('error', () => fail('reset'));
    answer.on('end', () => settle({ status: answer.statusCode ?? 0, pod: podOf(answer) }));
    answer.resume();
  });
  client.end();
}
