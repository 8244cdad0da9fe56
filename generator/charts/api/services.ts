// The Services: one inside the cluster, one with a fixed internal address for the Application Gateway.
import type { V1Service } from '@kubernetes/client-node';
import { include, type Manifest, manifest, when } from '../../engine/index.ts';
import { gatewayLabels, selectorLabels } from './fragments.ts';
import { metadata } from './metadata.ts';
import { values as v } from './values.ts';

export const service = manifest<V1Service>({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: metadata('configuration'),
  spec: {
    type: 'ClusterIP',
    ports: [{ name: 'http', port: v.service.port, targetPort: 'http', protocol: 'TCP' }],
    selector: include(selectorLabels),
  },
});

const { annotations, ...gatewayMetadata } = metadata('workload', 'gateway');

export const gatewayService = when<Manifest>(
  v.gateway.enabled,
  manifest<V1Service>({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      ...gatewayMetadata,
      labels: include(gatewayLabels),
      annotations: {
        ...annotations,
        'service.beta.kubernetes.io/azure-load-balancer-internal': 'true',
        'service.beta.kubernetes.io/azure-load-balancer-internal-subnet': v.gateway.subnet,
        'service.beta.kubernetes.io/azure-load-balancer-ipv4': v.gateway.address,
      },
    },
    spec: {
      type: 'LoadBalancer',
      // Only nodes with a ready pod take traffic, and the pod sees who calls.
      externalTrafficPolicy: 'Local',
      ports: [{ name: 'http', port: v.service.port, targetPort: 'http', protocol: 'TCP' }],
      selector: include(selectorLabels),
    },
  }),
);
