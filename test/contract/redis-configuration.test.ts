// What the chart writes into redis.conf, sentinel.conf and the lists of users is read back by a real redis-server as
// it was meant, for defaults, for random values and for every directive that may be added.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { JsonMap } from '../../generator/engine/index.ts';
import { RedisSentinelValues } from '../../schemas/redis-sentinel.ts';
import { arbitraryValues } from '../support/arbitrary-values.ts';
import { products } from '../support/chart-subjects.ts';
import { isAvailable } from '../support/required.ts';

const version = (() => {
  try {
    return execFileSync('redis-server', ['--version'], { encoding: 'utf8' });
  } catch {
    return undefined;
  }
})();
const ready = isAvailable('redis-server', version === undefined ? 'it is not on the PATH' : undefined);
const seed = Number(process.env.CHARTWRIGHT_SEED ?? Math.floor(Math.random() * 2 ** 31));
console.info(`configuration of Redis: repeat it with CHARTWRIGHT_SEED=${seed}`);

const subject = products.find(({ name }) => name === 'redis-sentinel')!;
const folder = mkdtempSync(join(tmpdir(), 'chartwright-redis-'));
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

type Files = Readonly<Record<string, string>>;

/** The files of configuration that the chart makes of values; without TLS, which needs certificates. */
function filesOf(input: JsonMap): Files {
  const global = { ...(input.global as JsonMap), redis: { ...(input.global as { redis?: JsonMap })?.redis } };
  const values = RedisSentinelValues.parse({
    ...input,
    component: 'redis',
    global: { ...global, redis: { ...global.redis, tls: { enabled: false } } },
  });
  const objects = subject.evaluate({ values, release: { name: 'r', namespace: 'n' } });
  const map = objects.find(({ metadata }) => metadata.name === 'r-redis-configuration');
  return (map as unknown as { data: Files }).data;
}

const socket = join(folder, 'socket');

/** Starts a server, asks it, and ends it; what it said instead, where it refused to start. */
async function withServer<T>(lines: string, args: readonly string[], use: () => T): Promise<T | string> {
  const file = join(folder, 'server.conf');
  writeFileSync(file, `${lines}\ndir ${folder}\nport 0\nunixsocket ${socket}\n`);
  const child = spawn('redis-server', [file, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += String(text)));
  const ended = new Promise<void>((done) => child.on('exit', () => done()));
  try {
    for (let attempt = 0; attempt < 200 && child.exitCode === null; attempt++) {
      if (ask('PING').includes('PONG')) return use();
      await new Promise((done) => setTimeout(done, 25));
    }
    return said;
  } finally {
    child.kill('SIGKILL');
    await ended;
    running.delete(child);
  }
}

/** As the administrator, where there is one. */
function ask(...words: readonly string[]): string {
  const call = (args: readonly string[]) =>
    execFileSync('redis-cli', ['-s', socket, ...args, ...words], {
      encoding: 'utf8',
      env: { ...process.env, REDISCLI_AUTH: 'password' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  try {
    const answer = call(['--user', 'admin', '--no-auth-warning']);
    return /^(NOAUTH|WRONGPASS|AUTH failed)/.test(answer) ? call([]) : answer;
  } catch {
    return '';
  }
}

const setting = (name: string): string => ask('CONFIG', 'GET', name).split('\n').slice(1).join('\n').trim();

/** What does not come from the chart: where it listens is changed, so that tests can stand side by side. */
const withoutPorts = (text: string): string => text.replace(/^(port|bind|tls-port) .*\n/gm, '');

/** The lines of a configuration, by their first word. */
const linesOf = (text: string): readonly (readonly [string, string])[] =>
  withoutPorts(text)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const space = line.indexOf(' ');
      return [line.slice(0, space), line.slice(space + 1)] as const;
    });

const inBytes = (text: string): string => {
  const [, amount, unit = ''] = /^(\d+)(mb)?$/.exec(text) ?? [];
  return unit === '' ? text : String(Number(amount) * 1024 * 1024);
};

/** What the server says of each line, where it is not what the line says. */
function differences(text: string): readonly string[] {
  const lines = linesOf(text);
  return [...new Map(lines)].flatMap(([name, last]) => {
    const found = setting(name);
    const wanted =
      name === 'save'
        ? lines.flatMap(([one, value]) => (one === 'save' ? [value.replace('""', '')] : [])).join(' ')
        : inBytes(last);
    // The machine may allow fewer open files than a pod has.
    const isCapped = name === 'maxclients' && Number(found) < Number(wanted);
    return found === wanted || isCapped ? [] : [`${name}: ${found} for ${wanted}`];
  });
}

describe.runIf(ready)('redis.conf', () => {
  const read = async (input: JsonMap) => {
    const text = filesOf(input)['redis.base.conf']!;
    return withServer(withoutPorts(text), [], () => differences(text));
  };

  it('of the defaults is read as it was meant', async () => {
    expect(await read({})).toEqual([]);
    expect(
      await read({
        persistence: { snapshots: [], appendOnly: false },
        replication: { durability: 'available' },
      }),
    ).toEqual([]);
  });

  it('of random values is read as it was meant', async () => {
    const random = arbitraryValues(RedisSentinelValues).map(({ configuration: _, ...values }) => values);
    for (const values of fc.sample(random, { numRuns: 25, seed })) expect(await read(values)).toEqual([]);
  });

  it('is seen to differ, and to be refused', async () => {
    const text = filesOf({})['redis.base.conf']!;
    const other = withoutPorts(text).replace('maxmemory-policy allkeys-lru', 'maxmemory-policy noeviction');
    expect(await withServer(other, [], () => differences(text))).toEqual([
      'maxmemory-policy: noeviction for allkeys-lru',
    ]);
    expect(await withServer(`${other}no-such-directive 1\n`, [], () => '')).toContain('Bad directive');
  });
});

describe.runIf(ready)('the users', () => {
  const reports = {
    name: 'reports',
    permissions: ['~reports:*', '+@read', '-@dangerous'],
    existingSecret: 'x',
  };

  /** What the administrator is told, once the file is in use; every user has the same password here. */
  const withUsers = async <T>(text: string, args: readonly string[], use: () => T): Promise<T | string> => {
    const file = join(folder, 'users.acl');
    writeFileSync(file, text.replace(/^(user \S+ on)/gm, '$1 >password'));
    return withServer(`aclfile ${file}\n`, args, use);
  };
  const namesIn = (text: string): readonly string[] =>
    [...text.matchAll(/^user (\S+)/gm)].map(([, name]) => name!);
  const users = () => ask('ACL', 'USERS').trim().split('\n');
  const mayRun = (user: string, ...words: readonly string[]) => ask('ACL', 'DRYRUN', user, ...words).trim();

  it('of Redis are taken, and may do what they were given', async () => {
    const text = filesOf({ users: [reports] })['users.base.acl']!;
    const result = await withUsers(text, [], () => ({
      users: users(),
      write: mayRun('default', 'SET', 'a', '1'),
      flush: mayRun('default', 'FLUSHALL'),
      configure: mayRun('default', 'CONFIG', 'SET', 'maxmemory', '1'),
      follow: mayRun('replica', 'PSYNC', '?', '-1'),
      peek: mayRun('replica', 'GET', 'a'),
      promote: mayRun('sentinel', 'SLAVEOF', 'NO', 'ONE'),
      steal: mayRun('sentinel', 'GET', 'a'),
      measure: mayRun('exporter', 'INFO'),
      // The password of the replicas is among the answers.
      readOut: mayRun('exporter', 'CONFIG', 'GET', 'masterauth'),
      own: mayRun('reports', 'GET', 'reports:a'),
      foreign: mayRun('reports', 'GET', 'other'),
      change: mayRun('reports', 'SET', 'reports:a', '1'),
    }));
    expect(result).toMatchObject({ users: [...namesIn(text)].sort() });
    const { users: _, ...rights } = result as unknown as Readonly<Record<string, string>>;
    const granted = Object.keys(rights).filter((name) => rights[name] === 'OK');
    expect(granted).toEqual(['write', 'follow', 'promote', 'measure', 'own']);
  });

  it('of Sentinel are taken', async () => {
    const text = filesOf({})['sentinel-users.base.acl']!;
    const result = await withUsers(text, ['--sentinel'], () => users());
    expect(result).toEqual([...namesIn(text)].sort());
  });

  it('are seen to be refused', async () => {
    expect(await withUsers('user default on +@no-such-category\n', [], () => '')).toContain(
      'no-such-category',
    );
  });
});

describe.runIf(ready)('sentinel.conf', () => {
  it('is taken, with the figures of the profile', async () => {
    const figures = async (input: JsonMap) => {
      const text = withoutPorts(filesOf(input)['sentinel.base.conf']!);
      const whole = `sentinel monitor mymaster 127.0.0.1 1 2\n${text}`;
      return withServer(whole, ['--sentinel'], () => {
        const fields = ask('SENTINEL', 'MASTER', 'mymaster').trim().split('\n');
        return ['down-after-milliseconds', 'failover-timeout', 'parallel-syncs'].map(
          (name) => fields[fields.indexOf(name) + 1],
        );
      });
    };
    expect(await figures({})).toEqual(['5000', '10000', '1']);
    expect(await figures({ profile: 'conservative', sentinel: { parallelSyncs: 2 } })).toEqual([
      '30000',
      '180000',
      '2',
    ]);
    expect(await figures({ sentinel: { downAfterMilliseconds: 4000 } })).toEqual(['4000', '10000', '1']);
  });
});
