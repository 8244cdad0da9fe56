// The values of the chart `postgresql-ha`: PostgreSQL whose primary is found and replaced by pg_auto_failover.
import { z } from 'zod';
import { GlobalValues } from './global.ts';
import { dashboard, ServiceMonitor } from './monitoring.ts';
import { image, Placement, resources, StatefulSetRollout } from './pods.ts';
import { Backup, Restore } from './postgresql-ha/backup.ts';
import {
  ClientRanges,
  ClientRoles,
  Exporter,
  NetworkPolicy,
  prometheusRule,
  RoleServices,
  ServerTls,
} from './postgresql-ha/exposure.ts';
import { Durability, Failover, Monitor } from './postgresql-ha/failover.ts';
import { CrossRegion, Standby } from './postgresql-ha/regions.ts';
import {
  Checkpoints,
  Configuration,
  Connections,
  Logging,
  Memory,
  Planner,
  Replication,
} from './postgresql-ha/server.ts';
import { PodDisruptionBudget, Probes, Shutdown, Spread, Storage } from './postgresql-ha/workload.ts';
import { DnsLabel } from './scalars.ts';

/** What a person may set under the key `postgresql`. */
export const PostgresqlSettings = z.strictObject({
  enabled: z.boolean().default(true).meta({
    description: 'Whether the umbrella installs it. Off, the api needs database hosts of its own, or none.',
  }),
  component: z
    .literal('postgresql')
    .default('postgresql')
    .meta({ description: 'The part of every name that says what it belongs to; fixed.' }),
  image: image('postgresql-ha', '17-2.2').prefault({}).meta({
    description:
      'The image of PostgreSQL with pg_auto_failover and pgBackRest: the version of both in its tag.',
  }),
  imagePullSecrets: z
    .array(DnsLabel)
    .max(5)
    .default([])
    .meta({
      description: 'Secrets for a registry that asks for a password; the cluster’s own identity needs none.',
      examples: [['registry-credentials']],
    }),
  durability: Durability,
  failover: Failover.prefault({}).meta({ description: 'How the loss of a node is found and mended.' }),
  monitor: Monitor.prefault({}).meta({ description: 'Who decides which node is the primary.' }),
  storage: Storage.prefault({}).meta({ description: 'What outlives the pods.' }),
  connections: Connections.prefault({}).meta({ description: 'How clients are served.' }),
  memory: Memory.prefault({}).meta({ description: 'What memory is used for.' }),
  replication: Replication.prefault({}).meta({ description: 'How standbys follow.' }),
  checkpoints: Checkpoints.prefault({}).meta({ description: 'When data is written out.' }),
  planner: Planner.prefault({}).meta({ description: 'What the planner is told of the disk.' }),
  logging: Logging.prefault({}).meta({ description: 'What is logged, and where to.' }),
  configuration: Configuration,
  tls: ServerTls.prefault({}).meta({
    description: 'The key pair of the servers; in use where `global` says that PostgreSQL has TLS.',
  }),
  clientRanges: ClientRanges,
  clientRoles: ClientRoles,
  resources: resources(['1', '10Gi', '256Mi'], ['4', '10Gi', '1Gi'])
    .prefault({})
    .meta({ description: 'The size of the container of PostgreSQL.' }),
  watch: z
    .strictObject({
      resources: resources(['20m', '64Mi', '32Mi'], ['500m', '128Mi', '64Mi'])
        .prefault({})
        .meta({ description: 'The size of the container beside each server.' }),
    })
    .prefault({})
    .meta({ description: 'What keeps addresses, certificates and passwords beside each server.' }),
  probes: Probes.prefault({}).meta({ description: 'How Kubernetes asks whether a node is well.' }),
  shutdown: Shutdown.prefault({}).meta({ description: 'How a primary hands over before its pod ends.' }),
  rollout: StatefulSetRollout.prefault({}).meta({ description: 'How an update replaces pods.' }),
  spread: Spread,
  ...Placement,
  pdb: PodDisruptionBudget.prefault({}).meta({
    description: 'The PodDisruptionBudget: planned work takes one node at a time.',
  }),
  roleServices: RoleServices.prefault({}).meta({
    description:
      'Addresses that lead to the primary and to the standbys, for clients that know one host only.',
  }),
  crossRegion: CrossRegion.prefault({}).meta({
    description: 'How the standby of another region reaches the nodes of this one.',
  }),
  standby: Standby.prefault({}).meta({
    description: 'The standby of a region that waits; in use where the region’s role is `standby`.',
  }),
  backup: Backup.prefault({}).meta({ description: 'Copies of the data at another place, by pgBackRest.' }),
  restore: Restore.prefault({}).meta({ description: 'A new release from a backup of another.' }),
  exporter: Exporter.prefault({}).meta({ description: 'The metrics of PostgreSQL and of the monitor.' }),
  networkPolicy: NetworkPolicy.prefault({}).meta({ description: 'Which traffic is allowed.' }),
  serviceMonitor: ServiceMonitor.prefault({}).meta({ description: 'Metrics for the Prometheus operator.' }),
  prometheusRule: prometheusRule.prefault({}).meta({ description: 'Alerts for the Prometheus operator.' }),
  dashboard: dashboard('PostgreSQL').prefault({}).meta({ description: 'A dashboard for Grafana.' }),
});

/** The whole root of the chart: its own settings and the shared facts. */
export const PostgresqlHaValues = z.strictObject({
  global: GlobalValues.prefault({}).meta({ description: 'Facts that all charts of the platform share.' }),
  ...PostgresqlSettings.shape,
});
