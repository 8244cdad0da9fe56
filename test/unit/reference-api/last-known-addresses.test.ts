// The pool while the name service is lost together with a server: it must know the others without having needed them.
// The servers are stand-ins that let everyone in and answer every statement with nothing.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { ReadWritePool } from '../../reference-api/postgresql/read-write-pool.ts';

type Answer = (error: Error | null, address: string, family: number) => void;

const names = vi.hoisted(() => ({ areAnswered: true, asked: new Set<string>() }));
vi.mock('node:dns', () => ({
  lookup: (host: string, answer: Answer) => {
    names.asked.add(host);
    if (names.areAnswered) setImmediate(answer, null, '127.0.0.1', 4);
  },
}));

const open = new Set<Server | Socket>();
afterEach(() => {
  for (const one of open) 'destroy' in one ? one.destroy() : one.close();
});

/** AuthenticationOk to the first message of a connection, and ReadyForQuery to each. */
async function standIn(): Promise<{ readonly port: number; readonly lose: () => void }> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    open.add(socket);
    socket.on('error', () => undefined);
    const ready = Buffer.from('Z\0\0\0\x05I', 'latin1');
    let welcome = Buffer.from('R\0\0\0\x08\0\0\0\0', 'latin1');
    socket.on('data', () => {
      socket.write(Buffer.concat([welcome, ready]));
      welcome = Buffer.alloc(0);
    });
  });
  open.add(server);
  const lose = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { port: (server.address() as AddressInfo).port, lose };
}

it('goes to a server that it never needed, while nobody answers for names', async () => {
  const [first, second] = [await standIn(), await standIn()];
  const pool = new ReadWritePool({
    hosts: [
      { host: 'first.example', port: first.port },
      { host: 'second.example', port: second.port },
    ],
    database: 'a',
    username: 'a',
    passwordFile: undefined,
    rootCertificateFile: undefined,
    maxPoolSize: 2,
    connectTimeoutMilliseconds: 2000,
    commandTimeoutMilliseconds: 2000,
    readWrite: false,
  });
  await pool.query('SELECT 1');
  names.areAnswered = false;
  first.lose();
  // What the lost connection learned is told to whoever asked.
  await pool.query('SELECT 1').catch(() => undefined);
  await expect(pool.query('SELECT 1')).resolves.toEqual([]);
  expect([...names.asked]).toEqual(['first.example', 'second.example']);
  pool.close();
});
