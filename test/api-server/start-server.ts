// Starts a bare kube-apiserver over an etcd of its own, on loopback and free ports, with its data in memory
// where the machine allows. No controller, no scheduler, no kubelet. Must not know what it is asked.
import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, createClient } from './client.ts';
import type { Programs } from './find-programs.ts';

export interface RunningServer {
  readonly connection: Connection;
  /** How long it took until the server called itself ready. */
  readonly milliseconds: number;
  /** Ends both programs and removes their data. */
  readonly stop: () => Promise<void>;
}

const startTimeoutMilliseconds = 120_000;
const pollMilliseconds = 100;
const script = join(import.meta.dirname, 'run-until-closed.sh');

/** Ports that are free now: all are held at once, so that no two are the same. */
async function freePorts(count: number): Promise<number[]> {
  const holders = await Promise.all(
    Array.from({ length: count }, async () => {
      const holder = createServer();
      await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
      return holder;
    }),
  );
  const portOf = (holder: Server): number => (holder.address() as { port: number }).port;
  const ports = holders.map(portOf);
  await Promise.all(holders.map((holder) => new Promise((resolve) => holder.close(resolve))));
  return ports;
}

function memoryFolder(): string {
  try {
    accessSync('/dev/shm', constants.W_OK);
    return '/dev/shm';
  } catch {
    return tmpdir();
  }
}

const lastLines = (file: string): string =>
  existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(-5).join('\n') : '';

/** The connection, as soon as the server is ready. */
async function untilReady(folder: string, port: number, token: string): Promise<Connection> {
  const certificateFile = join(folder, 'certificates/apiserver.crt');
  const deadline = performance.now() + startTimeoutMilliseconds;
  while (performance.now() < deadline && !existsSync(join(folder, 'ended'))) {
    if (existsSync(certificateFile)) {
      const certificate = readFileSync(certificateFile, 'utf8');
      const connection = { port, token, certificate };
      const client = createClient(connection);
      const status = await client.send({ method: 'GET', path: '/readyz' }).then(
        (answer) => answer.status,
        () => 0,
      );
      client.close();
      if (status === 200) return connection;
    }
    await sleep(pollMilliseconds);
  }
  const logs = ['etcd.log', 'kube-apiserver.log'].map((name) => lastLines(join(folder, name)));
  throw new Error(`the API server did not become ready:\n${logs.join('\n')}`);
}

async function close(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.stdin?.end();
  if (child.exitCode === null) await ended;
}

/** @throws with the last lines of the logs where it does not start. */
export async function startServer({ etcd, apiServer }: Programs): Promise<RunningServer> {
  const started = performance.now();
  const folder = mkdtempSync(join(memoryFolder(), 'chartwright-api-server-'));
  const token = randomUUID();
  writeFileSync(join(folder, 'tokens'), `${token},tests,tests,"system:masters"\n`, { mode: 0o600 });
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = privateKey.export({ type: 'pkcs1', format: 'pem' });
  writeFileSync(join(folder, 'account.key'), key, { mode: 0o600 });
  const [store, peers, port] = (await freePorts(3)) as [number, number, number];
  const args = [script, folder, etcd, String(store), String(peers), apiServer, String(port)];
  // A group of its own: an interrupt at the keyboard reaches us, and the pipe then tells the script.
  const child = spawn('sh', args, { stdio: ['pipe', 'ignore', 'inherit'], detached: true });
  try {
    const connection = await untilReady(folder, port, token);
    return { connection, milliseconds: performance.now() - started, stop: () => close(child) };
  } catch (error) {
    await close(child);
    throw error;
  }
}
