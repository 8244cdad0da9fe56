// Namespaces that enforce Pod Security `restricted`, and the pods that a workload would start in them.
// Must not know how an API server is started.
import { inject } from 'vitest';
import type { KubernetesObject } from '../../generator/engine/index.ts';
import { type Client, createClient } from './client.ts';

const connection = inject('apiServer');

/** False where the machine has no API server: for `describe.runIf`. */
export const hasServer = connection !== undefined;

/** @throws where there is no server; ask `hasServer` first. */
export function openClient(): Client {
  if (connection === undefined) throw new Error('there is no API server');
  return createClient(connection);
}

const labels = {
  'pod-security.kubernetes.io/enforce': 'restricted',
  'pod-security.kubernetes.io/enforce-version': 'latest',
  // Of a workload nothing is enforced, only said: so the tests see it at its own object, too.
  'pod-security.kubernetes.io/warn': 'restricted',
};

export const restrictedNamespace = (client: Client, prefix: string): Promise<string> =>
  client.createNamespace(prefix, labels);

interface PodTemplate {
  readonly metadata?: { readonly labels?: object; readonly annotations?: object };
  readonly spec: PodSpec;
}

export interface PodSpec {
  readonly containers: readonly { readonly securityContext?: object }[];
  readonly volumes?: readonly object[];
}

export type Pod = KubernetesObject & { readonly spec: PodSpec };

interface Workload {
  readonly spec?: {
    readonly template?: PodTemplate;
    readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[];
    readonly jobTemplate?: { readonly spec: { readonly template: PodTemplate } };
  };
}

/** The pods that an object is or would start: itself, or one of its template; none of most kinds. */
export function podsOf(object: KubernetesObject): readonly Pod[] {
  if (object.kind === 'Pod') return [object as Pod];
  const { template, jobTemplate, volumeClaimTemplates = [] } = (object as Workload).spec ?? {};
  const found = template ?? jobTemplate?.spec.template;
  if (found?.spec.containers === undefined) return [];
  const name = `${object.kind.toLowerCase()}-${object.metadata.name}`;
  const metadata = { ...found.metadata, name } as KubernetesObject['metadata'];
  // The controller of a StatefulSet adds a volume for each claim that it makes.
  const claimed = volumeClaimTemplates.map(({ metadata: { name } }) => ({
    name,
    persistentVolumeClaim: { claimName: `${name}-${object.metadata.name}-0` },
  }));
  const volumes = [...(found.spec.volumes ?? []), ...claimed];
  const spec = { ...found.spec, ...(volumes.length > 0 && { volumes }) };
  return [{ apiVersion: 'v1', kind: 'Pod', metadata, spec }];
}
