// Who reaches Redis, how it is watched, and where its data goes besides.
import { z } from 'zod';
import { alertSettings } from '../monitoring.ts';
import { image, resources } from '../pods.ts';
import { Cidr, DnsLabel, DnsName, Port } from '../scalars.ts';

export const MasterProxy = z.strictObject({
  enabled: z.boolean().default(false).meta({
    description:
      'Whether HAProxy offers one address that leads to the master. The api needs none: it asks the Sentinels.',
  }),
  image: image('haproxy', '3.0.11').prefault({}).meta({ description: 'The image of HAProxy.' }),
  replicas: z
    .int()
    .min(1)
    .max(10)
    .default(2)
    .meta({ description: 'How many proxies there are.', unit: 'pods' }),
  checkMilliseconds: z.int().min(200).max(10_000).default(1000).meta({
    description: 'How often each Redis is asked whether it is the master.',
    unit: 'milliseconds',
  }),
  resources: resources(['50m', '64Mi', '32Mi'], ['500m', '128Mi', '64Mi'])
    .prefault({})
    .meta({ description: 'The size of a proxy.' }),
});

export const Exporter = z.strictObject({
  enabled: z.boolean().default(true).meta({ description: 'Whether each pod offers its metrics.' }),
  image: image('redis-exporter', 'v1.67.0')
    .prefault({})
    .meta({ description: 'The image of redis_exporter.' }),
  port: Port.min(1024).default(9121).meta({ description: 'The port of the metrics.' }),
  resources: resources(['20m', '32Mi', '32Mi'], ['100m', '64Mi', '64Mi'])
    .prefault({})
    .meta({ description: 'The size of the container of the exporter.' }),
});

export const Backup = z.strictObject({
  enabled: z.boolean().default(false).meta({
    description: 'Whether a replica’s data is copied at fixed times. Sessions and caches need none.',
  }),
  schedule: z
    .string()
    .max(60)
    .regex(/^([-*/,0-9]+ ){4}[-*/,0-9]+$/)
    .default('17 3 * * *')
    .meta({
      description: 'When, as cron has it, in the cluster’s time.',
      cure: 'Write five fields of digits, "*", "/", "," and "-", such as "17 3 * * *".',
    }),
  existingClaim: DnsName.default('redis-backup').meta({
    description:
      'The PersistentVolumeClaim that takes the copies, such as one of Azure Blob by its CSI driver.',
    cure: 'Name a claim that exists in the namespace.',
  }),
  keep: z.int().min(1).max(1000).default(7).meta({ description: 'How many copies stay.', unit: 'copies' }),
});

const Client = z.strictObject({
  namespace: DnsLabel.meta({ description: 'The namespace of the pods.', examples: ['reports'] }),
});

export const NetworkPolicy = z.strictObject({
  enabled: z
    .boolean()
    .default(true)
    .meta({ description: 'Whether all traffic is denied but the flows that Redis needs.' }),
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
        'Namespaces whose pods may connect. In its own, the api may, and pods with the label `<release>-redis-client: "true"`; of the sessions, `<release>-redis-sessions-client`.',
      examples: [[{ namespace: 'reports' }]],
    }),
  monitoringNamespace: DnsLabel.default('monitoring').meta({
    description: 'The namespace whose pods may read the metrics.',
  }),
});

const percent = (value: number, description: string) =>
  z.int().min(1).max(100).default(value).meta({ description, unit: 'percent' });

export const prometheusRule = z.strictObject({
  ...alertSettings('this Redis'),
  memoryWarningPercent: percent(75, 'How full memory is when someone should look.'),
  memoryCriticalPercent: percent(90, 'How full memory is when someone is called.'),
});
