// The PodDisruptionBudgets: a drain or an upgrade of nodes takes one node of the database at a time. That of the monitor
// holds nothing up: nobody loses anything while it moves.
import type { V1PodDisruptionBudget } from '@kubernetes/client-node';
import { and, include, type Manifest, manifest, when } from '../../engine/index.ts';
import { monitorLabels, monitorSelectorLabels, selectorLabels } from './fragments.ts';
import { metadata } from './metadata.ts';
import { isActive, values as v } from './values.ts';

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

export const monitorBudget = when<Manifest>(
  and(v.pdb.enabled, isActive),
  manifest<V1PodDisruptionBudget>({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadata('monitor', 'monitor', monitorLabels),
    spec: {
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: include(monitorSelectorLabels) },
    },
  }),
);
