// The load generator against servers on loopback that fail on schedule: the counts are exact.
import { afterEach, describe, expect, it } from 'vitest';
import { spawnGenerator } from '../../cluster/load/generator-process.ts';
import { planLoad } from '../../cluster/load/plan.ts';
import { type LoadOptions, startLoad } from '../../cluster/load.ts';
import { type Answer, answerWell, closedPort, pause, serve, serveInThread } from './loopback-server.ts';

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serveHere(answer: Answer) {
  const server = await serve(answer);
  open.push(server);
  return server;
}

/** 100 requests a second for two seconds, unless told. */
const options = (url: LoadOptions['url'], others: Partial<LoadOptions> = {}): LoadOptions => ({
  url,
  ratePerSecond: 100,
  seconds: 2,
  timeoutMs: 1000,
  ...others,
});

describe('what is recorded', () => {
  it('counts what a server does on schedule, exactly', async () => {
    const server = await serveHere((arrival, response, request) => {
      if (arrival % 10 === 3) response.writeHead(503).end();
      else if (arrival % 10 === 5) request.socket.resetAndDestroy();
      else if (arrival % 25 === 7) return;
      else if (arrival % 50 === 11) {
        response.writeHead(200, { 'content-length': '10' }).write('half');
        setTimeout(() => request.socket.destroy(), 5);
      } else response.setHeader('x-pod', `api-${arrival % 2}`).end('fine');
    });
    const result = await (await startLoad(options(server.url))).finish();
    expect(result.outcomes).toEqual({ 'HTTP 200': 148, 'HTTP 503': 20, reset: 24, timeout: 8 });
    expect(result).toMatchObject({
      requests: 200,
      succeeded: 148,
      failed: 52,
      attempts: 200,
      localErrors: 0,
    });
    expect(result.failures).toHaveLength(52);
    expect(
      result.failures.filter(({ outcomes }) => outcomes[0] === 'timeout').map((f) => f.endedMs - f.startedMs),
    ).toSatisfy((times: number[]) => times.every((ms) => ms >= 990));
    expect(Object.keys(result.pods)).toEqual(['api-0', 'api-1']);
    expect((result.pods['api-0'] ?? 0) + (result.pods['api-1'] ?? 0)).toBe(148);
    expect(result.connections['keep-alive'].requests).toBe(100);
    expect(result.connections.new.requests).toBe(100);
    expect(result.seconds.map(({ second, requests }) => [second, requests])).toEqual([
      [0, 100],
      [1, 100],
    ]);
  });

  it('has no failure against a server without fault, half of it on persistent connections', async () => {
    const ports = new Map<number, number>();
    const server = await serveHere((_arrival, response, request) => {
      const port = request.socket.remotePort ?? 0;
      ports.set(port, (ports.get(port) ?? 0) + 1);
      response.end();
    });
    const result = await (await startLoad(options(server.url, { connections: 8 }))).finish();
    expect(result).toMatchObject({ requests: 200, failed: 0, failures: [] });
    // Eight are kept; a busy one may have been doubled for a moment.
    expect(server.connections()).toBeGreaterThanOrEqual(108);
    expect(server.connections()).toBeLessThan(160);
    expect([...ports.values()].filter((times) => times > 3).length).toBeGreaterThanOrEqual(8);
  });

  it('says refused where nobody listens, and gives no latency', async () => {
    const result = await (await startLoad(options(await closedPort(), { seconds: 1 }))).finish();
    expect(result.outcomes).toEqual({ refused: 100 });
    expect(result.p99Ms).toBe(Infinity);
    expect(result.longestGap.ms).toBeCloseTo(990, 0);
  });

  it('tries again at the next target, on a new connection, and says so', async () => {
    const targets = [(await serveHere(answerWell)).url, await closedPort()];
    const without = await (await startLoad(options(targets, { seconds: 1 }))).finish();
    expect(without).toMatchObject({ requests: 100, failed: 50, attempts: 100, savedByRetry: 0 });
    const once = await (
      await startLoad(options(targets, { seconds: 1, retries: 1, retryDelayMs: 5 }))
    ).finish();
    expect(once).toMatchObject({ requests: 100, failed: 0, attempts: 150, savedByRetry: 50 });
    expect(once.attemptOutcomes).toEqual({ 'HTTP 200': 100, refused: 50 });
  });

  it('does not try again after an answer that is the fault of the request', async () => {
    const server = await serveHere((_arrival, response) => void response.writeHead(404).end());
    const result = await (await startLoad(options(server.url, { seconds: 0.5, retries: 2 }))).finish();
    expect(result).toMatchObject({ requests: 50, failed: 50, attempts: 50 });
  });
});

describe('the clock of the load', () => {
  it('keeps its rate while answers are slow', async () => {
    const arrivals: number[] = [];
    const server = await serveHere((_arrival, response) => {
      arrivals.push(performance.now());
      setTimeout(() => response.end(), 500);
    });
    const result = await (await startLoad(options(server.url))).finish();
    expect(result).toMatchObject({ requests: 200, failed: 0 });
    expect(result.p50Ms).toBeGreaterThanOrEqual(499);
    expect((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)).toBeLessThan(2400);
  });

  it('counts latency from the moment a request was due, also when it was late itself', async () => {
    const server = await serveHere(answerWell);
    const load = await startLoad(options(server.url));
    await pause(500);
    process.kill(load.pid, 'SIGSTOP');
    await pause(700);
    process.kill(load.pid, 'SIGCONT');
    const result = await load.finish();
    expect(result).toMatchObject({ requests: 200, failed: 0 });
    expect(result.maxMs).toBeGreaterThan(600);
    expect(result.lateMaxMs).toBeGreaterThan(600);
    expect(result.longestGap.ms).toBeGreaterThan(600);
    expect(result.p50Ms).toBeLessThan(600);
  });

  it('is not disturbed by work in the test, and costs little', async () => {
    const server = await serveInThread();
    open.push(server);
    const load = await startLoad(options(server.url, { ratePerSecond: 200 }));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);
    const result = await load.finish();
    expect(result).toMatchObject({ requests: 400, failed: 0 });
    expect(result.lateMaxMs).toBeLessThan(700);
    expect(result.cpuShare).toBeGreaterThan(0);
    expect(result.cpuShare).toBeLessThan(0.5);
  });

  it('finds an outage between its marks, and none outside', async () => {
    let isOut = false;
    const server = await serveHere((_arrival, response) => void response.writeHead(isOut ? 503 : 200).end());
    const load = await startLoad(options(server.url, { seconds: 30 }));
    await pause(500);
    const from = load.mark('outage');
    isOut = true;
    await pause(600);
    isOut = false;
    await pause(100);
    const to = load.mark('recovered');
    await pause(400);
    const result = await load.stop();
    expect(result.failed).toBeGreaterThan(30);
    // What was due just before the mark may have met the outage on its way.
    expect(result.failedBetween(from - 100, 'recovered')).toBe(result.failed);
    expect(result.failedBetween(0, from - 100)).toBe(0);
    expect(result.requestsBetween(0, from - 100)).toBeGreaterThan(20);
    expect(result.failedBetween('recovered', Infinity)).toBe(0);
    expect(result.requestsBetween('recovered', Infinity)).toBeGreaterThan(20);
    expect(result.p99Between('recovered', Infinity)).toBeLessThan(1000);
    expect(result.longestGap.ms).toBeGreaterThan(500);
    expect(result.longestGap.fromMs).toBeGreaterThan(from - 100);
    expect(result.longestGap.toMs).toBeLessThan(to + 100);
    expect(result.requests).toBeLessThan(1000);
  });
});

describe('its bounds', () => {
  it('refuses a target that is not the cluster’s before anything is sent', async () => {
    await expect(startLoad(options('http://192.0.2.1/'))).rejects.toThrow('neither loopback nor named');
  });

  it('says so when the generator was killed, rather than give half a result', async () => {
    const server = await serveHere(answerWell);
    const load = await startLoad(options(server.url));
    process.kill(load.pid, 'SIGKILL');
    await expect(load.stop()).rejects.toThrow('ended before it was finished (SIGKILL)');
  });

  it('ends with its parent', async () => {
    const server = await serveHere(answerWell);
    const child = await spawnGenerator();
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await new Promise((resolve) => child.once('message', resolve));
    child.send({ kind: 'run', plan: planLoad(options(server.url, { seconds: 60 })) });
    await new Promise((resolve) => child.once('message', resolve));
    child.disconnect();
    await ended;
    const before = server.connections();
    await pause(200);
    expect(before).toBeLessThan(200);
    expect(server.connections()).toBe(before);
  });

  it('refuses a plan that was not checked', async () => {
    const child = await spawnGenerator();
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await new Promise((resolve) => child.once('message', resolve));
    child.send({
      kind: 'run',
      plan: { ...planLoad(options('http://127.0.0.1/')), urls: ['http://192.0.2.1/'] },
    });
    expect(await ended).not.toBe(0);
  });
});
