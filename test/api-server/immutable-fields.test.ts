// What runs since the last release is updated by this one: no field that may not change has changed.
// The objects of the last release stand in last-release/; `npm run release:objects` renews them at a release.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from '../../generator/engine/index.ts';
import { accepted, type Client } from './client.ts';
import { nameOf, regionCases } from './region-objects.ts';
import { hasServer, openClient, restrictedNamespace } from './restricted.ts';

const folder = join(import.meta.dirname, 'last-release');

const lastRelease = (file: string): KubernetesObject[] =>
  parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map((one) => one.toJS() as KubernetesObject);

const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => {
    const now = regionCases.find(({ environment, region }) => `${environment}-${region}.yaml` === file);
    return { file, before: lastRelease(file), now: now?.manifests.map(({ object }) => object) ?? [] };
  });

/** What the server refuses when a second set of objects takes the place of a first. */
async function refusals(
  client: Client,
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
): Promise<string[]> {
  const namespace = await restrictedNamespace(client, 'update');
  for (const object of before) accepted(await client.apply(object, { namespace }));
  const answers: string[] = [];
  for (const object of after) {
    const { status, body } = await client.apply(object, { namespace });
    if (status >= 300) answers.push(`${nameOf(object)}: ${status} ${body.message}`);
  }
  return answers;
}

describe('the last release', () => {
  it('is kept for some regions, each of which is still there', () => {
    expect(cases.length).toBeGreaterThan(0);
    for (const { file, before, now } of cases) {
      expect(before.length, file).toBeGreaterThan(5);
      expect(now.length, `${file}: a region that is gone is taken off the folder`).toBeGreaterThan(5);
    }
  });
});

describe.runIf(hasServer).each(cases)('$file', ({ before, now }) => {
  let client: Client;
  beforeAll(() => {
    client = openClient();
  });
  afterAll(() => client.close());

  it('is updated without a refusal', async () => {
    expect(await refusals(client, before, now)).toEqual([]);
  });

  it('a changed selector would be refused', async () => {
    const changed = JSON.parse(
      JSON.stringify(now.filter(({ kind }) => kind === 'Deployment')).replaceAll(
        '"app.kubernetes.io/component":"server"',
        '"app.kubernetes.io/component":"other"',
      ),
    ) as KubernetesObject[];
    expect(changed.length).toBeGreaterThan(0);
    const found = await refusals(client, before, changed);
    expect(found).toHaveLength(changed.length);
    for (const line of found) expect(line).toMatch(/^Deployment\/.*: 422 .*field is immutable/);
  });
});
