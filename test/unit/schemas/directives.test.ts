// Which lines of redis.conf a person may add: what exists and is safe, with arguments that hold no trick.
import { describe, expect, it } from 'vitest';
import { RedisSentinelValues } from '../../../schemas/redis-sentinel.ts';

const faultsOf = (line: string): readonly string[] =>
  (RedisSentinelValues.safeParse({ configuration: [line] }).error?.issues ?? []).map(
    ({ message }) => message,
  );

describe('a line of configuration', () => {
  it.each([
    'maxmemory-samples 10',
    'client-output-buffer-limit replica 512mb 128mb 60',
    'latency-tracking-info-percentiles 50 99 99.9',
    'notify-keyspace-events Ex',
    'slowlog-log-slower-than -1',
    'client-query-buffer-limit 1gb',
    'shutdown-on-sigterm save',
    'repl-diskless-load on-empty-db',
    'tls-protocols TLSv1.3',
    'tls-ciphersuites TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256',
  ])('%s is taken', (line) => expect(faultsOf(line)).toEqual([]));

  it.each([
    ['bind 0.0.0.0', 'bind is set by the chart, whose addresses and volumes it would change'],
    ['port 7000', 'port is set by the chart, whose addresses and volumes it would change'],
    ['dir /tmp', 'dir is set by the chart, whose addresses and volumes it would change'],
    ['requirepass x', 'requirepass belongs to the users and passwords, which are in Secrets'],
    ['masterauth x', 'masterauth belongs to the users and passwords, which are in Secrets'],
    ['protected-mode no', 'protected-mode belongs to the users and passwords, which are in Secrets'],
    ['rename-command CONFIG x', 'rename-command belongs to the users and passwords, which are in Secrets'],
    ['user x on nopass', 'user belongs to the users and passwords, which are in Secrets'],
    ['replicaof 10.0.0.1 6379', 'replicaof decides who is master, which only the Sentinels may'],
    ['loadmodule /tmp/x.so', 'loadmodule would run code or read files that nobody has judged'],
    ['include /etc/passwd', 'include would run code or read files that nobody has judged'],
    ['maxmemory 1gb', 'maxmemory is set by a value of its own'],
    ['min-replicas-to-write 0', 'min-replicas-to-write is set by a value of its own'],
    ['tls-port 6380', 'tls-port belongs to TLS, which the chart sets'],
  ])('%s is refused, with the reason', (line, reason) => expect(faultsOf(line)).toContain(reason));

  it.each([
    'maxmemory-sample 10',
    'MAXMEMORY-SAMPLES 10',
    'maxmemory-samples',
    'maxmemory-samples ten',
    'maxmemory-samples 0',
    'maxmemory-samples 10 20',
    'maxmemory-samples 10mb',
    'maxmemory-samples -1',
    'activerehashing true',
    'activerehashing yes no',
    'client-query-buffer-limit 1tb',
    'client-output-buffer-limit replica 512mb 128mb',
    'client-output-buffer-limit master 512mb 128mb 60',
    'loglevel quiet',
    'latency-tracking-info-percentiles 50 ninety',
    'shutdown-on-sigterm nosave',
    'tls-protocols TLSv1.1',
    'maxmemory-samples  10',
    ' maxmemory-samples 10',
    'maxmemory-samples 10 ',
    'maxmemory-samples 10\nport 7000',
    'maxmemory-samples 10\r\nport 7000',
    'maxmemory-samples "10"',
    "maxmemory-samples '10'",
    'maxmemory-samples 10\0',
    'maxmemory-samples 10 # ten',
    'loglevel \\x20',
    'sentinel monitor a 1.2.3.4 1 1',
    '',
  ])('%j is refused', (line) => expect(faultsOf(line)).not.toEqual([]));
});

describe('a user', () => {
  const faultsOfUser = (change: object): number => {
    const user = { name: 'reports', permissions: ['+@read'], existingSecret: 'reports', ...change };
    return RedisSentinelValues.safeParse({ users: [user] }).error?.issues.length ?? 0;
  };

  it.each(['~reports:*', '%R~a:*', '&news:*', '+get', '+@read', '-@dangerous', '+config|get', 'allchannels'])(
    'may have %s',
    (permission) => expect(faultsOfUser({ permissions: [permission] })).toBe(0),
  );

  it.each([
    'nopass',
    '>secret',
    '#0123',
    '<secret',
    'on',
    '+get ~*',
    '~a\nuser x on nopass ~* +@all',
    '~"a"',
    'reset',
  ])('may not have %j', (permission) =>
    expect(faultsOfUser({ permissions: [permission] })).toBeGreaterThan(0),
  );

  it.each(['default', 'admin', 'replica', 'sentinel', 'exporter', 'Reports', 'a b', 'a\n', '1a', ''])(
    'may not be called %j',
    (name) => expect(faultsOfUser({ name })).toBeGreaterThan(0),
  );
});
