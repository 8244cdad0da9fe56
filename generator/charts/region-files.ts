// The files of one region: the resolved values for `helm install -f`, one manifest an object for Argo CD, and
// values for what the platform asks of others. Must not know where they are written.
import type { UmbrellaValues } from '../../schemas/umbrella.ts';
import { type Components, evaluateComponents, type Json, printYaml, type Release } from '../engine/index.ts';
import { prometheusAdapterValues } from './api/prometheus-adapter.ts';

interface RegionFiles {
  /** Path below the region's folder → text. */
  readonly files: ReadonlyMap<string, string>;
  /** Kubernetes kind → how many. */
  readonly kinds: ReadonlyMap<string, number>;
}

/** @param values everything filled in, as the model derives it. */
export function regionFiles(charts: Components, values: UmbrellaValues, release: Release): RegionFiles {
  const files = new Map<string, string>([['values.yaml', printYaml(values as unknown as Json)]]);
  const adapter = prometheusAdapterValues(values, release);
  if (adapter !== undefined) files.set('prometheus-adapter.yaml', printYaml(adapter));
  const kinds = new Map<string, number>();
  for (const { alias, objects } of evaluateComponents(charts, values, release)) {
    for (const object of objects) {
      files.set(
        `manifests/${alias}/${object.kind.toLowerCase()}-${object.metadata.name}.yaml`,
        printYaml(object as unknown as Json),
      );
      kinds.set(object.kind, (kinds.get(object.kind) ?? 0) + 1);
    }
  }
  return { files, kinds };
}
