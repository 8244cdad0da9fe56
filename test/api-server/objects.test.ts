// Every object of every region before a real API server: accepted without a warning, the same when applied
// again, and read back as it was written, so that no tool which compares sees a difference for ever.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubernetesObject } from '../../generator/engine/index.ts';
import { accepted, type Client, type LiveObject } from './client.ts';
import { differencesToLive, mergePatch, withoutRecords } from './compare-live.ts';
import { customKinds } from './custom-resources.ts';
import { nameOf, regionCases, type Written } from './region-objects.ts';
import { hasServer, openClient, restrictedNamespace } from './restricted.ts';

// Argo CD merges a kind without a Go type as plain JSON, where a list replaces a list.
const isCustom = ({ apiVersion }: KubernetesObject): boolean =>
  customKinds.some(({ group, version }) => apiVersion === `${group}/${version}`);

const cases = regionCases.flatMap(({ environment, region, manifests, withTests }) => [
  { environment, region, way: 'manifests', written: manifests },
  { environment, region, way: 'with test pods', written: withTests },
]);

describe('the objects', () => {
  it('are those of all regions, test pods included', () => {
    expect(cases.length).toBeGreaterThanOrEqual(10);
    for (const { written } of cases) expect(written.length).toBeGreaterThan(5);
    for (const { withTests } of regionCases)
      expect(withTests.some(({ object }) => object.kind === 'Pod')).toBe(true);
    expect(cases.some(({ written }) => written.some(({ object }) => isCustom(object)))).toBe(true);
  });
});

/** Applies one after the other; what was refused or warned of, in the server's words. */
async function applyAll(client: Client, namespace: string, written: readonly Written[]): Promise<string[]> {
  const complaints: string[] = [];
  for (const { object, text } of written) {
    const { status, body, warnings } = await client.apply(object, { namespace, text });
    if (status >= 300) complaints.push(`${nameOf(object)}: ${status} ${body.message}`);
    complaints.push(...warnings.map((warning) => `${nameOf(object)}: warning: ${warning}`));
  }
  return complaints;
}

async function readAll(
  client: Client,
  namespace: string,
  written: readonly Written[],
): Promise<LiveObject[]> {
  return Promise.all(written.map(async ({ object }) => accepted(await client.read(object, namespace))));
}

describe.runIf(hasServer).each(cases)('$environment/$region, $way', ({ environment, written }) => {
  let client: Client;
  let namespace = '';
  let live: LiveObject[] = [];
  const pairs = () => written.map(({ object }, at) => ({ object, kept: live[at] as LiveObject }));

  beforeAll(async () => {
    client = openClient();
    namespace = await restrictedNamespace(client, environment);
  });
  afterAll(() => client.close());

  it('are accepted where Pod Security is restricted, without a warning', async () => {
    expect(await applyAll(client, namespace, written)).toEqual([]);
    live = await readAll(client, namespace, written);
    expect(live).toHaveLength(written.length);
  });

  it('are the same when applied again', async () => {
    expect(await applyAll(client, namespace, written)).toEqual([]);
    const again = await readAll(client, namespace, written);
    const versions = (objects: LiveObject[]) =>
      objects.map((object) => `${nameOf(object)} ${object.metadata.resourceVersion}`);
    expect(versions(again)).toEqual(versions(live));
  });

  it('are kept as they were written', () => {
    const found = pairs().flatMap(({ object, kept }) =>
      differencesToLive(object, kept).map((line) => `${nameOf(object)} ${line}`),
    );
    expect(found).toEqual([]);
  });

  it("are no difference to a server-side dry run, Argo CD's first way", async () => {
    for (const [at, { object, text }] of written.entries()) {
      const foretold = accepted(await client.apply(object, { namespace, text, dryRun: true }));
      expect(withoutRecords(foretold), nameOf(object)).toEqual(withoutRecords(live[at] as LiveObject));
    }
  });

  it("are no difference to a merge of three, Argo CD's second way", () => {
    const custom = pairs().filter(({ object }) => isCustom(object));
    for (const { object, kept } of custom) expect(mergePatch(kept, object), nameOf(object)).toEqual(kept);
  });

  // The last one, because it changes what is live.
  it('are kept where a client of autoscaling/v1 writes in between', async () => {
    for (const { object, kept } of pairs().filter((pair) => pair.object.kind === 'HorizontalPodAutoscaler')) {
      const seen = accepted(await client.read({ ...object, apiVersion: 'autoscaling/v1' }, namespace));
      const metadata = { ...seen.metadata, labels: { ...seen.metadata.labels, touched: 'true' } };
      accepted(await client.replace({ ...seen, metadata }, namespace));
      const now = accepted(await client.read(object, namespace));
      expect(now.metadata.resourceVersion).not.toBe(kept.metadata.resourceVersion);
      expect(differencesToLive(object, now), nameOf(object)).toEqual([]);
    }
  });
});
