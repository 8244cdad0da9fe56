// Where a pod may run and how it gets its image, from the values that every chart has for it.
import type { V1PodSpec, V1Toleration } from '@kubernetes/client-node';
import {
  type Expr,
  each,
  isPresent,
  type Omissible,
  pick,
  type Template,
  using,
  when,
} from '../engine/index.ts';

/** A person's tolerations, as items of the pod's list. */
export const tolerationsOf = (
  tolerations: Expr<readonly { key: string; value: string; effect: string }[]>,
): Omissible<Template<V1Toleration>> =>
  each(tolerations, (toleration) => ({
    key: toleration.key,
    operator: pick(isPresent(toleration.value), 'Equal', 'Exists'),
    value: when(isPresent(toleration.value), toleration.value),
    effect: toleration.effect,
  }));

interface Placed {
  readonly imagePullSecrets: Expr<readonly string[]>;
  readonly nodeSelector: Expr<Readonly<Record<string, string>>>;
}

/** The Secrets of the registry, and the labels that a node must have. */
export const placementOf = ({ imagePullSecrets, nodeSelector }: Placed) =>
  ({
    imagePullSecrets: using(imagePullSecrets, (names) => [each(names, (secret) => ({ name: secret }))]),
    nodeSelector: using(nodeSelector, (labels) => labels),
  }) satisfies Template<Pick<V1PodSpec, 'imagePullSecrets' | 'nodeSelector'>>;
