// The parts of the fault bench of Redis that can be looked at without a network.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOrder } from '../../faults/redis/order.ts';
import { carry, plants } from '../../faults/redis/plants.ts';
import { trials } from '../../faults/redis/trials/index.ts';
import { longestOverlap } from '../../faults/redis/watch-masters.ts';

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
    expect(readOrder(['kill', '--repeats', '5', 'freeze'])).toEqual({
      names: ['kill', 'freeze'],
      repeats: 5,
      plant: undefined,
      keep: false,
    });
  });
  it.each([[['nothing']], [['--repeats', '0']], [['--repeats', 'x']], [['--plant', 'none']], [['--plant']]])(
    'refuses %j',
    (words) => {
      expect(() => readOrder(words)).toThrow('not understood');
    },
  );
});

describe('the planted faults', () => {
  const from = {
    scripts: 'generator/charts/redis-sentinel/files',
    configuration: 'test/faults/redis/configuration',
  };
  it.each(Object.entries(plants))('%s has its place, and its trial', (name, { trial, file }) => {
    const folder = mkdtempSync(join(tmpdir(), 'plants-'));
    try {
      expect(trials.map((one) => one.name)).toContain(trial);
      expect(() => carry(from, folder, name)).not.toThrow();
      const sound = file.startsWith('scripts/') ? from.scripts : from.configuration;
      const planted = readFileSync(join(folder, file), 'utf8');
      expect(planted).not.toBe(readFileSync(join(sound, basename(file)), 'utf8'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
  it('stop the run where they have no place', () => {
    const folder = mkdtempSync(join(tmpdir(), 'plants-'));
    try {
      const elsewhere = { ...from, scripts: 'test/faults/redis/configuration' };
      expect(() => carry(elsewhere, folder, 'plain-failover')).toThrow();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
