// The ServiceAccount of all pods of the chart: none of them asks the API server anything.
import type { V1ServiceAccount } from '@kubernetes/client-node';
import { manifest } from '../../engine/index.ts';
import { metadata } from './metadata.ts';

export const serviceAccount = manifest<V1ServiceAccount>({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: metadata('configuration'),
  automountServiceAccountToken: false,
});
