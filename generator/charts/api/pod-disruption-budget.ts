// The PodDisruptionBudget: how few pods a drain or an upgrade of nodes may leave.
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
    metadata: metadata('workload'),
    spec: {
      minAvailable: v.pdb.minAvailable,
      // A pod that is not ready serves nobody: it must not hold up a drain.
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: include(selectorLabels) },
    },
  }),
);
