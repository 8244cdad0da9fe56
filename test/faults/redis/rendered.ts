// What the chart renders for the environment of the trials, read back as a cluster would read it: the ConfigMaps, and
// how the StatefulSet runs its containers. Made by the program itself. Must not know what a trial does with it.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { V1ConfigMap, V1Container, V1StatefulSet } from '@kubernetes/client-node';
import { parse } from 'yaml';

type Texts = Readonly<Record<string, string>>;

/** A container as the StatefulSet has it. */
export interface RenderedContainer {
  readonly command: readonly string[];
  readonly preStop: readonly string[];
  readonly readiness: readonly string[];
  /** Its variables; the name of the pod, which differs from pod to pod, is not among them. */
  readonly variables: Texts;
}

export interface Rendered {
  readonly scripts: Texts;
  readonly configuration: Texts;
  /** The ConfigMap that clients copy from. */
  readonly clients: Texts;
  /** The environment variables of the api. */
  readonly api: Texts;
  readonly containers: Readonly<Record<'configure' | 'redis' | 'sentinel', RenderedContainer>>;
  /** The account that the containers run under. */
  readonly account: number;
  readonly graceSeconds: number;
}

const valuesFile = 'test/faults/redis/values.yaml';
const environment = 'faults';

function readContainer({
  command = [],
  lifecycle,
  readinessProbe,
  env = [],
}: V1Container): RenderedContainer {
  return {
    command,
    preStop: lifecycle?.preStop?.exec?.command ?? [],
    readiness: readinessProbe?.exec?.command ?? [],
    variables: Object.fromEntries(
      env.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
    ),
  };
}

function readManifests(folder: string): Rendered {
  const read = <Kind>(file: string): Kind => parse(readFileSync(join(folder, file), 'utf8')) as Kind;
  const dataOf = (part: string): Texts =>
    read<V1ConfigMap>(`redis/configmap-aiagent-redis-${part}.yaml`).data ?? {};
  const pod = read<V1StatefulSet>('redis/statefulset-aiagent-redis.yaml').spec?.template.spec;
  const all = [...(pod?.initContainers ?? []), ...(pod?.containers ?? [])];
  const container = (name: string): RenderedContainer => {
    const found = all.find((one) => one.name === name);
    if (found === undefined) throw new Error(`the StatefulSet has no container ${name}`);
    return readContainer(found);
  };
  return {
    scripts: dataOf('scripts'),
    configuration: dataOf('configuration'),
    clients: dataOf('clients'),
    api: read<V1ConfigMap>('api/configmap-aiagent-api-settings.yaml').data ?? {},
    containers: {
      configure: container('configure'),
      redis: container('redis'),
      sentinel: container('sentinel'),
    },
    account: pod?.securityContext?.runAsUser ?? 0,
    graceSeconds: pod?.terminationGracePeriodSeconds ?? 0,
  };
}

/** Runs `chartwright generate` in a folder of its own. The program must have been built. */
export function renderChart(): Rendered {
  const folder = mkdtempSync(join(tmpdir(), 'chartwright-faults-rendered-'));
  try {
    mkdirSync(join(folder, 'values'));
    copyFileSync(valuesFile, join(folder, 'values', `${environment}.yaml`));
    const words = [resolve('bin/chartwright.cjs'), 'generate', environment, '--out', join(folder, 'out')];
    execFileSync(process.execPath, words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    return readManifests(join(folder, 'out', environment, 'eastus/manifests'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
