// The number of rows through the cache: a hit, a miss, and a cache that is away or frozen. Skipped, visibly, where the
// machine has no redis-server or no postgres.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProgram, freePorts, RealStores } from './real-stores.ts';
import { type Running, send, start, stopAll, until } from './run-server.ts';

const canRun = findProgram('redis-server') && findProgram('postgres');

describe.skipIf(!canRun)('the cache', () => {
  let stores: RealStores;
  let api: Running;
  let redisPort: number;

  beforeAll(async () => {
    stores = new RealStores();
    const [database, redis, sentinel] = (await freePorts(3)) as [number, number, number];
    redisPort = redis;
    await stores.postgresql(database, 'secret-of-rows');
    await stores.redis(redis, []);
    // A Sentinel without a password is asked all the same, with one or without.
    await stores.redis(sentinel, [`sentinel monitor cache 127.0.0.1 ${redis} 1`], true);
    api = await start({
      POSTGRESQL_HOSTS: `127.0.0.1:${database}`,
      POSTGRESQL_DATABASE: 'app',
      POSTGRESQL_USERNAME: 'app',
      POSTGRESQL_PASSWORD_FILE: stores.write('password', 'secret-of-rows'),
      REDIS_SENTINELS: `127.0.0.1:${sentinel}`,
      REDIS_MASTER_NAME: 'cache',
    });
    await until(
      async () => (await send(api.port, '/health/ready')).status,
      (status) => status === 200,
    );
  });
  afterAll(() => {
    stopAll();
    stores?.close();
  });

  const read = async (query = ''): Promise<{ cache: unknown; count: number; seconds: number }> => {
    const begun = performance.now();
    const { status, headers, text } = await send(api.port, `/rows${query}`);
    expect(status).toBe(200);
    return {
      cache: headers['x-cache'],
      count: JSON.parse(text).count,
      seconds: (performance.now() - begun) / 1000,
    };
  };
  const write = async (): Promise<void> => {
    expect((await send(api.port, '/rows', { method: 'POST' })).status).toBe(201);
  };

  it('answers the second time, and is two seconds behind at most', async () => {
    await write();
    expect(await read()).toMatchObject({ cache: 'miss', count: 1 });
    await write();
    expect(await read()).toMatchObject({ cache: 'hit', count: 1 });
    expect(await read('?fresh=1')).toMatchObject({ cache: 'none', count: 2 });
    await until(read, ({ count }) => count === 2, 2500);
    expect((await send(api.port, '/metrics')).text).toMatch(/^cache_reads_total\{result="hit"\} [1-9]/m);
  });

  it('is left out while it is frozen or away, at a small price, and the pod stays ready', async () => {
    await until(read, ({ cache }) => cache === 'miss', 5000);
    stores.signal(redisPort, 'SIGSTOP');
    const frozen = await read();
    expect(frozen.cache).toBe('away');
    expect(frozen.seconds).toBeLessThan(1);
    stores.signal(redisPort, 'SIGKILL');
    await until(read, ({ cache }) => cache === 'away');
    await write();
    expect((await send(api.port, '/health/ready')).status).toBe(200);
  });
});
