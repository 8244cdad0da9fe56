// Stores that take connections and never answer, as a frozen node does: nothing may wait longer than it is told to.
// The servers are stand-ins that know no protocol; what real stores answer is tested elsewhere.
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Reply, type Running, send, start, stopAll, until } from './run-server.ts';

const sockets = new Set<Socket>();
let connections = 0;
const silent: Server = createServer((socket) => {
  connections++;
  sockets.add(socket);
  socket.on('error', () => undefined);
});
let port: number;
let api: Running;

beforeAll(async () => {
  port = await new Promise((resolve) =>
    silent.listen(0, '127.0.0.1', () => {
      const address = silent.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    }),
  );
  const address = `127.0.0.1:${port}`;
  api = await start({
    POSTGRESQL_HOSTS: `${address},${address}`,
    POSTGRESQL_DATABASE: 'a',
    POSTGRESQL_USERNAME: 'a',
    POSTGRESQL_CONNECT_TIMEOUT_SECONDS: '1',
    REDIS_SENTINELS: address,
    REDIS_MASTER_NAME: 'a',
    SESSION_SENTINELS: address,
    SESSION_MASTER_NAME: 'a',
    REDIS_COMMAND_TIMEOUT_MILLISECONDS: '200',
    REQUEST_TIMEOUT_SECONDS: '3',
    RETRY_MAX_ATTEMPTS: '2',
    RETRY_BASE_DELAY_MILLISECONDS: '20',
    CIRCUIT_BREAKER_MINIMUM_REQUESTS: '6',
    CIRCUIT_BREAKER_BREAK_SECONDS: '2',
  });
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  silent.close();
  stopAll();
});

const timed = async (ask: () => Promise<Reply>): Promise<{ reply: Reply; seconds: number }> => {
  const begun = performance.now();
  const reply = await ask();
  return { reply, seconds: (performance.now() - begun) / 1000 };
};
const login = (): Promise<Reply> => send(api.port, '/session', { method: 'POST', body: '{"user":"ann"}' });
const asksOnce = { headers: { cookie: `session=${'a'.repeat(43)}.${'b'.repeat(43)}` } };

describe('stores that never answer', () => {
  it('leave the api alive, but not ready', async () => {
    expect((await send(api.port, '/health/live')).status).toBe(200);
    const { reply, seconds } = await timed(() => send(api.port, '/health/ready'));
    expect([reply.status, seconds < 0.5]).toEqual([503, true]);
    expect(JSON.parse(reply.text).stores).toHaveLength(3);
  });

  it('leave what needs no store as it was', async () => {
    expect((await send(api.port, '/')).status).toBe(200);
  });

  it('make a request fail by its deadline, with a time to come back', async () => {
    const { reply, seconds } = await timed(() => send(api.port, '/rows'));
    expect([reply.status, reply.headers['retry-after']]).toEqual([503, '2']);
    expect(seconds).toBeGreaterThan(0.9);
    expect(seconds).toBeLessThan(3.5);
  });

  it('are left alone after enough failures, and tried again after the break', async () => {
    await until(
      async () => (await timed(login)).seconds,
      (seconds) => seconds < 0.1,
    );
    const before = connections;
    expect((await timed(() => send(api.port, '/session', asksOnce))).reply.status).toBe(503);
    expect(await metric('store_circuit_breaker_open{store="sessions"}')).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 2100));
    const { reply, seconds } = await timed(login);
    expect([reply.status, seconds > 0.15]).toEqual([503, true]);
    expect(connections).toBeGreaterThan(before);
  });

  it('do not hinder leaving', async () => {
    const { seconds } = await timed(async () => {
      api.process.kill('SIGTERM');
      expect(await api.ended).toBe(0);
      return { status: 0, headers: {}, text: '' };
    });
    expect(seconds).toBeLessThan(8);
  });
});

async function metric(name: string): Promise<number> {
  const { text } = await send(api.port, '/metrics');
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.split(' ').at(-1));
}
