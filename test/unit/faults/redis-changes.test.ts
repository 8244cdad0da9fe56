// One pod of the Redis chart with its real servers, whose surroundings change: a snapshot is restored, the group gets
// another name, a pod that it knew is gone, its certificate is renewed. Skipped, visibly, without a redis-server.
import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { isAvailable } from '../../support/required.ts';
import { findProgram } from '../reference-api/real-stores.ts';
import { type RunningOptions, RunningPod } from './running-pod.ts';

const missing = ['redis-server', 'openssl'].find((name) => findProgram(name) === undefined);
const has = isAvailable('redis-server', missing && `${missing} is not installed`);

describe.runIf(has)('a pod of Redis', () => {
  let running: RunningPod | undefined;
  const make = async (options: Partial<RunningOptions> = {}): Promise<RunningPod> => {
    running = await RunningPod.make({ password: 'good-enough', ...options });
    return running;
  };
  afterEach(async () => {
    await running?.close();
    running = undefined;
  });

  it('keeps others from its disk while its servers run, and not longer', async () => {
    const one = await make();
    await one.boot();
    const isHeld = (): readonly boolean[] =>
      ['redis', 'sentinel'].map(
        (part) => spawnSync('flock', ['-n', one.pod.path(`data/${part}/.lock`), 'true']).status === 1,
      );
    expect(isHeld()).toEqual([true, true]);
    await one.end();
    await one.until(() => !isHeld().includes(true));
  });

  it('reads a snapshot that was put there, and appends from then on', async () => {
    const one = await make();
    await one.boot();
    expect(one.cli('redis', 'SET', 'key', 'value')).toBe('OK');
    expect(one.cli('redis', '--user', 'admin', 'SAVE')).toBe('OK');
    await one.end();
    // What a restore looks like: the snapshot, and nothing else.
    rmSync(one.pod.path('data/redis/appendonlydir'), { recursive: true });
    rmSync(one.pod.path('data/sentinel'), { recursive: true });
    await one.boot();
    expect(one.cli('redis', 'GET', 'key')).toBe('value');
    await one.until(
      () => one.cli('redis', '--user', 'admin', 'CONFIG', 'GET', 'appendonly') === 'appendonly\nyes',
    );
    expect(one.cli('redis', 'SET', 'key', 'later')).toBe('OK');
    await one.until(() =>
      /aof_rewrite_in_progress:0/.test(one.cli('redis', '--user', 'admin', 'INFO', 'persistence')),
    );
    rmSync(one.pod.path('data/redis/dump.rdb'));
    await one.end();
    rmSync(one.pod.path('data/redis/dump.rdb'), { force: true });
    await one.boot();
    expect(one.cli('redis', 'GET', 'key')).toBe('later');
  });

  it('takes what it knew to another name of the group', async () => {
    const one = await make();
    await one.boot();
    await one.until(() => /mymaster/.test(one.cli('sentinel', 'SENTINEL', 'MASTERS')));
    const asked = one.pod.evaluate(
      ['lib.sh', 'ask.sh'],
      'MASTER_NAME=renamed\nask_all\nread_answers\necho "$known $named $(group_of 0)"',
    );
    expect(asked.output).toBe('1 127.0.0.1 mymaster\n');
    await one.end();
    const file = 'data/sentinel/sentinel.conf';
    const before = one.pod.read(file).replace(/^sentinel config-epoch .*\n/m, '');
    one.pod.write(file, `${before}sentinel config-epoch mymaster 7\n`);
    one.pod.write(
      'config/sentinel.base.conf',
      one.pod.read('config/sentinel.base.conf').replaceAll(' mymaster ', ' renamed '),
    );
    one.pod.setVariable('MASTER_NAME', 'renamed');
    await one.boot();
    await one.until(() => /renamed/.test(one.cli('sentinel', 'SENTINEL', 'MASTERS')));
    const masters = one.cli('sentinel', 'SENTINEL', 'MASTERS');
    expect(masters).toMatch(/name\nrenamed\nip\n127\.0\.0\.1\n/);
    expect(masters).toMatch(/config-epoch\n7\n/);
    expect(masters).not.toContain('mymaster');
  });

  it('forgets a pod that is gone, once it is down, and no other', async () => {
    const one = await make({ variables: { STRANGER_SECONDS: '1' } });
    const gone = '127.0.0.9';
    await one.boot();
    await one.until(() => /mymaster/.test(one.cli('sentinel', 'SENTINEL', 'MASTERS')));
    await one.end();
    const file = 'data/sentinel/sentinel.conf';
    const learnt = `sentinel known-replica mymaster ${gone} ${one.ports.redis}\nsentinel known-sentinel mymaster ${gone} ${one.ports.sentinel} ${'1'.repeat(40)}\n`;
    const known = (): boolean =>
      ['REPLICAS', 'SENTINELS'].every((kind) =>
        one.cli('sentinel', 'SENTINEL', kind, 'mymaster').includes(gone),
      );
    const before = `${one.pod.read(file)}${learnt}`;
    // As long as it exists it stays known, though it is down.
    await one.boot(() => {
      one.pod.write(file, before);
      one.pod.write('data/sentinel/addresses', `0 127.0.0.1\n1 ${gone}\n`);
    });
    await one.until(() => /s_down/.test(one.cli('sentinel', 'SENTINEL', 'REPLICAS', 'mymaster')));
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(known()).toBe(true);
    one.pod.write('data/sentinel/addresses', '0 127.0.0.1\n');
    await one.until(
      () =>
        !['REPLICAS', 'SENTINELS'].some((kind) =>
          one.cli('sentinel', 'SENTINEL', kind, 'mymaster').includes(gone),
        ),
    );
    // It connects to the master anew.
    await one.until(() => /flags\nmaster\n/.test(one.cli('sentinel', 'SENTINEL', 'MASTERS')));
    // Nor does one that starts later take it over.
    await one.end();
    await one.boot(() => one.pod.write(file, before));
    expect(one.cli('sentinel', 'SENTINEL', 'REPLICAS', 'mymaster')).not.toContain(gone);
  });

  it('serves the certificate that is mounted, also when it is renewed', async () => {
    const tls = 'tls';
    const one = await make({
      variables: { TLS_ENABLED: 'true', CERTIFICATE_SECONDS: '1' },
      listening: (port) => `port 0\ntls-port ${port}\ntls-auth-clients no\ntls-replication yes\nTLS`,
    });
    for (const name of ['redis.base.conf', 'sentinel.base.conf'])
      one.pod.write(
        `config/${name}`,
        one.pod
          .read(`config/${name}`)
          .replace(
            'TLS',
            [
              `tls-cert-file ${one.pod.path(tls, 'tls.crt')}`,
              `tls-key-file ${one.pod.path(tls, 'tls.key')}`,
              `tls-ca-cert-file ${one.pod.path(tls, 'ca.crt')}`,
            ].join('\n'),
          ),
      );
    one.pod.setVariable('TLS_DIR', one.pod.path(tls));
    /** One that signed itself: so the authority changes too. */
    const issue = (name: string): void => {
      one.pod.write(`${tls}/ca.crt`, '');
      execFileSync(
        'openssl',
        ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
          .concat(['-subj', `/CN=${name}`, '-keyout', one.pod.path(tls, 'tls.key')])
          .concat(['-out', one.pod.path(tls, 'tls.crt')]),
        { stdio: 'ignore' },
      );
      one.pod.write(`${tls}/ca.crt`, one.pod.read(`${tls}/tls.crt`));
    };
    const served = (server: 'redis' | 'sentinel'): string =>
      /CN ?= ?([a-z]+)/.exec(
        spawnSync('openssl', ['s_client', '-connect', `127.0.0.1:${one.ports[server]}`], {
          input: '',
          encoding: 'utf8',
        }).stdout,
      )?.[1] ?? '';
    issue('first');
    await one.boot();
    await one.until(() => served('sentinel') === 'first');
    expect(served('redis')).toBe('first');
    const [sentinel] = one.children;
    issue('second');
    await one.until(() => served('redis') === 'second');
    expect(one.pod.run('probe-redis.sh', 'liveness').status).toBe(0);
    // Sentinel ends, and kubelet would start its container again.
    await one.until(() => sentinel?.exitCode !== null);
    expect(one.children[1]?.exitCode).toBe(null);
  });
});
