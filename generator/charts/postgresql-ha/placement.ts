// Where a pod of this chart may run and how it gets its image.
import type { V1NodeAffinity, V1PodAffinityTerm, V1PodSpec } from '@kubernetes/client-node';
import {
  type Expr,
  eq,
  type Fragment,
  type Items,
  include,
  ne,
  pick,
  type Template,
  using,
  when,
} from '../../engine/index.ts';
import { placementOf, tolerationsOf } from '../placement.ts';
import { values as v } from './values.ts';

export const imageAndNode = placementOf(v);

export const placement = {
  ...imageAndNode,
  tolerations: using(v.tolerations, (tolerations) => [tolerationsOf(tolerations)]),
} satisfies Template<Pick<V1PodSpec, 'imagePullSecrets' | 'nodeSelector' | 'tolerations'>>;

/** Binds a pod to a zone. */
export const inZone = (zone: Expr<string>): Template<V1NodeAffinity> => ({
  requiredDuringSchedulingIgnoredDuringExecution: {
    nodeSelectorTerms: [
      { matchExpressions: [{ key: 'topology.kubernetes.io/zone', operator: 'In', values: [zone] }] },
    ],
  },
});

/** No two pods of these labels where the spread forbids it, and rather not on one machine in any case. */
export const apart = (selector: Fragment<Readonly<Record<string, string>>>) => {
  const others: Template<Pick<V1PodAffinityTerm, 'labelSelector'>> = {
    labelSelector: { matchLabels: include(selector) },
  };
  return {
    requiredDuringSchedulingIgnoredDuringExecution: when<Items<V1PodAffinityTerm>>(ne(v.spread, 'none'), [
      {
        ...others,
        topologyKey: pick(eq(v.spread, 'zone'), 'topology.kubernetes.io/zone', 'kubernetes.io/hostname'),
      },
    ]),
    preferredDuringSchedulingIgnoredDuringExecution: [
      { weight: 100, podAffinityTerm: { ...others, topologyKey: 'kubernetes.io/hostname' } },
    ],
  };
};
