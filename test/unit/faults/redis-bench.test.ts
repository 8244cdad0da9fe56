// The parts of the fault bench of Redis that can be looked at without a network.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scriptFiles } from '../../../generator/charts/redis-sentinel/scripts.ts';
import { inLanes } from '../../faults/bench/lanes.ts';
import { readOrder } from '../../faults/bench/order.ts';
import { carry, plants } from '../../faults/redis/plants.ts';
import { missingPrograms } from '../../faults/redis/programs.ts';
import { redis } from '../../faults/redis/run.ts';
import { trials } from '../../faults/redis/trials/index.ts';
import { longestOverlap } from '../../faults/redis/watch-masters.ts';
import { renderedChart } from './run-script.ts';

describe('two masters', () => {
  const tenure = (node: string, fromMs: number, toMs: number) => ({ node, fromMs, toMs });
  it('are seen only where two nodes took writes in the same time', () => {
    expect(longestOverlap([tenure('a', 0, 10), tenure('b', 10, 20), tenure('a', 20, 30)])).toBe(0);
    expect(longestOverlap([tenure('a', 0, 10), tenure('b', 7, 20)])).toBe(3);
    expect(longestOverlap([tenure('a', 0, 10), tenure('a', 5, 20)])).toBe(0);
    expect(longestOverlap([])).toBe(0);
  });
});

describe('the order', () => {
  it('is read', () => {
    expect(readOrder(['kill', '--repeats', '5', 'freeze', '--lanes', '2'], redis)).toEqual({
      names: ['kill', 'freeze'],
      repeats: 5,
      lanes: 2,
      plant: undefined,
      keep: false,
    });
  });
  it.each([
    [['nothing']],
    [['--repeats', '0']],
    [['--repeats', 'x']],
    [['--lanes', '5']],
    [['--plant', 'none']],
    [['--plant']],
  ])('refuses %j', (words) => {
    expect(() => readOrder(words, redis)).toThrow('not understood');
  });
});

describe('the lanes', () => {
  it('work off a list in its order, no more at a time than there are', async () => {
    const started: number[] = [];
    let open = 0;
    let most = 0;
    await inLanes([1, 2, 3, 4, 5], 2, async (job) => {
      started.push(job);
      most = Math.max(most, ++open);
      await new Promise((resolve) => setTimeout(resolve, 5 * (6 - job)));
      open--;
    });
    expect([started, most]).toEqual([[1, 2, 3, 4, 5], 2]);
  });
});

describe('missing programs', () => {
  it('are named in one sentence, each with its package', () => {
    const sentence = missingPrograms({ PATH: '/nowhere' }) ?? '';
    expect(sentence.split('\n')).toHaveLength(1);
    for (const name of ['redis-server', 'iproute2', 'iptables', 'python3-venv'])
      expect(sentence).toContain(`package ${name}`);
  });
  it('are none where all are there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'programs-'));
    try {
      for (const name of ['redis-server', 'redis-cli', 'ip', 'python3', 'setpriv', 'flock'])
        writeFileSync(join(folder, name), '', { mode: 0o755 });
      expect(missingPrograms({ PATH: folder })).toBe(
        'The fault tests of Redis need what is not installed here: iptables-restore (package iptables).',
      );
      writeFileSync(join(folder, 'iptables-restore'), '', { mode: 0o755 });
      expect(missingPrograms({ PATH: folder })).toBeUndefined();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('what is rendered', () => {
  it('is the chart: every script and file, and the commands of the containers', () => {
    const { scripts, configuration, clients, api, containers, account } = renderedChart();
    expect(Object.keys(configuration).sort()).toEqual([
      'redis.base.conf',
      'sentinel-users.base.acl',
      'sentinel.base.conf',
      'users.base.acl',
    ]);
    for (const [path, text] of scriptFiles)
      expect(scripts[path.replace('files/', '').replace('/', '-')], path).toBe(text);
    expect(containers.redis.command).toEqual(['sh', '/scripts/start-redis.sh']);
    expect(containers.redis.readiness.at(-1)).toBe('readiness');
    for (const name of ['redis', 'sentinel'] as const)
      expect(containers[name].preStop).toEqual(['sh', `/scripts/stop-${name}.sh`]);
    expect(containers.configure.variables).toMatchObject({ REPLICAS: '3', MASTER_NAME: 'mymaster' });
    expect(Object.keys(clients)).toContain('ioredis.json');
    expect(api.SESSION_SENTINELS).toBe(clients.sentinels);
    expect(account).toBeGreaterThanOrEqual(10_000);
  });
});

describe('the planted faults', () => {
  it.each(Object.entries(plants))('%s has its place, and its trial', (name, { trial, file }) => {
    const folder = mkdtempSync(join(tmpdir(), 'plants-'));
    try {
      const from = renderedChart();
      expect(trials.map((one) => one.name)).toContain(trial);
      expect(() => carry(from, folder, name)).not.toThrow();
      const [kind, key] = file.split('/') as ['scripts' | 'configuration', string];
      expect(readFileSync(join(folder, file), 'utf8')).not.toBe(from[kind][key]);
      const other = kind === 'scripts' ? 'configuration' : 'scripts';
      for (const [rest, text] of Object.entries(from[other]))
        expect(readFileSync(join(folder, other, rest), 'utf8')).toBe(text);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
  it('stop the run where they have no place', () => {
    const folder = mkdtempSync(join(tmpdir(), 'plants-'));
    try {
      const elsewhere = { scripts: { 'stop-redis.sh': 'exit 0\n' }, configuration: {} };
      expect(() => carry(elsewhere, folder, 'plain-failover')).toThrow('no place');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
