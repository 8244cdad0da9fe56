// The client of the reference api with the variables that the chart gives the api: it writes as the cache is written to,
// and keeps a session as the api does. Must not know what is done to the servers.
import { setTimeout as pause } from 'node:timers/promises';
import type { Question } from '../../../reference-api/answer.ts';
import { SentinelClient } from '../../../reference-api/redis/sentinel-client.ts';
import { Sessions } from '../../../reference-api/sessions.ts';
import { readSettings } from '../../../reference-api/settings.ts';
import { GuardedCalls } from '../../../reference-api/stores/guarded-calls.ts';
import type { Store } from './writer-process.ts';

/** The only change to the variables: where the password is mounted. */
export function openReferenceStore(
  variables: Readonly<Record<string, string>>,
  passwordFile: string,
  key: string,
): Store {
  const settings = readSettings({
    ...variables,
    REDIS_PASSWORD_FILE: passwordFile,
    SESSION_PASSWORD_FILE: passwordFile,
  });
  if ('findings' in settings) throw new Error(settings.findings.join('; '));
  const { cache, sessions, resilience } = settings;
  if (cache === undefined || sessions === undefined) throw new Error('the api has no Redis');
  const client = new SentinelClient(cache);
  const now = (): number => performance.now();
  const calls = new GuardedCalls(resilience, { now, pause, chance: Math.random });
  const route = new Sessions(sessions, { store: new SentinelClient(sessions.redis), calls }, now);
  const question = (cookie: string | undefined): Question => ({
    method: 'GET',
    path: '/',
    query: new URLSearchParams(),
    cookies: cookie === undefined ? {} : { [sessions.cookieName]: cookie },
    body: JSON.stringify({ user: 'ada' }),
    deadline: now() + resilience.requestTimeoutMilliseconds,
  });
  let cookie: string | undefined;
  return {
    push: (id) => client.send('RPUSH', key, id),
    logIn: async () => {
      const { headers } = await route.logIn(question(undefined));
      cookie = /=([^;]+)/.exec(headers?.['set-cookie'] ?? '')?.[1];
    },
    isLoggedIn: async () => (await route.read(question(cookie))).status === 200,
  };
}
