// Servers that lie: a Sentinel that names a node which is no master, and a PostgreSQL that does not know the password
// or asks for it in the clear. Stand-ins that say a few fixed words; the password must never reach them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { freePorts } from './real-stores.ts';
import { type Running, send, start, stopAll, until } from './run-server.ts';

const password = 'given-to-nobody';
const folder = mkdtempSync(join(tmpdir(), 'reference-api-false-'));
const passwordFile = join(folder, 'password');
writeFileSync(passwordFile, password);
const servers: Server[] = [];
afterAll(() => {
  stopAll();
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

interface StandIn {
  readonly port: number;
  readonly heard: () => string;
}

/** Answers each piece that comes by what `answer` says to it. */
async function standIn(answer: (said: Buffer, socket: Socket) => Buffer | string): Promise<StandIn> {
  let heard = '';
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (said) => {
      heard += said.toString('latin1');
      socket.write(answer(said, socket));
    });
  });
  servers.push(server);
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    }),
  );
  return { port, heard: () => heard };
}

/** The reason for which the api says that a store is not reachable. */
async function reasonOf(api: Running): Promise<string> {
  const found = await until(
    async () => api.lines().find(({ message }) => message === 'store'),
    (line) => line !== undefined,
  );
  expect((await send(api.port, '/health/ready')).status).toBe(503);
  return String(found?.reason);
}

describe('a Sentinel that names a node which is no master', () => {
  it('is not followed', async () => {
    const replica = await standIn((said) => (said.includes('ROLE') ? '*1\r\n$5\r\nslave\r\n' : '+OK\r\n'));
    const sentinel = await standIn(
      () => `*2\r\n$9\r\n127.0.0.1\r\n$${String(replica.port).length}\r\n${replica.port}\r\n`,
    );
    const api = await start({ REDIS_SENTINELS: `127.0.0.1:${sentinel.port}`, REDIS_MASTER_NAME: 'a' });
    expect(await reasonOf(api)).toBe('the node is no master any more');
    expect(replica.heard()).toContain('ROLE');
  });
});

const message = (kind: string, ...parts: readonly (Buffer | string)[]): Buffer => {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(kind), length, body]);
};
const step = (code: number): Buffer => Buffer.from([0, 0, 0, code]);

describe('a PostgreSQL', () => {
  const settings = (port: number): Record<string, string> => ({
    POSTGRESQL_HOSTS: `127.0.0.1:${port}`,
    POSTGRESQL_DATABASE: 'a',
    POSTGRESQL_USERNAME: 'a',
    POSTGRESQL_PASSWORD_FILE: passwordFile,
  });

  it.each([
    ['the password itself', 3],
    ['an old digest of it', 5],
  ])('that asks for %s does not get it', async (_, code) => {
    const server = await standIn(() => message('R', step(code), 'salt'));
    const api = await start(settings(server.port));
    expect(await reasonOf(api)).toContain('give the password away');
    expect(server.heard()).not.toContain(password);
    expect(api.output()).not.toContain(password);
  });

  it('that refuses the login is named, though another one cannot be reached', async () => {
    const server = await standIn(() => message('E', 'SFATAL\0', 'C28P01\0', 'Mno\0', '\0'));
    const [closed] = await freePorts(1);
    const api = await start({
      ...settings(server.port),
      POSTGRESQL_HOSTS: `127.0.0.1:${server.port},127.0.0.1:${closed}`,
    });
    expect(await reasonOf(api)).toContain('28P01');
  });

  it('that does not know the password is not believed', async () => {
    const answers: ((said: string) => Buffer)[] = [
      () => message('R', step(10), 'SCRAM-SHA-256\0\0'),
      (said) => message('R', step(11), `r=${/r=([^,]+)/.exec(said)?.[1]}more,s=c2FsdA==,i=4096`),
      () =>
        Buffer.concat([
          message('R', step(12), `v=${'A'.repeat(43)}=`),
          message('R', step(0)),
          message('Z', 'I'),
        ]),
    ];
    let turn = 0;
    const server = await standIn((said) => answers[turn++ % 3]?.(said.toString('latin1')) ?? '');
    const api = await start(settings(server.port));
    expect(await reasonOf(api)).toBe('the server does not know the password');
    expect(server.heard()).not.toContain(password);
  });
});
