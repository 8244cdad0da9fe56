// The ConfigMap of the settings; it holds no password.
import type { V1ConfigMap } from '@kubernetes/client-node';
import { include, manifest } from '../../engine/index.ts';
import { metadata } from './metadata.ts';
import { settings } from './settings.ts';

export const configMap = manifest<V1ConfigMap>({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: metadata('configuration', 'settings'),
  data: include(settings),
});
