// The two halves agree, in every region of every environment: what the charts say and what Azure would make. Each fact
// is also seen to fail, from either side.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readEstate } from '../../generator/azure/audit/estate.ts';
import { type Fact, facts, type KubernetesObject, type Sides } from './facts.ts';

const root = join(import.meta.dirname, '../..');
const golden = join(root, 'test/golden');

function objectsBelow(folder: string): readonly KubernetesObject[] {
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => parse(readFileSync(join(folder, file), 'utf8')) as KubernetesObject);
}

function sidesOf(environment: string, region: string): Sides {
  const text = readFileSync(join(root, `test/azure/golden/${environment}.snapshot.json`), 'utf8');
  const read = (file: string) => parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  return structuredClone({
    objects: objectsBelow(join(golden, environment, region, 'manifests')),
    namespace: String(read(join(root, `values/${environment}.yaml`)).namespace),
    values: read(join(golden, environment, region, 'values.yaml')),
    estate: readEstate(text, true),
    region,
  });
}

const places = ['dev', 'staging', 'prod'].flatMap((environment) =>
  readdirSync(join(golden, environment), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'bicep')
    .map(({ name }) => [environment, name] as const),
);

function agrees({ chart, azure, agree = (a, b) => Object.is(a, b) }: Fact, sides: Sides): boolean {
  const said = chart(sides);
  return said === undefined || agree(said as never, azure(sides) as never);
}

describe.each(places)('%s in %s', (environment, region) => {
  it.each(facts.map((fact) => [fact.name, fact] as const))('%s', (_name, fact) => {
    const sides = sidesOf(environment, region);
    const shown = JSON.stringify({ chart: fact.chart(sides), azure: fact.azure(sides) });
    expect(agrees(fact, sides), shown).toBe(true);
  });
});

describe('each side alone cannot change', () => {
  it.each(facts.map((fact) => [fact.name, fact] as const))('%s', (_name, fact) => {
    const sound = sidesOf('prod', 'eastus');
    expect(fact.chart(sound), 'prod must say it').toBeDefined();
    for (const change of [fact.changeChart, fact.changeAzure]) {
      const sides = sidesOf('prod', 'eastus');
      change(sides);
      // A fact of which the charts say nothing any more is not held: that is a change too.
      const silent = fact.chart(sides) === undefined;
      expect(silent || !agrees(fact, sides)).toBe(true);
    }
  });
});
