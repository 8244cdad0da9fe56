// One pod of the Redis chart with its real servers: it boots, is probed, is stopped and comes back, and its passwords
// show nowhere. Skipped, visibly, where the machine has no redis-server.
import type { ChildProcess } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAvailable } from '../../support/required.ts';
import { findProgram, freePorts } from '../reference-api/real-stores.ts';
import { ScriptPod } from './run-script.ts';

const has = isAvailable('redis-server', findProgram('redis-server') ? undefined : 'it is not installed');
const password = 'b\\c #d $e ü f';

describe.runIf(has)('a pod of Redis', () => {
  let pod: ScriptPod;
  let children: ChildProcess[] = [];
  let ports: [redis: string, sentinel: string];

  const cli = (port: string, ...words: readonly string[]): string =>
    execFileSync('redis-cli', ['--no-auth-warning', '-p', port, ...words], {
      env: { PATH: process.env.PATH, REDISCLI_AUTH: password },
      encoding: 'utf8',
    }).trim();

  const until = async (good: () => boolean): Promise<void> => {
    for (const stop = performance.now() + 15_000; performance.now() < stop; ) {
      if (good()) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`not in time: ${pod.run('probe-redis.sh', 'readiness').output}`);
  };
  const isReady = (): boolean =>
    pod.run('probe-redis.sh', 'readiness').status === 0 &&
    pod.run('probe-sentinel.sh', 'readiness').status === 0;

  async function boot(): Promise<void> {
    expect(pod.run('configure.sh').status).toBe(0);
    children = [pod.start('start-sentinel.sh'), pod.start('start-redis.sh')];
    await until(isReady);
    await until(() => /mymaster/.test(cli(ports[1], 'SENTINEL', 'MASTERS')));
  }
  async function end(): Promise<void> {
    const ended = children.map(
      (child) =>
        new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(0))),
    );
    for (const { pid } of children) {
      try {
        process.kill(-(pid ?? 0), 'SIGTERM');
      } catch {
        // It has ended already.
      }
    }
    await Promise.all(ended);
  }

  beforeAll(async () => {
    const free = (await freePorts(2)).map(String);
    ports = [free[0] ?? '', free[1] ?? ''];
    pod = new ScriptPod(['127.0.0.1'], { REDIS_PORT: ports[0], SENTINEL_PORT: ports[1], QUORUM: '1' });
    pod.write('secrets/password', password);
    const alone = (name: string, port: string): void =>
      pod.write(
        `config/${name}`,
        pod
          .read(`config/${name}`)
          .replace(/^port .*$/m, `port ${port}`)
          .replace(/^bind .*$/m, 'bind 127.0.0.1')
          .replace('min-replicas-to-write 1', 'min-replicas-to-write 0'),
      );
    alone('redis.base.conf', ports[0]);
    alone('sentinel.base.conf', ports[1]);
    await boot();
  });
  afterAll(async () => {
    await end();
    pod.close();
  });

  it('takes writes with the password, and nothing without it', () => {
    expect(cli(ports[0], 'SET', 'key', 'value')).toBe('OK');
    const open = execFileSync('redis-cli', ['-p', ports[0], 'PING'], { env: { PATH: process.env.PATH } });
    expect(String(open)).toContain('NOAUTH');
  });

  it('lets the application neither administer Redis nor fail Sentinel over', () => {
    for (const words of [
      ['CONFIG', 'GET', 'maxmemory'],
      ['REPLICAOF', 'NO', 'ONE'],
      ['FLUSHALL'],
      ['KEYS', '*'],
    ])
      expect(cli(ports[0], ...words), words.join(' ')).toContain('NOPERM');
    expect(cli(ports[1], 'SENTINEL', 'FAILOVER', 'mymaster')).toContain('NOPERM');
    expect(cli(ports[1], 'SENTINEL', 'GET-MASTER-ADDR-BY-NAME', 'mymaster')).toBe(`127.0.0.1\n${ports[0]}`);
  });

  it('reads the password back as it was written, in Redis and in Sentinel', () => {
    expect(cli(ports[0], '--user', 'admin', 'CONFIG', 'GET', 'masterauth')).toBe(`masterauth\n${password}`);
    expect(cli(ports[1], '--user', 'admin', 'SENTINEL', 'CONFIG', 'GET', 'sentinel-pass')).toContain(
      password,
    );
    // Sentinel can only have found the role of Redis by logging in.
    expect(cli(ports[1], 'SENTINEL', 'MASTER', 'mymaster')).toMatch(/role-reported\nmaster/);
  });

  it('shows no password in the arguments or the environment of what runs', () => {
    for (const { pid } of children)
      for (const name of ['cmdline', 'environ'])
        expect(readFileSync(`/proc/${pid}/${name}`, 'utf8')).not.toContain(password);
  });

  it('fails its probes for another password, instead of being content with a connection', () => {
    const right = pod.read('run/secrets/password');
    execFileSync('rm', ['-f', pod.path('run/secrets/password')]);
    pod.write('run/secrets/password', 'another');
    for (const probe of ['startup', 'liveness', 'readiness'])
      expect(pod.run('probe-redis.sh', probe).status, probe).toBe(1);
    expect(pod.run('probe-sentinel.sh').status).toBe(1);
    pod.write('run/secrets/password', right);
  });

  it('stops without a replica, says so, and comes back with its data', async () => {
    const { status, output } = pod.run('stop-redis.sh');
    expect([status, output.includes('handover-failed')]).toEqual([1, true]);
    expect(pod.run('stop-sentinel.sh').status).toBe(0);
    expect(cli(ports[0], 'SET', 'key', 'later')).toBe('OK');
    await end();
    await boot();
    expect(cli(ports[0], 'GET', 'key')).toBe('later');
  });
});
