// Where a pod may run and how it gets its image: the same for the pods that serve and those that test.
import type { V1PodSpec } from '@kubernetes/client-node';
import type { Template } from '../../engine/index.ts';
import { placementOf, tolerationsOf } from '../placement.ts';
import { values as v } from './values.ts';

/** Kubernetes waits 300 seconds before it gives up a pod on a lost node; by these it waits as long as we say. */
const lostNode = (condition: 'not-ready' | 'unreachable') => ({
  key: `node.kubernetes.io/${condition}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: v.spread.evictAfterSeconds,
});

export const placement = {
  ...placementOf(v),
  tolerations: [tolerationsOf(v.tolerations), lostNode('not-ready'), lostNode('unreachable')],
} satisfies Template<Pick<V1PodSpec, 'imagePullSecrets' | 'nodeSelector' | 'tolerations'>>;
