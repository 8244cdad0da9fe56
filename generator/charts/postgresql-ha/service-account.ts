// The ServiceAccount of the pods, and what those that keep the labels of roles may do: read and label the nodes'
// pods by their names, and nothing else.
import type { V1Role, V1RoleBinding, V1ServiceAccount } from '@kubernetes/client-node';
import { and, each, include, type Manifest, manifest, t, when } from '../../engine/index.ts';
import { name } from './fragments.ts';
import { metadata } from './metadata.ts';
import { facts, isActive, values as v } from './values.ts';

export const serviceAccount = manifest<V1ServiceAccount>({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: metadata('configuration'),
  automountServiceAccountToken: false,
});

/** Whether pods get labels by their role. */
export const hasRoleServices = and(v.roleServices.enabled, isActive);

export const role = when<Manifest>(
  hasRoleServices,
  manifest<V1Role>({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: metadata('configuration', 'labels'),
    rules: [
      {
        apiGroups: [''],
        resources: ['pods'],
        resourceNames: [each(facts.nodes, (node) => t`${include(name)}-${node.name}-0`)],
        verbs: ['get', 'patch'],
      },
    ],
  }),
);

export const roleBinding = when<Manifest>(
  hasRoleServices,
  manifest<V1RoleBinding>({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: metadata('configuration', 'labels'),
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'Role',
      name: t`${include(name)}-labels`,
    },
    subjects: [{ kind: 'ServiceAccount', name: include(name) }],
  }),
);
