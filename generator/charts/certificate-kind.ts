// The kind of cert-manager, as far as the charts use it; its own schema judges the result.
import type { V1ObjectMeta } from '@kubernetes/client-node';

export interface Certificate {
  apiVersion: string;
  kind: string;
  metadata: V1ObjectMeta;
  spec: {
    secretName: string;
    duration: string;
    renewBefore: string;
    commonName: string;
    dnsNames: string[];
    usages: string[];
    privateKey: { algorithm: string; size: number; rotationPolicy: string };
    issuerRef: { name: string; kind: string; group: string };
  };
}
