// Who is asked in the cluster tests whom they reach: every kind of pod, of each part of the platform, and both ways.
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { matrix, people, redisAskers, redisPlaces } from '../../cluster/scenarios/network-matrix.ts';
import { withBash } from '../../cluster/scenarios/network-policy.ts';

const askers = [...Object.keys(people), ...Object.keys(redisAskers), 'the api'];

describe('the matrix of the network policies', () => {
  it('has each question once, of somebody who can ask', () => {
    const questions = matrix.map(([from, to]) => `${from} → ${to}`);
    expect(new Set(questions).size).toBe(questions.length);
    for (const [from] of matrix) expect(askers).toContain(from);
  });

  it('asks everybody for each port of each Redis', () => {
    expect(Object.keys(redisPlaces)).toHaveLength(4);
    for (const who of askers)
      for (const place of Object.keys(redisPlaces))
        expect(matrix.filter(([from, to]) => from === who && to === place)).toHaveLength(1);
  });

  it('lets the api and what the values name into both, a pod of one Redis into no other, and a stranger into none', () => {
    const open = (who: string): readonly string[] =>
      matrix.filter(([from, to, isOpen]) => from === who && isOpen && to in redisPlaces).map(([, to]) => to);
    const ofCache = ['Redis of the cache', 'Sentinel of the cache'];
    expect(open('the api')).toEqual(Object.keys(redisPlaces));
    expect(open('a client that the values name')).toEqual(Object.keys(redisPlaces));
    for (const who of [
      'a pod of the cache',
      'a test pod of the cache',
      'a client of the cache, by its label',
    ])
      expect(open(who), who).toEqual(ofCache);
    for (const who of [
      'a backup pod of the cache',
      'a proxy pod of the sessions',
      'a neighbour in the namespace',
    ])
      expect(open(who), who).toEqual([]);
  });
});

describe('the question that a pod of Redis asks', () => {
  it('tells an open port from a closed one, in the order of the questions', async () => {
    const server = createServer((socket) => socket.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const places = ['127.0.0.1:1', `127.0.0.1:${port}`, '127.0.0.1:2', `127.0.0.1:${port}`];
    try {
      const { stdout } = spawnSync('bash', ['-c', withBash, 'bash', ...places], { encoding: 'utf8' });
      expect(JSON.parse(stdout)).toEqual([0, 1, 0, 1]);
    } finally {
      server.close();
    }
  });
});
