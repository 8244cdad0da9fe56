// Starts real Redis, Sentinel and PostgreSQL servers on loopback, where the machine has their programs. For tests only.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** The path of a program, or undefined where the machine has none. */
export const findProgram = (name: string): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));

/** PostgreSQL refuses to run as root; this account exists wherever there is one. */
const nobody = 65_534;
const asNobody = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};

/** Ports that were free just now. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve) =>
          server.listen(0, '127.0.0.1', () => {
            const address = server.address();
            resolve(typeof address === 'object' && address ? address.port : 0);
          }),
        ),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

async function listens(port: number): Promise<void> {
  const stop = performance.now() + 15_000;
  while (performance.now() < stop) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nothing listens on ${port}`);
}

/** Servers of one test file, in one folder; `close` ends them by their own handles and removes the folder. */
export class RealStores {
  readonly folder = mkdtempSync(join(tmpdir(), 'reference-api-stores-'));
  readonly #children = new Map<number, ChildProcess>();

  constructor() {
    chmodSync(this.folder, 0o755);
  }

  close(): void {
    for (const child of this.#children.values()) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  /** A file in the folder. */
  write(name: string, text: string, mode = 0o644): string {
    const file = join(this.folder, name);
    writeFileSync(file, text, { mode });
    return file;
  }

  /** Ends the server on a port at once: SIGINT is what PostgreSQL calls fast, and it takes its children along. */
  async stop(port: number): Promise<void> {
    const child = this.#children.get(port);
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGINT');
    await ended;
  }

  signal(port: number, signal: NodeJS.Signals): void {
    this.#children.get(port)?.kill(signal);
  }

  /** A Redis; a Sentinel when the configuration is one. */
  async redis(port: number, configuration: readonly string[], sentinel = false): Promise<void> {
    const folder = join(this.folder, `redis-${port}`);
    mkdirSync(folder, { recursive: true });
    const lines = [`port ${port}`, 'bind 127.0.0.1', `dir ${folder}`, ...configuration];
    const file = this.write(`redis-${port}/redis.conf`, `${lines.join('\n')}\n`);
    const program = findProgram('redis-server') ?? 'redis-server';
    const child = spawn(program, [file, ...(sentinel ? ['--sentinel'] : ['--save', ''])], {
      stdio: 'ignore',
    });
    this.#children.set(port, child);
    await listens(port);
  }

  /** A PostgreSQL with the role `app`, its password as given, and the database `app`. */
  async postgresql(port: number, password: string, options: readonly string[] = []): Promise<void> {
    const name = `postgresql-${port}`;
    const folder = join(this.folder, name);
    mkdirSync(folder, { mode: 0o700 });
    if (asNobody.uid) chownSync(folder, asNobody.uid, asNobody.gid);
    const passwordFile = this.write(`${name}.password`, password);
    const initialise = join(dirname(realpathSync(findProgram('postgres') ?? '')), 'initdb');
    const making = ['-D', folder, '-U', 'app', `--pwfile=${passwordFile}`, '-A', 'scram-sha-256', '-N'];
    execFileSync(initialise, [...making, '--locale=C', '-E', 'UTF8'], {
      ...asNobody,
      cwd: '/',
      stdio: 'ignore',
    });
    const single = ['--single', '-D', folder, 'postgres'];
    execFileSync(findProgram('postgres') ?? '', single, {
      ...asNobody,
      cwd: '/',
      input: 'CREATE DATABASE app\n',
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    return this.startPostgresql(port, options);
  }

  /** Starts again what `postgresql` made. */
  async startPostgresql(port: number, options: readonly string[] = []): Promise<void> {
    const folder = join(this.folder, `postgresql-${port}`);
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', ...options];
    const child = spawn(
      findProgram('postgres') ?? '',
      ['-D', folder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      { ...asNobody, cwd: '/', stdio: 'ignore' },
    );
    this.#children.set(port, child);
    await listens(port);
  }

  /** An authority and a certificate that it signed for the names; the key is for the account of the servers. */
  certificate(names: readonly string[]): { ca: string; certificate: string; key: string } {
    const at = (name: string): string => join(this.folder, name);
    const openssl = (...words: readonly string[]): void => {
      execFileSync('openssl', words, { stdio: 'ignore' });
    };
    const making = [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
    ];
    openssl(...making, '-keyout', at('ca.key'), '-out', at('ca.crt'), '-subj', '/CN=test authority');
    const alternatives = names.map((name) => `${/^[\d.]+$/.test(name) ? 'IP' : 'DNS'}:${name}`).join(',');
    const signed = ['-CA', at('ca.crt'), '-CAkey', at('ca.key'), '-addext', `subjectAltName=${alternatives}`];
    openssl(
      ...making,
      '-keyout',
      at('server.key'),
      '-out',
      at('server.crt'),
      '-subj',
      '/CN=server',
      ...signed,
    );
    chmodSync(at('server.key'), 0o600);
    if (asNobody.uid) chownSync(at('server.key'), asNobody.uid, asNobody.gid);
    return { ca: at('ca.crt'), certificate: at('server.crt'), key: at('server.key') };
  }
}
