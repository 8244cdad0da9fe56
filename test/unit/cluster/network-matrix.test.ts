// Who is asked in the cluster tests whom they reach: every kind of pod, of each part of the platform, and both ways.
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { matrix, people, places, servers } from '../../cluster/scenarios/network-matrix.ts';
import { withBash } from '../../cluster/scenarios/network-policy.ts';

const askers = [...Object.keys(people), ...Object.keys(servers), 'the api'];

describe('the matrix of the network policies', () => {
  it('has each question once, of somebody who can ask', () => {
    const questions = matrix.map(([from, to]) => `${from} → ${to}`);
    expect(new Set(questions).size).toBe(questions.length);
    for (const [from] of matrix) expect(askers).toContain(from);
  });

  it('asks everybody for each port of each store', () => {
    expect(Object.keys(places)).toHaveLength(6);
    for (const who of askers)
      for (const place of Object.keys(places))
        expect(matrix.filter(([from, to]) => from === who && to === place)).toHaveLength(1);
  });

  it('lets the api and what the values name into every store, a pod of a store into no other, and a stranger into none', () => {
    const open = (who: string): readonly string[] =>
      matrix.filter(([from, to, isOpen]) => from === who && isOpen && to in places).map(([, to]) => to);
    const ofCache = ['Redis of the cache', 'Sentinel of the cache'];
    const node = 'another node of the database';
    const ofClients = Object.keys(places).filter((place) => place !== 'the monitor of the nodes');
    expect(open('the api')).toEqual(ofClients);
    expect(open('a client that the values name')).toEqual(ofClients);
    expect(open('a client of the database, by its label')).toEqual([node]);
    expect(open('a node of the database')).toEqual([node, 'the monitor of the nodes']);
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

describe('the question that a pod of a store asks', () => {
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
