// What the scripts are told in every container of the chart; no secret is among it.
import type { V1EnvVar } from '@kubernetes/client-node';
import {
  and,
  type Expr,
  eq,
  fragment,
  ge,
  include,
  isPresent,
  joinEach,
  multiply,
  type Operand,
  type Ref,
  type Scalar,
  type Template,
  t,
  ternary,
  using,
  when,
} from '../../engine/index.ts';
import { domain, hostOf, monitorHost, name, nodeHosts } from './fragments.ts';
import { facts, hasTls, isActive, values as v } from './values.ts';

const { backup, failover, logging, restore, shutdown, standby } = v;

/** One variable; numbers and switches as text. */
export const variable = (key: string, value: string | Expr<string>): Template<V1EnvVar> => ({
  name: key,
  value,
});

export const text = (value: Operand<Scalar>): Expr<string> => t`${value}`;
const truth = (condition: Expr<boolean>): Expr<string> => ternary<string>(condition, 'true', 'false');

const only = (condition: Expr<boolean>, key: string, value: string | Expr<string>) =>
  when<Template<V1EnvVar>>(condition, variable(key, value));

interface Primary {
  node: string;
  address: string;
}

/** The nodes of the region that serves, a comma between them: by the names in their certificates, or by their addresses. */
const upstream = (key: string, of: (one: Ref<Primary>) => Expr<string>) =>
  using<readonly Primary[], Template<V1EnvVar>>(standby.primaries, (primaries) =>
    variable(key, t`${joinEach<Primary>(primaries, ',', of)}`),
  );

export const environment = fragment<V1EnvVar[]>(
  'postgresql-ha.environment',
  'What the scripts are told; no secret is among it.',
  [
    { name: 'POD_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
    { name: 'NAMESPACE', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } } },
    variable('HOME', '/tmp'),
    variable('PGDATA', '/data/pgdata'),
    variable('XDG_CONFIG_HOME', '/data/config'),
    variable('XDG_DATA_HOME', '/data/state'),
    variable('XDG_RUNTIME_DIR', '/run/postgresql'),
    variable('PGPASSFILE', '/run/keys/pgpass'),
    variable('PGHOST', '/run/postgresql'),
    variable('PGPORT', text(facts.port)),
    variable('PG_PORT', text(facts.port)),
    variable('NAME', include(name)),
    variable('DOMAIN', domain),
    variable('NODE_HOSTS', include(nodeHosts)),
    only(isActive, 'MONITOR_HOST', include(monitorHost)),
    variable('RESOLVED_HOSTS', t`${include(nodeHosts)}${when(isActive, t` ${include(monitorHost)}`)}`),
    variable('DATABASE', facts.database),
    variable('APPLICATION_USER', facts.username),
    variable('TLS_ENABLED', truth(hasTls)),
    variable('NUMBER_SYNC_STANDBYS', text(ternary<number>(eq(v.durability, 'strict'), 1, 0))),
    variable('HANDOVER_SECONDS', text(shutdown.handoverSeconds)),
    variable('NETWORK_PARTITION_SECONDS', text(failover.partitionSeconds)),
    variable('MAXIMUM_BACKUP_RATE', t`${failover.cloneMebibytesPerSecond}M`),
    variable('LOG_FORMAT', logging.format),
    variable('LOG_RETENTION_DAYS', text(logging.retentionDays)),
    variable('BACKUP_ENABLED', truth(backup.enabled)),
    variable('STANZA', backup.stanza),
    variable('BACKUP_REPOSITORIES', ternary<string>(backup.secondRepository.enabled, '1 2', '1')),
    variable('BACKUP_FULL_HOURS', text(backup.fullHours)),
    variable('BACKUP_DIFFERENTIAL_HOURS', text(backup.differentialHours)),
    only(ge(backup.startHour, 0), 'BACKUP_HOUR', text(backup.startHour)),
    variable('RESTORE_ENABLED', truth(restore.enabled)),
    only(restore.enabled, 'RESTORE_FROM_STANZA', restore.stanza),
    only(restore.enabled, 'RESTORE_REPOSITORY', text(restore.repository)),
    only(and(restore.enabled, isPresent(restore.time)), 'RESTORE_TARGET_TIME', restore.time),
    only(eq(v.global.role, 'standby'), 'SENDER_TIMEOUT_SECONDS', text(standby.senderTimeoutSeconds)),
    upstream('UPSTREAM_HOSTS', (one) => hostOf(one.node)),
    upstream('UPSTREAM_ADDRESSES', (one) => t`${one.address}`),
  ],
);

/** Of a drill besides. */
export const drillEnvironment: readonly (Template<V1EnvVar> | ReturnType<typeof only>)[] = [
  variable('NODE_NAME', 'drill'),
  variable('DRILL_REPOSITORY', text(backup.drill.repository)),
  variable('DRILL_MAXIMUM_AGE_SECONDS', text(multiply(backup.drill.maximumAgeHours, 3600))),
  only(isPresent(backup.drill.pushUrl), 'DRILL_PUSH_URL', backup.drill.pushUrl),
];
