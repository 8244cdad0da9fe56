// How a request arrives: names, Front Door, the Application Gateway of each region. Must not know which resource
// is made of what.
import { z } from 'zod';
import { DnsName } from '../scalars.ts';

const wafMode = z.enum(['Prevention', 'Detection']).default('Prevention').meta({
  description: 'Whether the firewall stops what it finds, or only writes it down.',
});

const GatewayProbe = z.strictObject({
  intervalSeconds: z.int().min(1).max(86_400).default(30).meta({
    description:
      'How often the api is asked; times `unhealthyThreshold` it is how long a lost region is missed.',
    unit: 'seconds',
  }),
  timeoutSeconds: z
    .int()
    .min(1)
    .max(86_400)
    .default(30)
    .meta({ description: 'How long an answer may take.', unit: 'seconds' }),
  unhealthyThreshold: z
    .int()
    .min(1)
    .max(20)
    .default(3)
    .meta({ description: 'How many failures in a row count.', unit: 'failures' }),
});

export const ApplicationGateway = z.strictObject({
  minimum: z
    .int()
    .min(0)
    .max(125)
    .default(2)
    .meta({ description: 'The fewest instances.', unit: 'instances' }),
  maximum: z
    .int()
    .min(2)
    .max(125)
    .default(10)
    .meta({ description: 'The most instances.', unit: 'instances' }),
  wafMode,
  probe: GatewayProbe.prefault({}).meta({ description: 'How the gateway asks whether the api is well.' }),
  drainSeconds: z.int().min(1).max(3600).default(30).meta({
    description: 'How long open requests may finish when a backend goes.',
    unit: 'seconds',
  }),
  certificate: z
    .string()
    .regex(/^[A-Za-z0-9][-A-Za-z0-9]{0,126}$/)
    .default('gateway-certificate')
    .meta({
      description:
        'The secret of the region’s Key Vault that holds the certificate of the listener, with its chain.',
      cure: 'Use letters, digits and hyphens.',
    }),
});

export const Domain = z.strictObject({
  zone: DnsName.default('aiagent.example.com').meta({
    description: 'The public DNS zone of the platform, delegated to Azure.',
  }),
  host: z
    .string()
    .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/)
    .default('api')
    .meta({
      description: 'The label of the api in that zone: `api` for api.aiagent.example.com.',
      cure: 'Write one label in lower case, such as "api".',
    }),
});

export const FrontDoor = z.strictObject({
  tier: z.enum(['Standard', 'Premium']).default('Premium').meta({
    description: '`Premium` has the firewall’s managed rules; `Standard` only rules of one’s own.',
  }),
  wafMode,
  probeSeconds: z
    .int()
    .min(5)
    .max(255)
    .default(30)
    .meta({ description: 'How often each region is asked whether it is well.', unit: 'seconds' }),
  requestsPerMinute: z.int().min(10).max(1_000_000).default(10_000).meta({
    description: 'How many requests an address may send before it is refused for a while.',
    unit: 'requests',
  }),
  responseSeconds: z
    .int()
    .min(16)
    .max(240)
    .default(60)
    .meta({ description: 'How long an answer of the platform is waited for.', unit: 'seconds' }),
});
