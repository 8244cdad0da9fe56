// The plain manifests applied as Argo CD applies them, beside the release that Helm installed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { getPath, type LiveObject, makeNamespace, removeNamespace } from '../kubernetes.ts';
import { kubectl } from '../programs.ts';
import { awaitCalm, releaseNamespace } from '../release.ts';
import { type Figure, holds, type Scenario } from '../scenario.ts';
import { provideSecrets } from '../stores/secrets.ts';

const namespace = 'aiagent-argo-cd';
const manifests = 'dist/kind/eastus/manifests';

interface Written {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

const writtenObjects = (): readonly Written[] =>
  readdirSync(manifests, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => parse(readFileSync(join(manifests, file), 'utf8')) as Written);

const pluralOf = (kind: string): string => `${kind.toLowerCase().replace(/y$/, 'ie')}s`;

function readLive({ apiVersion, kind, metadata }: Written, where: string): Promise<LiveObject> {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return getPath<LiveObject>(`${root}/namespaces/${where}/${pluralOf(kind)}/${metadata.name}`);
}

/** What somebody wrote: without what the cluster gives to each object, and without Helm's own marks. */
const ofTheServer =
  /^(uid|resourceVersion|creationTimestamp|generation|managedFields|namespace|clusterIPs?)$/;
const ofHelm = /^(meta\.helm\.sh\/|deployment\.kubernetes\.io\/revision$)/;

function written(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !ofTheServer.test(key) && !ofHelm.test(key));
  return Object.fromEntries(
    kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, written(one)]),
  );
}

const textOf = ({ status: _, ...object }: LiveObject): string => JSON.stringify(written(object));

/** All that a second apply could change: the content, and who wrote it when. */
const stateOf = ({ metadata, ...object }: LiveObject): string =>
  JSON.stringify([
    metadata.generation,
    textOf({ metadata, ...object }),
    (metadata.managedFields as readonly { manager: string }[]).filter(
      ({ manager }) => manager === fieldManager,
    ),
  ]);

const fieldManager = 'argocd-controller';

const apply = (): Promise<string> =>
  kubectl([
    ...['apply', '--server-side', '--force-conflicts', `--field-manager=${fieldManager}`],
    ...['--namespace', namespace, '--recursive', '-f', manifests],
  ]);

async function differing(
  objects: readonly Written[],
  same: (object: Written) => Promise<boolean>,
): Promise<string> {
  const answers = await Promise.all(
    objects.map(async (object) => ((await same(object)) ? [] : [`${object.kind} ${object.metadata.name}`])),
  );
  return answers.flat().join(', ') || 'none';
}

export const argoCdWay: Scenario = {
  name: 'argo-cd-way',
  fault: 'none: `dist/kind/eastus/manifests` by server-side apply, twice, in a namespace of its own',
  quick: false,
  repeats: 1,
  shared: true,
  run: async (): Promise<readonly Figure[]> => {
    await makeNamespace(namespace);
    try {
      await provideSecrets(namespace);
      const objects = writtenObjects();
      await apply();
      await awaitCalm(namespace);
      const before = new Map<Written, string>();
      for (const object of objects) before.set(object, stateOf(await readLive(object, namespace)));
      const unlikeHelm = await differing(
        objects,
        async (object) =>
          textOf(await readLive(object, namespace)) === textOf(await readLive(object, releaseNamespace)),
      );
      await apply();
      const changed = await differing(
        objects,
        async (object) => stateOf(await readLive(object, namespace)) === before.get(object),
      );
      return [
        holds('objects', objects.length > 0 ? 'some' : 'none', 'some'),
        holds('objects unlike those that Helm installed', unlikeHelm, 'none'),
        holds('objects that a second apply changed', changed, 'none'),
      ];
    } finally {
      await removeNamespace(namespace);
    }
  },
};
