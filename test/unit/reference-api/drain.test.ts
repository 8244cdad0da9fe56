// Leaving without losing a request: a client hammers two processes while one of them is told to go.
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Running, send, start, stopAll, workPath } from './run-server.ts';

let second: Running;
beforeAll(async () => {
  second = await start({ POD_NAME: 'pod-b' });
});
afterAll(stopAll);

interface Ledger {
  sent: number;
  onFirst: number;
  readonly failed: string[];
}

/**
 * One client with one kept connection, as a gateway holds it: it stays with the first process until that one says
 * `Connection: close`, then goes to the second. A request that fails is lost: it is not sent again.
 */
async function hammer(ports: readonly [number, number], ledger: Ledger, going: () => boolean): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let index = 0;
  while (going()) {
    ledger.sent++;
    try {
      const path = ledger.sent % 3 === 0 ? `${workPath}?ms=15` : '/';
      const { status, headers } = await send(ports[index] ?? 0, path, { agent });
      if (status !== 200) ledger.failed.push(String(status));
      if (index === 0) ledger.onFirst++;
      if (headers.connection === 'close') index = 1;
    } catch (error) {
      ledger.failed.push((error as NodeJS.ErrnoException).code ?? String(error));
      index = 1;
    }
  }
  agent.destroy();
}

async function leaveUnderLoad(signal: 'SIGTERM' | 'SIGKILL'): Promise<{ ledger: Ledger; exit: unknown }> {
  const first = await start();
  const ledger: Ledger = { sent: 0, onFirst: 0, failed: [] };
  let going = true;
  const clients = Array.from({ length: 8 }, () => hammer([first.port, second.port], ledger, () => going));
  await new Promise((resolve) => setTimeout(resolve, 400));
  first.process.kill(signal);
  const exit = await first.ended;
  going = false;
  await Promise.all(clients);
  return { ledger, exit };
}

describe('draining', () => {
  it('loses no request on kept connections, and ends with 0', async () => {
    const { ledger, exit } = await leaveUnderLoad('SIGTERM');
    expect(ledger.failed).toEqual([]);
    expect(ledger.onFirst).toBeGreaterThan(50);
    expect(exit).toBe(0);
  });

  it('is what makes the difference: a killed process loses requests', async () => {
    const { ledger, exit } = await leaveUnderLoad('SIGKILL');
    expect(ledger.failed.length).toBeGreaterThan(0);
    expect(exit).toBe('SIGKILL');
  });

  it('finishes a request in flight, says close, and takes no new connection', async () => {
    const api = await start({ SHUTDOWN_LINGER_SECONDS: '1' });
    const slow = send(api.port, `${workPath}?ms=2000`);
    await new Promise((resolve) => setTimeout(resolve, 150));
    api.process.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 150));
    await expect(send(api.port, '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    const { status, headers } = await slow;
    expect([status, headers.connection]).toEqual([200, 'close']);
    expect(await api.ended).toBe(0);
  });

  it('fails the readiness, and answers on an idle connection until the linger is over', async () => {
    const api = await start({ SHUTDOWN_LINGER_SECONDS: '2' });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect((await send(api.port, '/health/ready', { agent })).status).toBe(200);
    api.process.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const { status, headers, text } = await send(api.port, '/health/ready', { agent });
    expect([status, headers.connection]).toEqual([503, 'close']);
    expect(JSON.parse(text)).toMatchObject({ draining: true });
    expect(await api.ended).toBe(0);
  });

  it('does not wait for ever for connections on which nothing was ever asked', async () => {
    const api = await start({ SHUTDOWN_LINGER_SECONDS: '1' });
    const socket = connect(api.port, '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const begun = performance.now();
    api.process.kill('SIGTERM');
    expect(await api.ended).toBe(0);
    const seconds = (performance.now() - begun) / 1000;
    expect(seconds).toBeGreaterThan(0.9);
    expect(seconds).toBeLessThan(3);
    socket.destroy();
  });

  it('answers a request that outlasts its time, and goes', async () => {
    const api = await start({ SHUTDOWN_LINGER_SECONDS: '0', REQUEST_TIMEOUT_SECONDS: '1' });
    // Headers that promise a body which never comes keep the request in flight.
    const socket = connect(api.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (bytes) => {
      answer += bytes.toString('utf8');
    });
    socket.write('POST /rows HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const begun = performance.now();
    api.process.kill('SIGTERM');
    expect(await api.ended).toBe(0);
    expect(performance.now() - begun).toBeLessThan(2500);
    expect(answer).toMatch(/^HTTP\/1\.1 503 [\s\S]*connection: close/i);
    socket.destroy();
  });
});
