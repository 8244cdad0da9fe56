// Who reaches the api, whom it may reach, and what it shows of itself.
import { z } from 'zod';
import { alertSettings, dashboard } from '../monitoring.ts';
import { image } from '../pods.ts';
import { Cidr, DnsLabel, Ipv4AddressOrEmpty, Port } from '../scalars.ts';

export const Service = z.strictObject({
  port: Port.default(80).meta({ description: 'The port of the Service inside the cluster.' }),
});

export const Gateway = z.strictObject({
  enabled: z.boolean().default(false).meta({
    description:
      'Whether an internal load balancer offers the api to the Application Gateway. On a cluster that gives no address it waits for ever.',
  }),
  address: Ipv4AddressOrEmpty.default('').meta({
    description: 'The fixed address of the load balancer; the gateway finds it by a private DNS record.',
    examples: ['10.10.3.250'],
  }),
  subnet: z
    .string()
    .regex(/^[A-Za-z0-9]([-._A-Za-z0-9]{0,78}[A-Za-z0-9_])?$/)
    .default('nodes-subnet')
    .meta({
      description: 'The subnet that the address belongs to.',
      cure: 'Name a subnet of the cluster’s network.',
    }),
  clients: z
    .array(Cidr)
    .max(20)
    .default([])
    .meta({
      description: 'The ranges from which the gateway calls: its own subnet.',
      examples: [['10.10.0.0/24']],
    }),
});

const ClientNamespace = z.strictObject({
  namespace: DnsLabel.meta({ description: 'The namespace of the pods.', examples: ['ingress'] }),
});

const Destination = z.strictObject({
  cidr: Cidr.meta({ description: 'The range that may be reached.', examples: ['10.10.4.0/24'] }),
  port: Port.meta({ description: 'The port that may be reached.', examples: [443] }),
});

export const NetworkPolicy = z.strictObject({
  enabled: z
    .boolean()
    .default(true)
    .meta({ description: 'Whether all traffic is denied but the flows that the api needs.' }),
  dnsPort: Port.default(53).meta({ description: 'The port on which the pods of the cluster’s DNS listen.' }),
  dnsAddresses: z
    .array(Cidr)
    .max(5)
    .default([])
    .meta({
      description:
        'Addresses of a DNS cache on the nodes. One is recommended: names then resolve while a zone, and the cluster’s DNS in it, is lost.',
      examples: [['169.254.20.10/32']],
    }),
  clients: z
    .array(ClientNamespace)
    .max(20)
    .default([])
    .meta({
      description: 'More namespaces whose pods may call the api.',
      examples: [[{ namespace: 'ingress' }]],
    }),
  monitoringNamespace: DnsLabel.default('monitoring').meta({
    description: 'The namespace whose pods may read the metrics.',
  }),
  // The ranges that Microsoft publishes for login.microsoftonline.com (endpoint set 56); a policy cannot name hosts.
  identityRanges: z
    .array(Cidr)
    .min(1)
    .max(20)
    .default(['20.20.32.0/19', '20.190.128.0/18', '20.231.128.0/19', '40.126.0.0/18'])
    .meta({
      description:
        'Where Microsoft Entra ID answers: with workload identity the pods get their tokens there, over HTTPS.',
    }),
  destinations: z
    .array(Destination)
    .max(50)
    .default([])
    .meta({
      description:
        'Where the api may connect to besides its stores: the private endpoints of Azure, external databases.',
      examples: [[{ cidr: '10.10.4.0/24', port: 443 }]],
    }),
});

export const PrometheusRule = z.strictObject({
  ...alertSettings('the api'),
  errorPercent: z.int().min(1).max(100).default(5).meta({
    description: 'The share of failed requests at which someone is called.',
    unit: 'percent',
  }),
});

export const Dashboard = dashboard('the api');

export const Tests = z.strictObject({
  image: image('busybox', '1.37.0')
    .prefault({})
    .meta({ description: 'The image of `helm test`; it needs wget.' }),
});
