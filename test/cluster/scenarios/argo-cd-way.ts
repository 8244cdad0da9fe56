// The plain manifests applied as Argo CD applies them, beside the release that Helm installed.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { getPath, type LiveObject, makeNamespace, removeNamespace } from '../kubernetes.ts';
import { kubectl, program } from '../programs.ts';
import { awaitCalm, releaseNamespace } from '../release.ts';
import { type Figure, holds, type Scenario } from '../scenario.ts';
import { provideSecrets } from '../stores/secrets.ts';

const namespace = 'aiagent-argo-cd';

interface Written {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

/** The manifests of the kind environment for this namespace: the addresses of the stores name it. */
async function generateHere(folder: string): Promise<string> {
  const values = join(folder, 'values');
  cpSync('values', values, { recursive: true });
  const file = join(values, 'kind.yaml');
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(`namespace: ${releaseNamespace}`, `namespace: ${namespace}`),
  );
  const words = ['generate', 'kind', '--values', values, '--out', join(folder, 'dist')];
  await program(process.execPath, ['bin/chartwright.cjs', ...words]);
  return join(folder, 'dist/kind/eastus/manifests');
}

const writtenObjects = (manifests: string): readonly Written[] =>
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
/** What `kubectl rollout restart` has left in an earlier scenario. */
const ofRestart = /^kubectl\.kubernetes\.io\/restartedAt$/;
/** Of content that names the namespace; the content itself is compared. */
const ofContent = /^checksum\//;

function written(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== 'object' || value === null) return value;
  const left = [ofTheServer, ofHelm, ofRestart, ofContent];
  const kept = Object.entries(value).filter(([key]) => !left.some((pattern) => pattern.test(key)));
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

const apply = (manifests: string): Promise<string> =>
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
  fault: 'none: the manifests of the kind environment by server-side apply, twice, in a namespace of its own',
  quick: false,
  repeats: 1,
  stores: true,
  shared: true,
  run: async (): Promise<readonly Figure[]> => {
    await makeNamespace(namespace);
    const folder = mkdtempSync(join(tmpdir(), 'chartwright-argo-cd-'));
    try {
      await provideSecrets(namespace);
      const manifests = await generateHere(folder);
      const objects = writtenObjects(manifests);
      await apply(manifests);
      await awaitCalm(namespace);
      const before = new Map<Written, string>();
      for (const object of objects) before.set(object, stateOf(await readLive(object, namespace)));
      const unlikeHelm = await differing(
        objects,
        async (object) =>
          textOf(await readLive(object, namespace)).replaceAll(namespace, releaseNamespace) ===
          textOf(await readLive(object, releaseNamespace)),
      );
      await apply(manifests);
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
      rmSync(folder, { recursive: true, force: true });
      await removeNamespace(namespace);
    }
  },
};
