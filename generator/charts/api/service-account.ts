// The ServiceAccount: no token for the Kubernetes API; with workload identity, an Azure identity.
import type { V1ServiceAccount } from '@kubernetes/client-node';
import { and, isPresent, manifest, when } from '../../engine/index.ts';
import { metadata } from './metadata.ts';
import { values as v } from './values.ts';

const { annotations, ...rest } = metadata('configuration');
const { enabled, clientId, tenantId } = v.workloadIdentity;

export const serviceAccount = manifest<V1ServiceAccount>({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: {
    ...rest,
    annotations: {
      ...annotations,
      'azure.workload.identity/client-id': when(and(enabled, isPresent(clientId)), clientId),
      'azure.workload.identity/tenant-id': when(and(enabled, isPresent(tenantId)), tenantId),
    },
  },
  automountServiceAccountToken: false,
});
