// The Services: one for the identity of the pods, and one for each pod, whose address never changes.
import type { V1Service } from '@kubernetes/client-node';
import { each, include, type Manifest, manifest, t, until, when } from '../../engine/index.ts';
import { name, podServiceLabels, selectorLabels } from './fragments.ts';
import { metadata } from './metadata.ts';
import { port, replicas, sentinelPort, values as v } from './values.ts';

const servers = [
  { name: 'redis', port: include(port), targetPort: 'redis', protocol: 'TCP' },
  { name: 'sentinel', port: include(sentinelPort), targetPort: 'sentinel', protocol: 'TCP' },
];

export const headlessService = manifest<V1Service>({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: metadata('configuration'),
  spec: {
    type: 'ClusterIP',
    clusterIP: 'None',
    // Pods find each other before any of them is ready.
    publishNotReadyAddresses: true,
    ports: [
      ...servers,
      when(v.exporter.enabled, {
        name: 'metrics',
        port: v.exporter.port,
        targetPort: 'metrics',
        protocol: 'TCP',
      }),
    ],
    selector: include(selectorLabels),
  },
});

/** The addresses that Redis and Sentinel announce: asked for once, so that no failover waits for DNS. */
export const podServices = each<number, Manifest>(until(include(replicas)), (ordinal) => {
  const { name: _, ...rest } = metadata('configuration', undefined, podServiceLabels);
  return manifest<V1Service>({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: t`${include(name)}-${ordinal}`, ...rest },
    spec: {
      type: 'ClusterIP',
      publishNotReadyAddresses: true,
      ports: servers,
      selector: { 'statefulset.kubernetes.io/pod-name': t`${include(name)}-${ordinal}` },
    },
  });
});
