// The reference api with real PostgreSQL servers: writes where writes are taken, moved, lost and found again.
// Skipped, visibly, where the machine has no postgres.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProgram, freePorts, RealStores } from './real-stores.ts';
import { type Reply, type Running, send, start, stopAll, until } from './run-server.ts';

const password = 'correct-horse-battery';

describe.skipIf(!findProgram('postgres'))('with PostgreSQL', () => {
  let stores: RealStores;
  let ports: number[];
  let api: Running;
  let passwordFile: string;
  let certificate: ReturnType<RealStores['certificate']>;

  const environment = (): Record<string, string> => ({
    POSTGRESQL_HOSTS: ports.map((port) => `127.0.0.1:${port}`).join(','),
    POSTGRESQL_DATABASE: 'app',
    POSTGRESQL_USERNAME: 'app',
    POSTGRESQL_PASSWORD_FILE: passwordFile,
    POSTGRESQL_ROOT_CERTIFICATE_FILE: certificate.ca,
    POSTGRESQL_MAX_POOL_SIZE: '3',
    READINESS_GRACE_SECONDS: '4',
  });
  const encrypted = (): string[] => [
    'ssl=on',
    `ssl_cert_file=${certificate.certificate}`,
    `ssl_key_file=${certificate.key}`,
  ];
  const readOnly = 'default_transaction_read_only=on';
  const write = (id: string): Promise<Reply> => send(api.port, `/rows?id=${id}`, { method: 'POST' });
  const ready = async (): Promise<number> => (await send(api.port, '/health/ready')).status;

  beforeAll(async () => {
    stores = new RealStores();
    ports = await freePorts(2);
    passwordFile = stores.write('password', `${password}\n`);
    certificate = stores.certificate(['127.0.0.1']);
    // The first server of the list takes no writes, as a standby does.
    await stores.postgresql(ports[0] ?? 0, password, [...encrypted(), readOnly]);
    await stores.postgresql(ports[1] ?? 0, password, encrypted());
    api = await start(environment());
  });
  afterAll(() => {
    stopAll();
    stores?.close();
  });

  it('becomes ready, and writes where writes are taken', async () => {
    await until(ready, (status) => status === 200);
    expect((await write('first')).status).toBe(201);
    expect((await send(api.port, '/rows?id=first')).status).toBe(200);
    expect((await send(api.port, '/rows?id=never')).status).toBe(404);
  });

  it('writes a row once, however often it is asked to', async () => {
    const before = JSON.parse((await send(api.port, '/rows')).text).count;
    for (let index = 0; index < 3; index++) expect((await write('twice')).status).toBe(201);
    expect(JSON.parse((await send(api.port, '/rows')).text).count).toBe(before + 1);
  });

  it('takes no id that is none', async () => {
    expect((await write("x'%3B--")).status).toBe(400);
  });

  it('lets many wait for few connections', async () => {
    const replies = await Promise.all(Array.from({ length: 40 }, (_, index) => write(`many-${index}`)));
    expect(replies.filter(({ status }) => status !== 201)).toEqual([]);
  });

  it('survives the loss of the server that takes writes: ready by grace, not ready after it, then found again', async () => {
    const [first, second] = ports as [number, number];
    await stores.stop(second);
    expect(await ready()).toBe(200);
    const lost = await write('while-away');
    expect([lost.status, lost.headers['retry-after'] !== undefined]).toEqual([503, true]);
    await until(ready, (status) => status === 503, 15_000);
    expect((await send(api.port, '/')).status).toBe(200);
    // The other server is promoted.
    await stores.stop(first);
    await stores.startPostgresql(first, encrypted());
    await until(ready, (status) => status === 200, 25_000);
    await until(
      async () => (await write('after')).status,
      (status) => status === 201,
      25_000,
    );
  }, 60_000);

  it('moves on when the server that it holds connections to takes no writes any more', async () => {
    const [first, second] = ports as [number, number];
    await stores.startPostgresql(second, encrypted());
    expect((await write('before-move')).status).toBe(201);
    await stores.stop(first);
    await stores.startPostgresql(first, [...encrypted(), readOnly]);
    expect((await write('after-move')).status).toBe(201);
  });

  it('never shows the password', () => {
    expect(api.output()).not.toContain(password);
  });

  it('refuses a server whose certificate names another host, and one that does not encrypt', async () => {
    const [, second] = ports as [number, number];
    const byName = await start({ ...environment(), POSTGRESQL_HOSTS: `localhost:${second}` });
    const [plainPort] = (await freePorts(1)) as [number];
    await stores.postgresql(plainPort, password);
    const plain = await start({ ...environment(), POSTGRESQL_HOSTS: `127.0.0.1:${plainPort}` });
    for (const [one, reason] of [
      [byName, /ERR_TLS_CERT_ALTNAME_INVALID/],
      [plain, /does not encrypt/],
    ] as const) {
      await until(
        async () => one.output(),
        (output) => output.includes('"message":"store"'),
      );
      expect(one.output()).toMatch(reason);
      expect((await send(one.port, '/health/ready')).status).toBe(503);
    }
  });

  it('reads the password again when it connects', async () => {
    const wrong = stores.write('rotated', 'not-yet');
    const late = await start({ ...environment(), POSTGRESQL_PASSWORD_FILE: wrong });
    await until(
      async () => late.output(),
      (output) => output.includes('28P01'),
    );
    expect((await send(late.port, '/health/ready')).status).toBe(503);
    stores.write('rotated', password);
    await until(
      async () => (await send(late.port, '/health/ready')).status,
      (status) => status === 200,
    );
  });
});
