// ioredis with the options that the chart renders for it, and nothing besides but the password: by its defaults it waits
// for ever on a dead socket. Must not know what is done to the servers.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Store, WriterOrder } from './writer-process.ts';

interface IoRedis {
  rpush(key: string, value: string): Promise<number>;
  set(key: string, value: string): Promise<unknown>;
  get(key: string): Promise<string | null>;
  on(event: 'error', listener: () => void): void;
}

export async function openIoRedisStore(
  { module, settings, passwordFile, prefix }: WriterOrder,
  key: string,
): Promise<Store> {
  const { Redis } = (await import(pathToFileURL(module).href)) as {
    Redis: new (options: object) => IoRedis;
  };
  const password = readFileSync(passwordFile, 'utf8');
  const { retryMilliseconds, ...options } = settings;
  const retry = (): number => Number(retryMilliseconds);
  const client = new Redis({
    ...options,
    password,
    sentinelPassword: password,
    retryStrategy: retry,
    sentinelRetryStrategy: retry,
  });
  client.on('error', () => {});
  const session = `session:${prefix}`;
  return {
    push: (id) => client.rpush(key, id),
    logIn: () => client.set(session, 'ada'),
    isLoggedIn: async () => (await client.get(session)) === 'ada',
  };
}
