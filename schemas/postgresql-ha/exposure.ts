// Who reaches PostgreSQL, and how it is watched.
import { z } from 'zod';
import { alertSettings } from '../monitoring.ts';
import { image, resources } from '../pods.ts';
import { Cidr, DnsLabel, DnsName, Port } from '../scalars.ts';

export const ServerTls = z.strictObject({
  existingSecret: DnsName.default('postgresql-tls').meta({
    description:
      'The Secret with the keys `tls.crt`, `tls.key` and `ca.crt`; the certificate names the Service of every node and of the monitor.',
    cure: 'Name a Secret that exists in the namespace, or that cert-manager makes.',
  }),
  certManager: z
    .strictObject({
      enabled: z
        .boolean()
        .default(false)
        .meta({ description: 'Whether cert-manager makes that Secret, and renews it.' }),
      issuerName: DnsName.default('platform-ca').meta({
        description: 'Its issuer, whose authority is also that of `global.postgresql.tls`.',
        cure: 'Name an issuer that exists.',
      }),
      issuerKind: z
        .enum(['ClusterIssuer', 'Issuer'])
        .default('ClusterIssuer')
        .meta({ description: 'The kind of the issuer.' }),
      durationHours: z
        .int()
        .min(24)
        .max(87_600)
        .default(2160)
        .meta({ description: 'How long a certificate is valid.', unit: 'hours' }),
      renewBeforeHours: z
        .int()
        .min(8)
        .max(8760)
        .default(720)
        .meta({ description: 'How long before its end it is renewed.', unit: 'hours' }),
    })
    .prefault({})
    .meta({ description: 'Certificates by cert-manager.' }),
});

export const RoleServices = z.strictObject({
  enabled: z.boolean().default(false).meta({
    description:
      'Whether the Services `-rw` and `-ro` lead to the primary and the standbys, by labels that each pod keeps by itself. The api needs none: it tries the nodes.',
  }),
  resources: resources(['20m', '32Mi', '16Mi'], ['100m', '64Mi', '32Mi'])
    .prefault({})
    .meta({ description: 'The size of the container that keeps the labels.' }),
});

export const Exporter = z.strictObject({
  enabled: z.boolean().default(true).meta({ description: 'Whether each pod offers its metrics.' }),
  image: image('postgres-exporter', 'v0.17.1')
    .prefault({})
    .meta({ description: 'The image of postgres_exporter.' }),
  port: Port.min(1024).default(9187).meta({ description: 'The port of the metrics.' }),
  resources: resources(['20m', '32Mi', '32Mi'], ['100m', '64Mi', '64Mi'])
    .prefault({})
    .meta({ description: 'The size of the container of the exporter.' }),
});

const ownRole = /^(postgres|pg_.*|pgautofailover_.*|autoctl_node|exporter|operations|replication|all)$/;

const Client = z.strictObject({
  namespace: DnsLabel.meta({ description: 'The namespace of the pods.', examples: ['reports'] }),
});

const Destination = z.strictObject({
  cidr: Cidr.meta({ description: 'The range.', examples: ['10.10.4.0/24'] }),
  port: Port.meta({ description: 'The port.', examples: [443] }),
});

export const NetworkPolicy = z.strictObject({
  enabled: z
    .boolean()
    .default(true)
    .meta({ description: 'Whether all traffic is denied but the flows that PostgreSQL needs.' }),
  dnsPort: Port.default(53).meta({ description: 'The port on which the pods of the cluster’s DNS listen.' }),
  dnsAddresses: z
    .array(Cidr)
    .max(5)
    .default([])
    .meta({
      description: 'Addresses of a DNS cache on the nodes; names are asked for at the start of a pod only.',
      examples: [['169.254.20.10/32']],
    }),
  clients: z
    .array(Client)
    .max(20)
    .default([])
    .meta({
      description:
        'Namespaces whose pods may connect. In its own, the api may, and pods with the label `<release>-postgresql-client: "true"`.',
      examples: [[{ namespace: 'reports' }]],
    }),
  destinations: z
    .array(Destination)
    .max(20)
    .default([])
    .meta({
      description: 'Where backups go: the private endpoints of the stores.',
      examples: [[{ cidr: '10.10.4.0/24', port: 443 }]],
    }),
  apiServer: z
    .array(Destination)
    .max(5)
    .default([{ cidr: '0.0.0.0/0', port: 443 }])
    .meta({ description: 'The API server of Kubernetes, which only the labels of the role Services need.' }),
  monitoringNamespace: DnsLabel.default('monitoring').meta({
    description: 'The namespace whose pods may read the metrics.',
  }),
});

export const ClientRanges = z
  .array(Cidr)
  .min(1)
  .max(10)
  .default(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'])
  .meta({
    description:
      'The ranges that pods have addresses from, as pg_hba.conf lets them in; every one needs a password besides.',
  });

export const ClientRoles = z
  .array(
    z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,62}$/)
      .refine((name) => !ownRole.test(name), { error: 'is a role of the chart itself' })
      .meta({ not: { pattern: ownRole.source }, cure: 'Use lower-case letters, digits and "_".' }),
  )
  .max(20)
  .default([])
  .meta({
    description:
      'More roles that may log in to the database over the network, with passwords of their own. You make them.',
    examples: [['reports']],
  });

export const prometheusRule = z.strictObject({
  ...alertSettings('PostgreSQL'),
  lagWarningSeconds: z.int().min(1).max(3600).default(30).meta({
    description: 'How far behind a standby of the region may be before someone should look.',
    unit: 'seconds',
  }),
  regionLagSeconds: z.int().min(10).max(86_400).default(300).meta({
    description: 'How far behind the standby of another region may be before someone is called.',
    unit: 'seconds',
  }),
  diskWarningPercent: z.int().min(1).max(100).default(45).meta({
    description: 'How full a volume is when a lost node can no longer be copied beside its old data.',
    unit: 'percent',
  }),
  diskCriticalPercent: z
    .int()
    .min(1)
    .max(100)
    .default(80)
    .meta({ description: 'How full a volume is when someone is called.', unit: 'percent' }),
  backupAgeHours: z
    .int()
    .min(1)
    .max(8760)
    .default(50)
    .meta({ description: 'How old the newest backup may be.', unit: 'hours' }),
});
