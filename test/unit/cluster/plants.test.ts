// Every fault that the cluster tests can plant has its place in the chart, and changes one file only.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { plantedChart, plants } from '../../cluster/plants.ts';

const folder = mkdtempSync(join(tmpdir(), 'plants-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function filesOf(root: string): ReadonlyMap<string, string> {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(root, file)).isFile())
    .map((file) => [file.replaceAll('\\', '/'), readFileSync(join(root, file), 'utf8')] as const);
  return new Map(files);
}

describe('a planted fault', () => {
  it.each(Object.entries(plants))('%s changes its file and no other', (name, { file }) => {
    const chart = filesOf('charts/aiagent');
    const planted = filesOf(plantedChart(name, join(folder, name)));
    expect([...planted.keys()].sort()).toEqual([...chart.keys()].sort());
    expect([...planted].filter(([path, text]) => chart.get(path) !== text).map(([path]) => path)).toEqual([
      file,
    ]);
  });

  it('that nobody knows is refused', () => {
    expect(() => plantedChart('nothing', folder)).toThrow('there is no fault nothing');
  });
});
