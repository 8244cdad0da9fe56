// The configuration of the real HAProxy: it leads to the pod that says by a whole line that it is master, and that the
// Sentinels name by its whole address. Skipped, visibly, where there is no haproxy.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isAvailable } from '../../support/required.ts';
import { repository } from '../../support/run-chartwright.ts';
import { findProgram, freePorts } from '../reference-api/real-stores.ts';

const has = isAvailable('haproxy', findProgram('haproxy') ? undefined : 'it is not installed');
const script = join(repository, 'generator/charts/redis-sentinel/files/proxy/configure.sh');
const folder = mkdtempSync(join(tmpdir(), 'redis-proxy-'));
const servers: Server[] = [];
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Answers each question; `who` is what a client that comes through asks. */
function serve(host: string, port: number, answer: (question: string) => string): Promise<void> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (data) => {
      const question = String(data);
      socket.write(
        question.includes('AUTH') ? '+OK\r\n' : question.includes('WHO') ? `${host}\r\n` : answer(question),
      );
    });
  });
  servers.push(server);
  return new Promise((resolve) => server.listen(port, host, resolve));
}

const bulk = (text: string): string => `$${text.length}\r\n${text}\r\n`;

/** To whom a client is led; nothing where to nobody. */
function whoAnswers(port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('WHO\r\n'));
    const end = (said: string): void => {
      socket.destroy();
      resolve(said.trim());
    };
    socket.on('data', (data) => end(String(data)));
    socket.on('error', () => end(''));
    socket.on('close', () => end(''));
    socket.setTimeout(2000, () => end(''));
  });
}

describe.runIf(has)('the proxy', () => {
  it('takes neither a part of a line nor a part of an address for an answer', async () => {
    const [redis = 0, sentinel = 0, front = 0, health = 0] = await freePorts(4);
    // The first address is a part of the second.
    const [replica, master] = ['127.0.0.1', '127.0.0.12'] as const;
    const roles = { [replica]: 'role:slave\r\nnote:role:master', [master]: 'role:master' };
    for (const [host, role] of Object.entries(roles)) {
      await serve(host, redis, () => bulk(`# Replication\r\n${role}\r\nconnected_slaves:1\r\n`));
      await serve(host, sentinel, () => `*2\r\n${bulk(master)}${bulk(String(redis))}`);
    }
    for (const name of ['bin', 'secrets', 'run']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'secrets/password'), 'good-enough');
    writeFileSync(
      join(folder, 'bin/getent'),
      `#!/bin/sh\ncase $2 in a-0.*) echo ${replica} ;; *) echo ${master} ;; esac\n`,
      { mode: 0o755 },
    );
    const made = spawnSync('sh', [script], {
      encoding: 'utf8',
      env: {
        PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
        SECRETS_DIR: join(folder, 'secrets'),
        RUN_DIR: join(folder, 'run'),
        TLS_ENABLED: 'false',
        REPLICAS: '2',
        QUORUM: '2',
        ADDRESS_PREFIX: 'a',
        ADDRESS_DOMAIN: 'lab',
        MASTER_NAME: 'mymaster',
        REDIS_PORT: String(redis),
        SENTINEL_PORT: String(sentinel),
        CHECK_MILLISECONDS: '200',
        IDLE_SECONDS: '60',
      },
    });
    expect(made.status, made.stderr).toBe(0);
    // In a pod of its own it listens on the port of Redis, which is taken here.
    const file = join(folder, 'run/haproxy.cfg');
    const text = readFileSync(file, 'utf8')
      .replace(`bind :${redis}`, `bind 127.0.0.1:${front}`)
      .replace('bind :8404', `bind 127.0.0.1:${health}`);
    writeFileSync(file, text);
    expect(text).not.toContain('good-enough');
    children.push(spawn('haproxy', ['-f', file], { stdio: 'ignore' }));
    // Until its first check HAProxy takes every server for good; the pod is not ready before.
    for (const stop = performance.now() + 20_000; performance.now() < stop; ) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      if ((await whoAnswers(front)) === master) break;
    }
    const settled: string[] = [];
    for (let times = 0; times < 5; times++) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      settled.push(await whoAnswers(front));
    }
    expect(settled).toEqual(Array.from({ length: 5 }, () => master));
  }, 60_000);
});
