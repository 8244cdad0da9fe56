// The reference api with a real Redis, its replica and three Sentinels: sessions, cache, failover and absence.
// Skipped, visibly, where the machine has no redis-server.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProgram, freePorts, RealStores } from './real-stores.ts';
import { type Reply, type Running, send, start, stopAll, until } from './run-server.ts';

const password = 'staple-of-the-cache';

describe.skipIf(!findProgram('redis-server'))('with Redis and Sentinel', () => {
  let stores: RealStores;
  let nodes: number[];
  let sentinels: number[];
  let passwordFile: string;
  let [first, second]: (Running | undefined)[] = [];

  const secret = [`requirepass ${password}`, `masterauth ${password}`];
  const environment = (): Record<string, string> => ({
    SESSION_SENTINELS: sentinels.map((port) => `127.0.0.1:${port}`).join(','),
    SESSION_MASTER_NAME: 'mymaster',
    SESSION_PASSWORD_FILE: passwordFile,
    SESSION_PREFIX: 'test:sessions:',
    SESSION_IDLE_TIMEOUT_SECONDS: '2',
    SESSION_COOKIE_NAME: 'test.session',
    DATA_PROTECTION_REDIS_KEY: 'test:keys',
    REDIS_CONNECT_TIMEOUT_MILLISECONDS: '1000',
    REDIS_COMMAND_TIMEOUT_MILLISECONDS: '1000',
    READINESS_GRACE_SECONDS: '1',
    CIRCUIT_BREAKER_BREAK_SECONDS: '1',
  });

  beforeAll(async () => {
    stores = new RealStores();
    const ports = await freePorts(5);
    [nodes, sentinels] = [ports.slice(0, 2), ports.slice(2)];
    passwordFile = stores.write('password', password);
    await stores.redis(nodes[0] ?? 0, secret);
    await stores.redis(nodes[1] ?? 0, [...secret, `replicaof 127.0.0.1 ${nodes[0]}`]);
    for (const port of sentinels)
      await stores.redis(
        port,
        [
          `requirepass ${password}`,
          `sentinel sentinel-pass ${password}`,
          `sentinel monitor mymaster 127.0.0.1 ${nodes[0]} 2`,
          `sentinel auth-pass mymaster ${password}`,
          'sentinel down-after-milliseconds mymaster 1000',
          'sentinel failover-timeout mymaster 3000',
        ],
        true,
      );
    first = await start(environment());
    second = await start({ ...environment(), POD_NAME: 'pod-b' });
    for (const one of [first, second])
      await until(
        () => ready(one),
        (status) => status === 200,
      );
  });
  afterAll(() => {
    stopAll();
    stores?.close();
  });

  const portOf = (one: Running | undefined): number => one?.port ?? 0;
  const ready = async (one: Running | undefined): Promise<number> =>
    (await send(portOf(one), '/health/ready')).status;
  const login = (one: Running | undefined, user = 'ann'): Promise<Reply> =>
    send(portOf(one), '/session', { method: 'POST', body: JSON.stringify({ user }) });
  const cookieOf = ({ headers }: Reply): string => headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const ask = (one: Running | undefined, cookie: string, method = 'GET'): Promise<Reply> =>
    send(portOf(one), '/session', { method, headers: { cookie } });

  it('logs in at one pod and is known at the other', async () => {
    const reply = await login(first);
    expect(reply.status).toBe(201);
    expect(reply.headers['set-cookie']?.[0]).toMatch(
      /^test\.session=[\w-]{43}\.[\w-]{43}; Path=\/; SameSite=Lax; HttpOnly; Secure$/,
    );
    const known = await ask(second, cookieOf(reply));
    expect([known.status, JSON.parse(known.text).user]).toEqual([200, 'ann']);
  });

  it('knows nobody without a cookie, with a forged one, or after logout', async () => {
    const cookie = cookieOf(await login(first));
    const forged = `${cookie.slice(0, -4)}AAAA`;
    for (const wrong of ['', 'test.session=x', forged])
      expect((await ask(second, wrong)).status, wrong).toBe(401);
    expect((await ask(second, cookie, 'DELETE')).status).toBe(204);
    expect((await ask(first, cookie)).status).toBe(401);
  });

  it('renews a session that is used, and ends one that is not', async () => {
    const [used, unused] = [cookieOf(await login(first)), cookieOf(await login(first))];
    for (let index = 0; index < 5; index++) {
      await new Promise((resolve) => setTimeout(resolve, 600));
      expect((await ask(second, used)).status).toBe(200);
    }
    expect((await ask(second, unused)).status).toBe(401);
  });

  it('gives a new id at each login, and refuses a body that is no login', async () => {
    expect(cookieOf(await login(first))).not.toBe(cookieOf(await login(first)));
    for (const body of ['', '{}', '{"user":7}', '{"user":"a\\nb"}'])
      expect((await send(portOf(first), '/session', { method: 'POST', body })).status).toBe(400);
  });

  it('follows a failover while it is ready all the time', async () => {
    const states: number[] = [];
    const begun = performance.now();
    await stores.stop(nodes[0] ?? 0);
    const seconds = await until(
      async () => {
        states.push(await ready(second));
        return (await login(second)).status === 201 ? (performance.now() - begun) / 1000 : 0;
      },
      (passed) => passed > 0,
      25_000,
    );
    expect(seconds).toBeLessThan(20);
    expect(new Set(states)).toEqual(new Set([200]));
  }, 40_000);

  it('goes on without sessions while all of Redis is away, keeps new pods out, and comes back with it', async () => {
    await stores.stop(nodes[1] ?? 0);
    const reply = await until(
      () => login(first),
      ({ status }) => status === 503,
    );
    expect(reply.headers['retry-after']).toBe('1');
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect((await send(portOf(first), '/')).status).toBe(200);
    expect(await ready(first)).toBe(200);
    const late = await start(environment());
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect([await ready(late), (await send(late.port, '/health/live')).status]).toEqual([503, 200]);
    await stores.redis(nodes[1] ?? 0, secret);
    await until(
      () => login(first),
      ({ status }) => status === 201,
      20_000,
    );
    await until(
      () => ready(late),
      (status) => status === 200,
    );
  }, 60_000);

  it('speaks to encrypted servers, and to none whose certificate has another authority or name', async () => {
    const [node, sentinel] = (await freePorts(2)) as [number, number];
    const { ca, certificate, key } = stores.certificate(['127.0.0.1', 'redis.test']);
    const encrypted = (port: number): string[] => [
      'port 0',
      `tls-port ${port}`,
      `tls-cert-file ${certificate}`,
      `tls-key-file ${key}`,
      `tls-ca-cert-file ${ca}`,
      'tls-auth-clients no',
    ];
    await stores.redis(node, [...encrypted(node), ...secret]);
    const watching = [`sentinel monitor mymaster 127.0.0.1 ${node} 1`, 'tls-replication yes'];
    await stores.redis(sentinel, [...encrypted(sentinel), ...watching], true);
    const settings = { ...environment(), SESSION_SENTINELS: `127.0.0.1:${sentinel}` };
    const good = await start({ ...settings, SESSION_ROOT_CERTIFICATE_FILE: ca });
    await until(
      () => ready(good),
      (status) => status === 200,
    );
    expect((await login(good)).status).toBe(201);
    const other = new RealStores();
    const wrong = other.certificate(['127.0.0.1']).ca;
    const bad = await start({ ...settings, SESSION_ROOT_CERTIFICATE_FILE: wrong });
    await until(
      async () => bad.output(),
      (output) => output.includes('"message":"store"'),
    );
    expect(bad.output()).toMatch(/CERT_SIGNATURE_FAILURE|UNABLE_TO_VERIFY|SELF_SIGNED/);
    expect(await ready(bad)).toBe(503);
    other.close();
    const named = { ...settings, SESSION_ROOT_CERTIFICATE_FILE: ca };
    const right = await start({ ...named, SESSION_SERVER_NAME: 'redis.test' });
    await until(
      () => ready(right),
      (status) => status === 200,
    );
    const stranger = await start({ ...named, SESSION_SERVER_NAME: 'other.test' });
    await until(
      async () => stranger.output(),
      (output) => output.includes('"message":"store"'),
    );
    expect(stranger.output()).toContain('ERR_TLS_CERT_ALTNAME_INVALID');
    expect(await ready(stranger)).toBe(503);
  });

  it('never shows the password or a session', () => {
    const output = `${first?.output()}${second?.output()}`;
    expect(output.length).toBeGreaterThan(100);
    expect(output).not.toContain(password);
    expect(output).not.toMatch(/test\.session|test:sessions/);
  });
});
