// The reference api as a process without stores: probes, metrics, limits, and settings that are wrong.
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Running, send, start, stopAll, workPath } from './run-server.ts';

let api: Running;
beforeAll(async () => {
  api = await start({ SETTING_COLOUR: 'blue', POD_ZONE: 'eastus-1', POSTGRESQL_PASSWORD: 'never-shown' });
});
afterAll(stopAll);

/** What comes back for bytes sent as they are. */
const raw = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(api.port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (bytes) => {
      answer += bytes.toString('utf8');
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });

describe('the probes', () => {
  it.each(['/health/live', '/health/ready'])('answer GET and HEAD at %s', async (path) => {
    const get = await send(api.port, path);
    const head = await send(api.port, path, { method: 'HEAD' });
    expect([get.status, head.status]).toEqual([200, 200]);
    expect(head.text).toBe('');
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
  });

  it('are ready at once without stores', async () => {
    const { text } = await send(api.port, '/health/ready');
    expect(JSON.parse(text)).toEqual({ ready: true, draining: false, stores: [] });
  });
});

describe('the routes', () => {
  it('tell the pod, its zone, and the free settings', async () => {
    expect(JSON.parse((await send(api.port, '/')).text)).toEqual({ pod: 'pod-a', zone: 'eastus-1' });
    expect(JSON.parse((await send(api.port, '/settings')).text)).toEqual({ COLOUR: 'blue' });
  });

  it('work for as long as asked, and no longer than allowed', async () => {
    const start = performance.now();
    expect((await send(api.port, `${workPath}?ms=120`)).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(115);
    expect((await send(api.port, `${workPath}?ms=30&burn=1`)).status).toBe(200);
    for (const wrong of ['5001', '-1', 'x', '1e3', ''])
      expect((await send(api.port, `${workPath}?ms=${wrong}`)).status, wrong).toBe(400);
  });

  it('leave room for probes while they burn', async () => {
    const burning = send(api.port, `${workPath}?ms=600&burn=1`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const start = performance.now();
    expect((await send(api.port, '/health/live')).status).toBe(200);
    expect(performance.now() - start).toBeLessThan(300);
    await burning;
  });

  it('say what is not configured', async () => {
    for (const [method, path] of [
      ['GET', '/rows'],
      ['POST', '/rows'],
      ['GET', '/session'],
    ] as const)
      expect((await send(api.port, path, { method })).status).toBe(501);
  });

  it('refuse what they do not know', async () => {
    expect((await send(api.port, '/nowhere')).status).toBe(404);
    expect((await send(api.port, '//')).status).toBe(404);
    const wrong = await send(api.port, '/rows', { method: 'PUT' });
    expect([wrong.status, wrong.headers.allow]).toEqual([405, 'GET, POST']);
  });

  it('refuse a body that is too long, and answer all the same', async () => {
    const long = await send(api.port, '/session', { method: 'POST', body: 'x'.repeat(70_000) });
    expect([long.status, long.headers.connection]).toEqual([413, 'close']);
  });

  it('answer bytes that are no HTTP with 400', async () => {
    expect(await raw('hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('the metrics', () => {
  it('count requests but neither probes nor scrapes', async () => {
    const counted = async (): Promise<number> => {
      const { text } = await send(api.port, '/metrics');
      return Number(/^http_requests_total\{code="200"\} (\d+)$/m.exec(text)?.[1] ?? 0);
    };
    const before = await counted();
    for (let index = 0; index < 5; index++) await send(api.port, '/');
    await send(api.port, '/health/ready');
    expect(await counted()).toBe(before + 5);
  });

  it('have the names that dashboards and the autoscaler ask for', async () => {
    const { text, headers } = await send(api.port, '/metrics');
    expect(headers['content-type']).toContain('version=0.0.4');
    expect(text).toMatch(/^http_request_duration_seconds_bucket\{le="\+Inf"\} [1-9]/m);
    expect(text).toMatch(/^http_requests_per_second [0-9.]+$/m);
    expect(text).toMatch(/^process_resident_memory_bytes [1-9]/m);
    expect(text).toMatch(/^http_requests_total\{code="404"\} [1-9]/m);
  });
});

describe('the log', () => {
  it('is JSON lines', () => {
    const lines = api.output().trim().split('\n');
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
  });
});

describe('wrong settings', () => {
  it('are all named, without their values and without a stack', async () => {
    const wrong = await start({
      HTTP_PORT: '80a',
      REDIS_SENTINELS: 'no-port',
      POSTGRESQL_HOSTS: 'a:1',
      CIRCUIT_BREAKER_FAILURE_PERCENT: '101',
      LOG_REQUESTS: 'secret-looking',
    });
    expect(await wrong.ended).toBe(2);
    const findings = wrong.lines().map(({ finding }) => String(finding).split(' ')[0]);
    expect(findings).toEqual([
      'HTTP_PORT',
      'LOG_REQUESTS',
      'POSTGRESQL_DATABASE',
      'POSTGRESQL_USERNAME',
      'REDIS_SENTINELS',
      'REDIS_MASTER_NAME',
      'CIRCUIT_BREAKER_FAILURE_PERCENT',
    ]);
    expect(wrong.output()).not.toMatch(/secret-looking|80a|\bat \S+:\d+/);
  });

  it('of a port that is taken end with one line', async () => {
    const second = await start({ HTTP_PORT: String(api.port) });
    expect(await second.ended).toBe(1);
    expect(second.lines().map(({ code }) => code)).toEqual(['EADDRINUSE']);
  });
});
