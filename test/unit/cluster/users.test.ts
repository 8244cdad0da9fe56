// Users of an api that keeps them, loses them, or is away for a while.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Users } from '../../cluster/stores/users.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** An api whose answer to the question of that place is judged by `status`; 200 names the right user. */
async function apiThat(status: (user: string, place: number) => number): Promise<string> {
  let asked = 0;
  let count = 0;
  server = createServer((request, response) => {
    if (request.method === 'POST') {
      response.writeHead(201, { 'set-cookie': `session=user-${count++}; Path=/` }).end();
      return;
    }
    const user = request.headers.cookie?.replace('session=', '') ?? '';
    response.writeHead(status(user, asked++)).end(JSON.stringify({ user }));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function usersOf(api: string): Promise<Users> {
  const users = new Users({ api, users: 3, seconds: 1, requestsPerSecond: 10 });
  await users.logInAll();
  return users;
}

describe('users', () => {
  it('are still logged in where the api knows them', async () => {
    const users = await usersOf(await apiThat(() => 200));
    await users.askAllOnce();
    expect(users.tally).toEqual({ users: 3, asked: 3, answers: { 200: 3 }, loggedOut: 0, stillLoggedIn: 3 });
  });

  it('are counted when the api knows one no more', async () => {
    const users = await usersOf(await apiThat((user) => (user === 'user-1' ? 401 : 200)));
    await users.askAllOnce();
    expect(users.tally).toMatchObject({ answers: { 200: 2, 401: 1 }, loggedOut: 1, stillLoggedIn: 2 });
  });

  it('are asked again while the api cannot say, which logs nobody out', async () => {
    const users = await usersOf(await apiThat((_, place) => (place === 0 ? 503 : 200)));
    await users.askAllOnce();
    expect(users.tally).toMatchObject({
      asked: 4,
      answers: { 200: 3, 503: 1 },
      loggedOut: 0,
      stillLoggedIn: 3,
    });
  });

  it('go on asking at a fixed rate until they are stopped', async () => {
    const users = await usersOf(await apiThat(() => 200));
    const asking = users.ask({ api: '', users: 3, seconds: 60, requestsPerSecond: 100 });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await asking.stop();
    expect(users.tally.asked).toBeGreaterThan(5);
    expect(users.tally.loggedOut).toBe(0);
  });
});
