// The cluster itself: made, reused, filled with images, removed. Must not know what is tested on it.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  clusterFolder,
  clusterName,
  docker,
  kind,
  kitOutput,
  kubeconfigFile,
  kubectl,
  program,
  tools,
} from './programs.ts';

export const apiImage = 'kindnode.local/reference-api:0.1.0';
/** That of `api.tests.image` in values/kind.yaml. */
export const busyboxImage = 'kindnode.local/busybox:1';
/** That of `redis.images.redis` in values/kind.yaml. */
const redisImage = 'kindnode.local/redis:7.0';
/** That of `postgresql.image` in values/kind.yaml. */
const postgresqlImage = 'kindnode.local/postgresql-ha:17-2.2';
const topologyFile = 'test/cluster/topology.yaml';
const minutes = 60_000;
const controlPlane = 'node-role.kubernetes.io/control-plane';

/** Why there is no cluster to be had here, in a sentence. */
export class NoDocker extends Error {}

const kit = process.env.CHARTWRIGHT_CLUSTER_KIT || undefined;

async function isTrue(question: Promise<unknown>): Promise<boolean> {
  return question.then(
    () => true,
    () => false,
  );
}

/** The kit's own script, with kind where it finds it and a kubeconfig that is nobody's. */
async function runKit(...args: readonly string[]): Promise<void> {
  const found = await tools.findTool('kind');
  const folder = found.found ? `${dirname(found.path)}:` : '';
  await program(join(kit ?? '', 'up.sh'), args, {
    timeout: 20 * minutes,
    variables: {
      PATH: `${folder}${process.env.PATH}`,
      KUBECONFIG: kubeconfigFile,
      KIT_OUT: kitOutput,
      KIND_CLUSTER_NAME: clusterName,
      KIND_CONFIG: join(process.cwd(), topologyFile),
    },
  });
}

async function startDocker(): Promise<void> {
  if (await isTrue(docker(['info']))) return;
  if (kit === undefined)
    throw new NoDocker('docker does not answer, and CHARTWRIGHT_CLUSTER_KIT names no kit');
  await runKit('docker').catch((error: Error) => {
    throw new NoDocker(`docker could not be started: ${error.message.split('\n')[0]}`);
  });
}

const hasImage = (image: string): Promise<boolean> => isTrue(docker(['image', 'inspect', image]));

async function hasCluster(): Promise<boolean> {
  return (await kind(['get', 'clusters'])).split('\n').includes(clusterName);
}

/** KIND_NODE_IMAGE, else the kit's where one is named, else the official one of this kind. */
async function createCluster(): Promise<void> {
  const named = process.env.KIND_NODE_IMAGE;
  if (named === undefined && kit !== undefined) return runKit();
  const image = named === undefined ? [] : ['--image', named];
  const args = ['create', 'cluster', '--name', clusterName, '--config', topologyFile, '--wait', '120s'];
  await kind([...args, ...image], { timeout: 10 * minutes });
}

/** The control plane has a machine of its own elsewhere: here it takes no time from the pods that serve. */
const yieldControlPlane = (): Promise<string> =>
  docker(['update', '--cpu-shares', '256', `${clusterName}-control-plane`]);

/** The images that the tests need; built once, loaded where they are absent or differ. */
async function loadImages(): Promise<void> {
  const base = process.env.BASE ?? (kit === undefined ? 'node:22-bookworm-slim' : 'kindnode.local/node:22');
  if (!(await hasImage(base))) {
    if (kit === undefined) await docker(['pull', base], { timeout: 5 * minutes });
    // The image of Node.js is built on the other one.
    else await runKit('base', 'debian-bookworm', 'node');
  }
  await program('test/reference-api/build-image.sh', [apiImage], {
    timeout: 5 * minutes,
    variables: { BASE: base },
  });
  await loadImage(apiImage);
  if (!(await hasImage(busyboxImage))) await buildBusyboxImage(base);
  await loadImage(busyboxImage);
  if (!(await hasImage(redisImage))) await bringRedisImage();
  await loadImage(redisImage);
  if (!(await hasImage(postgresqlImage))) await buildPostgresqlImage();
  await loadImage(postgresqlImage);
}

/** PostgreSQL with pg_auto_failover: from Debian's packages where the kit is, else as a release builds it. */
async function buildPostgresqlImage(): Promise<void> {
  const folder = 'images/postgresql-ha';
  const timeout = 20 * minutes;
  if (kit === undefined) await docker(['build', '--tag', postgresqlImage, folder], { timeout });
  else await program(`${folder}/build-without-registry.sh`, [postgresqlImage], { timeout });
}

/** Redis and Sentinel: from Debian's packages where the kit is, else the official image of the same version. */
async function bringRedisImage(): Promise<void> {
  if (kit !== undefined) return runKit('base', 'redis');
  await docker(['pull', 'redis:7.0-bookworm'], { timeout: 5 * minutes });
  await docker(['tag', 'redis:7.0-bookworm', redisImage]);
}

/** The image of the chart's own test pods: from Debian's package where the kit is, else the official one. */
async function buildBusyboxImage(base: string): Promise<void> {
  if (kit === undefined) {
    await docker(['pull', 'busybox:1'], { timeout: 5 * minutes });
    await docker(['tag', 'busybox:1', busyboxImage]);
    return;
  }
  await program('test/cluster/build-busybox-image.sh', [busyboxImage, base], { timeout: 5 * minutes });
}

/** What the node says of the image that we loaded last: its own name for the content. */
async function loadImage(image: string): Promise<void> {
  const id = (await docker(['image', 'inspect', '--format', '{{.Id}}', image])).trim();
  const mark = `/var/lib/chartwright-${image.replaceAll(/\W/g, '-')}`;
  const nodes = (await kind(['get', 'nodes', '--name', clusterName])).split('\n').filter(Boolean);
  const known = await Promise.all(nodes.map((node) => docker(['exec', node, 'cat', mark]).catch(() => '')));
  if (known.every((text) => text.trim() === id)) return;
  await kind(['load', 'docker-image', '--name', clusterName, image], { timeout: 10 * minutes });
  await Promise.all(nodes.map((node) => docker(['exec', node, 'sh', '-c', `echo ${id} > ${mark}`])));
}

/** A second name for an image that the nodes have. */
export async function nameImage(image: string, name: string): Promise<void> {
  const nodes = (await kind(['get', 'nodes', '--name', clusterName])).split('\n').filter(Boolean);
  const tag = ['ctr', '--namespace=k8s.io', 'images', 'tag', '--force', image, name];
  await Promise.all(nodes.map((node) => docker(['exec', node, ...tag])));
}

/** metrics.k8s.io for the autoscaler, from the kit's manifest; without a kit it must be there already. */
async function installMetrics(): Promise<void> {
  const manifest = join(kit ?? '', 'manifests/metrics-server.yaml');
  if (kit === undefined || !existsSync(manifest)) return;
  await kubectl(['apply', '-f', manifest]);
  // Outside the zones: a lost zone must not take the eyes of the autoscaler with it.
  const place = { nodeSelector: { [controlPlane]: '' }, tolerations: [{ operator: 'Exists' }] };
  const patch = JSON.stringify({ spec: { template: { spec: place } } });
  await kubectl(['patch', 'deployment', 'metrics-server', '-n', 'kube-system', '--patch', patch]);
}

/** What a run that was ended in the middle of a fault has left: nodes that are frozen or closed. */
async function mendNodes(): Promise<void> {
  const label = `label=io.x-k8s.kind.cluster=${clusterName}`;
  const frozen = await docker(['ps', '--quiet', '--filter', label, '--filter', 'status=paused']);
  for (const node of frozen.split('\n').filter(Boolean)) await docker(['unpause', node]);
  await kubectl(['uncordon', '--selector', 'topology.kubernetes.io/zone']);
}

/**
 * Brings the cluster up, or finds it; every step that is done already is skipped. `step` times each by its name.
 * Whether the cluster was made anew. @throws NoDocker
 */
export async function bringUp(
  step: (name: string, work: () => Promise<void>) => Promise<void>,
): Promise<boolean> {
  mkdirSync(clusterFolder, { recursive: true });
  await step('docker', startDocker);
  const found = await hasCluster();
  await step(found ? 'cluster, found' : 'node image and cluster', async () => {
    if (!found) await createCluster();
    writeFileSync(kubeconfigFile, await kind(['get', 'kubeconfig', '--name', clusterName]), { mode: 0o600 });
    await yieldControlPlane();
    await mendNodes();
    await kubectl(['wait', '--for=condition=Ready', 'nodes', '--all', '--timeout=120s']);
  });
  await step('images', loadImages);
  await step('metrics server', installMetrics);
  return !found;
}

/** Whether the cluster is up already. */
export const isUp = async (): Promise<boolean> => (await isTrue(docker(['info']))) && (await hasCluster());

/** Removes this cluster and nothing else; where docker does not answer there is none. */
export async function takeDown(): Promise<void> {
  if (!(await isUp())) return;
  await kind(['delete', 'cluster', '--name', clusterName, '--kubeconfig', kubeconfigFile]);
  rmSync(kubeconfigFile, { force: true });
}
