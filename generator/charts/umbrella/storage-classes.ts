// The StorageClasses of Premium disks: one whose disks go with their claims, and one whose disks stay.
import type { V1StorageClass } from '@kubernetes/client-node';
import { UmbrellaValues } from '../../../schemas/umbrella.ts';
import { type Manifest, manifest, release, valuesOf, when } from '../../engine/index.ts';

const { storageClasses } = valuesOf(UmbrellaValues);

const classOf = (name: string, reclaimPolicy: 'Delete' | 'Retain') =>
  when<Manifest>(
    storageClasses.create,
    manifest<V1StorageClass>({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: {
        name,
        labels: {
          'app.kubernetes.io/instance': release.name,
          'app.kubernetes.io/part-of': 'aiagent',
          'app.kubernetes.io/managed-by': release.service,
        },
        annotations: { 'argocd.argoproj.io/sync-wave': '-2' },
      },
      provisioner: 'disk.csi.azure.com',
      parameters: { skuName: 'Premium_LRS' },
      reclaimPolicy,
      allowVolumeExpansion: true,
      // A disk lives in one zone: it is made where its pod is placed.
      volumeBindingMode: 'WaitForFirstConsumer',
    }),
  );

export const storageClass = classOf('managed-premium', 'Delete');
export const storageClassThatStays = classOf('managed-premium-retain', 'Retain');
