// One pod of the Redis chart with its real servers: it boots, is probed, is stopped and comes back, and its passwords
// show nowhere. Skipped, visibly, where the machine has no redis-server.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAvailable } from '../../support/required.ts';
import { findProgram } from '../reference-api/real-stores.ts';
import type { ScriptPod } from './run-script.ts';
import { RunningPod } from './running-pod.ts';

const has = isAvailable('redis-server', findProgram('redis-server') ? undefined : 'it is not installed');
const password = 'b\\c #d $e ü f';

describe.runIf(has)('a pod of Redis', () => {
  let running: RunningPod;
  let pod: ScriptPod;
  let ports: readonly [redis: string, sentinel: string];
  const cli = (port: string, ...words: readonly string[]): string =>
    running.cli(port === ports[0] ? 'redis' : 'sentinel', ...words);

  async function boot(): Promise<void> {
    await running.boot();
    await running.until(() => /mymaster/.test(cli(ports[1], 'SENTINEL', 'MASTERS')));
  }

  beforeAll(async () => {
    running = await RunningPod.make({ password });
    pod = running.pod;
    ports = [running.ports.redis, running.ports.sentinel];
    await boot();
  });
  afterAll(() => running.close());

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
    for (const { pid } of running.children)
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
    await running.end();
    await boot();
    expect(cli(ports[0], 'GET', 'key')).toBe('later');
  });
});
