// The PodDisruptionBudget: a drain or an upgrade of nodes takes one node of the database at a time. The monitor has
// none: nothing fails over while it is away, and nothing else depends on it.
import type { V1PodDisruptionBudget } from '@kubernetes/client-node';
import { include, type Manifest, manifest, when } from '../../engine/index.ts';
import { selectorLabels } from './fragments.ts';
import { metadata } from './metadata.ts';
import { values as v } from './values.ts';

export const podDisruptionBudget = when<Manifest>(
  v.pdb.enabled,
  manifest<V1PodDisruptionBudget>({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadata('store'),
    spec: {
      maxUnavailable: 1,
      // A standby that is still copied is the only second copy: it must not be evicted.
      unhealthyPodEvictionPolicy: 'IfHealthyBudget',
      selector: { matchLabels: include(selectorLabels) },
    },
  }),
);
