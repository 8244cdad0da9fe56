// What clients are told, in every environment and region, with TLS and without: a string that StackExchange.Redis takes,
// options that ioredis and redis-py know, the same Sentinels in all of them, and no password.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { readTree, repository, runChartwright } from '../../support/run-chartwright.ts';
import { readDotnetString } from './dotnet-string.ts';

type Texts = Readonly<Record<string, string>>;
interface ConfigMap {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data: Texts;
}

const folder = mkdtempSync(join(tmpdir(), 'redis-clients-'));
const environments = readdirSync(join(repository, 'values')).filter((file) => file.endsWith('.yaml'));

/** Every ConfigMap that the environments render, both kinds of Redis installed, with TLS or without. */
function render(tls: boolean): readonly (readonly [path: string, map: ConfigMap])[] {
  const place = join(folder, tls ? 'tls' : 'plain');
  cpSync(join(repository, 'values'), join(place, 'values'), { recursive: true });
  for (const file of environments) {
    const values = parse(readFileSync(join(repository, 'values', file), 'utf8'));
    const { global = {} } = values;
    const withTls = (key: string) => ({ ...global[key], tls: { ...global[key]?.tls, enabled: tls } });
    values.global = { ...global, redis: withTls('redis'), redisSessions: withTls('redisSessions') };
    values.redis = { ...values.redis, enabled: true };
    values.api.redis = { ...values.api.redis, enabled: true };
    // In quotes: the program takes no text for text that another reader takes for a moment.
    const text = stringify(values, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' });
    writeFileSync(join(place, 'values', file), text);
  }
  const { status, stdout, stderr } = runChartwright(['generate', '--out', join(place, 'out')], {
    cwd: place,
  });
  expect(status, stdout + stderr).toBe(0);
  return [...readTree(join(place, 'out'))]
    .filter(([path]) => /\/configmap-[^/]*\.yaml$/.test(path))
    .map(([path, text]) => [path, parse(text) as ConfigMap]);
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each([
  ['with TLS', true],
  ['without TLS', false],
])('%s', (_, tls) => {
  let maps: ReturnType<typeof render> = [];
  const clients = (): typeof maps => maps.filter(([path]) => /-redis(-sessions)?-clients[.]yaml$/.test(path));
  beforeAll(() => {
    maps = render(tls);
  });

  it('every environment has them', () => {
    const named = new Set(clients().map(([path]) => path.split('/')[0]));
    expect([...named].sort()).toEqual(environments.map((file) => file.replace('.yaml', '')).sort());
  });

  it('StackExchange.Redis takes the string, and is in its mode for Sentinels', () => {
    for (const [path, { data }] of clients()) {
      const { endpoints, options, faults } = readDotnetString(data['stackexchange.redis'] ?? '');
      expect(faults, path).toEqual([]);
      expect(endpoints, path).toEqual(data.sentinels?.split(','));
      expect(options, path).toMatchObject({ serviceName: data['master-name'], abortConnect: 'false' });
      expect([options.ssl, options.sslHost], path).toEqual(
        tls ? ['true', data['server-name']] : [undefined, undefined],
      );
      expect(options, path).not.toHaveProperty('password');
    }
  });

  it('the api has the same strings', () => {
    const strings = maps.flatMap(([, { data = {} }]) =>
      ['ConnectionStrings__Redis', 'ConnectionStrings__Sessions'].flatMap((key) => data[key] ?? []),
    );
    expect(strings.length).toBeGreaterThanOrEqual(environments.length);
    const offered = new Set(clients().map(([, { data }]) => data['stackexchange.redis']));
    for (const one of strings) {
      expect(readDotnetString(one).faults).toEqual([]);
      expect([...offered]).toContain(one);
    }
  });

  it('ioredis and redis-py have options of theirs, for the same Sentinels', () => {
    const times = ['socketTimeout', 'connectTimeout', 'sentinelCommandTimeout'];
    const encrypted = ['enableTLSForSentinelMode', 'tls', 'sentinelTLS'];
    for (const [path, { data }] of clients()) {
      const { sentinels: list, ...node } = JSON.parse(data['ioredis.json'] ?? '');
      const named = list.map(({ host, port }: { host: string; port: number }) => `${host}:${port}`);
      expect(named.join(','), path).toBe(data.sentinels);
      expect(Object.keys(node).sort(), path).toEqual(
        ['name', 'retryMilliseconds', 'updateSentinels', ...times, ...(tls ? encrypted : [])].sort(),
      );
      // A client that waits longer between its tries finds the new master that much later.
      expect(node.retryMilliseconds, path).toBeGreaterThanOrEqual(100);
      expect(node.retryMilliseconds, path).toBeLessThanOrEqual(500);
      for (const time of times) expect(node[time], path).toBeGreaterThanOrEqual(500);
      const { sentinels: pairs, ...python } = JSON.parse(data['redis-py.json'] ?? '');
      expect(pairs.map((pair: [string, number]) => pair.join(':')).join(','), path).toBe(data.sentinels);
      expect([node.name, python.service_name], path).toEqual([data['master-name'], data['master-name']]);
      expect(python.retries, path).toBe(0);
    }
  });
});

describe('the reader of such strings', () => {
  it.each([
    ['a:6379,abortconnect=maybe', 'abortConnect is no truth value'],
    ['a:6379,asyncTimeout=0', 'asyncTimeout is no whole number from 1'],
    ['a:6379,keepAlive=5s', 'keepAlive is no whole number'],
    ['a:6379,serviceNames=x', 'serviceNames is no option'],
    ['a:6379,ssl=true,SSL=false', 'ssl stands there twice'],
    ['a:6379,a:6379', 'a:6379 stands there twice'],
    ['a:70000', 'a:70000 is no endpoint'],
    ['a:6379,', ' is no endpoint'],
    ['a b:6379', 'a b:6379 is no endpoint'],
    ['a:6379,sslProtocols=tls12|ssl9', 'sslProtocols is no word of it'],
    ['a:6379,serviceName=', 'serviceName is empty'],
  ])('finds what is wrong with %j', (connection, fault) => {
    expect(readDotnetString(connection).faults.join('; ')).toContain(fault);
  });
  it('takes what the documentation shows', () => {
    const { endpoints, options, faults } = readDotnetString(
      'redis0:6380, redis1 ,allowAdmin=true,sslProtocols=Tls12|Tls13',
    );
    expect([endpoints, options, faults]).toEqual([
      ['redis0:6380', 'redis1'],
      { allowAdmin: 'true', sslProtocols: 'Tls12|Tls13' },
      [],
    ]);
  });
});
