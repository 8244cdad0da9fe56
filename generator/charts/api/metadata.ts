// What every object of the api chart carries: its name, its labels, and its place in the order in which
// Argo CD applies things.
import { type Expr, include, t } from '../../engine/index.ts';
import { labels, name, testLabels } from './fragments.ts';

export type Labels = Readonly<Record<string, string>>;

/** Argo CD applies lower waves first and waits until they are healthy. Stores take 0, between the two. */
const waves = { configuration: '-2', workload: '1' } as const;

/** The metadata of an object; `part` follows the chart's name with a hyphen. */
export function metadata(
  wave: keyof typeof waves,
  part?: string,
): { name: Expr<string>; labels: Expr<Labels>; annotations: Labels } {
  return {
    name: part === undefined ? include(name) : t`${include(name)}-${part}`,
    labels: include(labels),
    annotations: { 'argocd.argoproj.io/sync-wave': waves[wave] },
  };
}

/** The metadata of a pod of `helm test`. */
export const testMetadata = (
  part: string,
): { name: Expr<string>; labels: Expr<Labels>; annotations: Labels } => ({
  name: t`${include(name)}-test-${part}`,
  labels: include(testLabels),
  annotations: {
    'helm.sh/hook': 'test',
    'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
  },
});
