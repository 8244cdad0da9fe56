// The Certificate that cert-manager makes and renews: the names of every node, of the monitor and of both roles.
import { and, each, include, type Manifest, manifest, t, when } from '../../engine/index.ts';
import type { Certificate } from '../certificate-kind.ts';
import { domain, hostOf, monitorHost, name } from './fragments.ts';
import { metadata } from './metadata.ts';
import { facts, hasTls, values as v } from './values.ts';

const { certManager, existingSecret } = v.tls;

export const certificate = when<Manifest>(
  and(hasTls, certManager.enabled),
  manifest<Certificate>({
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: metadata('configuration'),
    spec: {
      secretName: existingSecret,
      duration: t`${certManager.durationHours}h0m0s`,
      renewBefore: t`${certManager.renewBeforeHours}h0m0s`,
      commonName: include(name),
      dnsNames: [
        each(facts.nodes, (node) => hostOf(node.name)),
        include(monitorHost),
        t`${include(name)}-rw.${domain}`,
        t`${include(name)}-ro.${domain}`,
      ],
      usages: ['server auth', 'client auth'],
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      issuerRef: { name: certManager.issuerName, kind: certManager.issuerKind, group: 'cert-manager.io' },
    },
  }),
);
