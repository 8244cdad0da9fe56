// What every object of the chart carries: its name, its labels, and its place in the order in which Argo CD
// applies things.
import { type Expr, type Fragment, include, t } from '../../engine/index.ts';
import { labels, name, testLabels } from './fragments.ts';

type Labels = Readonly<Record<string, string>>;

/** Argo CD applies lower waves first and waits until they are healthy: the monitor is there before the nodes. */
const waves = { configuration: '-2', monitor: '-1', store: '0', workload: '1' } as const;

interface Metadata {
  readonly name: Expr<string>;
  readonly labels: Expr<Labels>;
  readonly annotations: Labels;
}

/** The metadata of an object; `part` follows the chart's name with a hyphen. */
export const metadata = (
  wave: keyof typeof waves,
  part?: string | Expr<string>,
  own: Fragment<Labels> = labels,
): Metadata => ({
  name: part === undefined ? include(name) : t`${include(name)}-${part}`,
  labels: include(own),
  annotations: { 'argocd.argoproj.io/sync-wave': waves[wave] },
});

/** The metadata of a pod of `helm test`. */
export const testMetadata = (part: string): Metadata => ({
  name: t`${include(name)}-test-${part}`,
  labels: include(testLabels),
  annotations: {
    'helm.sh/hook': 'test',
    'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
  },
});
