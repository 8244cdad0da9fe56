// Which addresses may be put under load.
import { describe, expect, it } from 'vitest';
import { clusterAddressFaults, targetFault } from '../../../cluster/load/addresses.ts';

const cluster = ['172.18.0.0/16', '10.96.3.4'];

describe('a target', () => {
  it.each(['http://127.0.0.1:8080/x', 'http://127.3.2.1/', 'http://[::1]:80/', 'http://2130706433/'])(
    '%s is loopback',
    (target) => expect(targetFault(target, [])).toBeUndefined(),
  );

  it.each(['http://172.18.0.2:30080/', 'http://10.96.3.4/'])('%s is named', (target) => {
    expect(targetFault(target, cluster)).toBeUndefined();
    expect(targetFault(target, [])).toContain('neither loopback nor named');
  });

  it.each([
    ['http://172.19.0.2/', 'neither loopback nor named'],
    ['http://10.96.3.5/', 'neither loopback nor named'],
    ['http://8.8.8.8/', 'neither loopback nor named'],
    ['http://169.254.169.254/', 'neither loopback nor named'],
    ['http://0.0.0.0/', 'neither loopback nor named'],
    ['http://[::ffff:172.18.0.2]/', 'not an IPv4 address'],
    ['http://[fe80::1]/', 'not an IPv4 address'],
    ['http://localhost/', 'not an IPv4 address'],
    ['http://127.0.0.1.example.com/', 'not an IPv4 address'],
    ['https://127.0.0.1/', 'not supported'],
    ['http://user:word@127.0.0.1/', 'user or a password'],
    ['127.0.0.1:80', 'not'],
    ['', 'not a URL'],
  ])('%s is refused', (target, why) => expect(targetFault(target, cluster)).toContain(why));

  it('does not repeat a password', () => {
    expect(targetFault('http://user:word@127.0.0.1/', [])).not.toContain('word@');
  });
});

describe('the addresses of the cluster', () => {
  it('are private, and a /16 at most', () => {
    expect(clusterAddressFaults([...cluster, '192.168.0.0/24', '10.244.0.0/16'])).toEqual([]);
  });

  it.each(['8.8.8.8', '0.0.0.0/0', '172.16.0.0/12', '172.32.0.0/16', '10.0.0.0/33', '::1', 'kind', '10.0.0'])(
    '%s is refused',
    (address) => expect(clusterAddressFaults([address])).toHaveLength(1),
  );

  it('do not open what they may not name', () => {
    expect(targetFault('http://8.8.8.8/', ['8.8.8.8', '0.0.0.0/0'])).toBeDefined();
  });
});
