// Where a pod of this chart may run and how it gets its image.
import type { V1PodSpec } from '@kubernetes/client-node';
import { type Template, using } from '../../engine/index.ts';
import { placementOf, tolerationsOf } from '../placement.ts';
import { values as v } from './values.ts';

export const placement = {
  ...placementOf(v),
  tolerations: using(v.tolerations, (tolerations) => [tolerationsOf(tolerations)]),
} satisfies Template<Pick<V1PodSpec, 'imagePullSecrets' | 'nodeSelector' | 'tolerations'>>;
