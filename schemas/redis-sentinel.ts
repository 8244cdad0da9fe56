// The values of the chart `redis-sentinel`: a Redis whose master is found and replaced by Sentinels. The platform
// has it once for its cache, and once more for sessions.
import { z } from 'zod';
import { GlobalValues } from './global.ts';
import { dashboard, ServiceMonitor } from './monitoring.ts';
import { image, Placement, resources, StatefulSetRollout } from './pods.ts';
import { Users } from './redis-sentinel/access.ts';
import { Backup, Exporter, MasterProxy, NetworkPolicy, prometheusRule } from './redis-sentinel/exposure.ts';
import { Bootstrap, Profile, Sentinel } from './redis-sentinel/sentinel.ts';
import {
  Configuration,
  Connections,
  memory,
  Persistence,
  Replication,
  ServerTls,
} from './redis-sentinel/server.ts';
import { PodDisruptionBudget, Probes, Shutdown, Spread } from './redis-sentinel/workload.ts';
import { DnsLabel } from './scalars.ts';

/** What differs between the Redis of the cache and that of the sessions. */
interface Purpose {
  readonly memory: Parameters<typeof memory>[0];
  /** Of the container, twice what Redis may hold: a fork while it writes needs as much again. */
  readonly limit: string;
}

const settings = (purpose: Purpose) => ({
  flavour: z.enum(['redis', 'valkey']).default('redis').meta({
    description: 'Which server runs: Redis up to 7.2 is under the BSD licence, as all of Valkey is.',
  }),
  images: z
    .strictObject({
      redis: image('redis', '7.2.11').prefault({}).meta({ description: 'The image of the flavour redis.' }),
      valkey: image('valkey', '8.1.4').prefault({}).meta({ description: 'The image of the flavour valkey.' }),
    })
    .prefault({})
    .meta({ description: 'The images of both flavours; one of them runs.' }),
  imagePullSecrets: z
    .array(DnsLabel)
    .max(5)
    .default([])
    .meta({
      description: 'Secrets for a registry that asks for a password; the cluster’s own identity needs none.',
      examples: [['registry-credentials']],
    }),
  profile: Profile,
  sentinel: Sentinel.prefault({}).meta({ description: 'How the loss of the master is found and mended.' }),
  memory: memory(purpose.memory).prefault({}).meta({ description: 'How much is held, and what goes first.' }),
  persistence: Persistence.prefault({}).meta({ description: 'What outlives the pods.' }),
  replication: Replication.prefault({}).meta({ description: 'How replicas follow, and when writes stop.' }),
  connections: Connections.prefault({}).meta({ description: 'How clients are served.' }),
  configuration: Configuration,
  tls: ServerTls.prefault({}).meta({
    description: 'The key pair of the servers; in use where `global` says that Redis has TLS.',
  }),
  users: Users,
  bootstrap: Bootstrap.prefault({}).meta({ description: 'The very first start, and a restore.' }),
  resources: resources(['250m', purpose.limit, '128Mi'], ['2', purpose.limit, '512Mi'])
    .prefault({})
    .meta({ description: 'The size of the container of Redis.' }),
  probes: Probes.prefault({}).meta({ description: 'How Kubernetes asks whether Redis is well.' }),
  shutdown: Shutdown.prefault({}).meta({ description: 'How a master hands over before its pod ends.' }),
  rollout: StatefulSetRollout.prefault({}).meta({
    description: 'How an update replaces pods, one at a time.',
  }),
  spread: Spread,
  ...Placement,
  pdb: PodDisruptionBudget.prefault({}).meta({
    description: 'The PodDisruptionBudget: planned work takes one pod at a time.',
  }),
  masterProxy: MasterProxy.prefault({}).meta({
    description: 'An address that always leads to the master, for clients that know no Sentinel.',
  }),
  exporter: Exporter.prefault({}).meta({ description: 'The metrics of Redis and Sentinel.' }),
  backup: Backup.prefault({}).meta({ description: 'Copies of the data at another place.' }),
  networkPolicy: NetworkPolicy.prefault({}).meta({ description: 'Which traffic is allowed.' }),
  serviceMonitor: ServiceMonitor.prefault({}).meta({ description: 'Metrics for the Prometheus operator.' }),
  prometheusRule: prometheusRule.prefault({}).meta({ description: 'Alerts for the Prometheus operator.' }),
  dashboard: dashboard('this Redis').prefault({}).meta({ description: 'A dashboard for Grafana.' }),
});

const cache: Purpose = { memory: { maxMebibytes: 4096, policy: 'allkeys-lru' }, limit: '8Gi' };
const sessions: Purpose = { memory: { maxMebibytes: 1024, policy: 'noeviction' }, limit: '2Gi' };

const enabled = z.boolean().default(true).meta({
  description: 'Whether the umbrella installs it. Off, the api needs Sentinels of its own, or no Redis.',
});

const component = {
  description: 'The part of every name that says what it belongs to; fixed.',
} as const;

/** What a person may set under the key `redis`: the cache. */
export const RedisSettings = z.strictObject({
  enabled,
  component: z.literal('redis').default('redis').meta(component),
  ...settings(cache),
});

/** What a person may set under the key `redisSessions`; `global.redisSessions.enabled` switches it on. */
export const RedisSessionsSettings = z.strictObject({
  component: z.literal('redis-sessions').default('redis-sessions').meta(component),
  ...settings(sessions),
});

/** The whole root of the chart, for either purpose: its own settings and the shared facts. */
export const RedisSentinelValues = z.strictObject({
  global: GlobalValues.prefault({}).meta({ description: 'Facts that all charts of the platform share.' }),
  enabled,
  component: z.enum(['redis', 'redis-sessions']).default('redis').meta({
    description:
      'The part of every name that says what it belongs to, and which of the shared facts are its own.',
  }),
  ...settings(cache),
});
