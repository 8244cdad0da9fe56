// The files of configuration: of the nodes, of the monitor and of backups; without secrets. Who may log in stands in
// access.ts, what the exporter asks in metrics.ts.
import type { V1ConfigMap } from '@kubernetes/client-node';
import {
  divide,
  type Expr,
  each,
  eq,
  fragment,
  include,
  type Line,
  lines,
  manifest,
  not,
  quantity,
  t,
  ternary,
  when,
} from '../../engine/index.ts';
import { identity, monitorAccess, nodeAccess } from './access.ts';
import { backupConf } from './backup-configuration.ts';
import { metadata } from './metadata.ts';
import { monitorQueries, nodeQueries } from './metrics.ts';
import { values as v } from './values.ts';

const { checkpoints, connections, failover, logging, memory, planner, replication } = v;

/** As PostgreSQL writes an amount; it knows no Ki, so kibibytes are called kB. */
const kibibytes = (of: Expr<string>): Expr<string> => t`${divide(quantity(of), 1024 * 1000)}kB`;
const onOff = (condition: Expr<boolean>): Expr<string> => ternary<string>(condition, 'on', 'off');

const csv = [
  "log_destination = 'csvlog'",
  'logging_collector = on',
  "log_directory = '/data/log'",
  "log_filename = 'postgresql-%Y-%m-%d_%H%M%S.log'",
  'log_rotation_age = 1d',
  'log_rotation_size = 1GB',
];
// Two pipes, which the container reads and writes to its log.
const json = [
  "log_destination = 'jsonlog'",
  'logging_collector = on',
  "log_directory = '/run/postgresql/log'",
  "log_filename = 'postgres'",
  'log_rotation_age = 0',
  'log_rotation_size = 0',
  'log_truncate_on_rotation = off',
];
const plain = ["log_destination = 'stderr'", 'logging_collector = off'];

const logs: readonly Line[] = [
  when<readonly string[]>(eq(logging.format, 'csv'), csv),
  when<readonly string[]>(eq(logging.format, 'json'), json),
  when<readonly string[]>(eq(logging.format, 'text'), plain),
  "log_line_prefix = '%m [%p] %q%u@%d '",
  "log_timezone = 'UTC'",
  t`log_checkpoints = ${onOff(logging.checkpoints)}`,
  t`log_connections = ${onOff(logging.connections)}`,
  t`log_disconnections = ${onOff(logging.disconnections)}`,
  t`log_lock_waits = ${onOff(logging.lockWaits)}`,
];

/** What both kinds of server have. */
const server = (accessFile: string): readonly Line[] => [
  "listen_addresses = '*'",
  t`port = ${v.global.postgresql.port}`,
  "unix_socket_directories = '/run/postgresql'",
  `hba_file = '/config/${accessFile}'`,
  "ident_file = '/config/pg_ident.conf'",
  "password_encryption = 'scram-sha-256'",
  t`tcp_keepalives_idle = ${connections.keepAliveIdleSeconds}`,
  t`tcp_keepalives_interval = ${connections.keepAliveIntervalSeconds}`,
  t`tcp_keepalives_count = ${connections.keepAliveCount}`,
  t`tcp_user_timeout = ${connections.userTimeoutMilliseconds}`,
  ...logs,
];

const nodeConf = lines(
  ...server('pg_hba.conf'),
  t`max_connections = ${connections.maximum}`,
  t`superuser_reserved_connections = ${connections.reserved}`,
  t`shared_buffers = ${kibibytes(memory.sharedBuffers)}`,
  t`effective_cache_size = ${kibibytes(memory.effectiveCacheSize)}`,
  t`maintenance_work_mem = ${kibibytes(memory.maintenanceWorkMem)}`,
  t`autovacuum_work_mem = ${kibibytes(memory.autovacuumWorkMem)}`,
  t`autovacuum_max_workers = ${memory.autovacuumWorkers}`,
  t`work_mem = ${kibibytes(memory.workMem)}`,
  t`wal_buffers = ${kibibytes(memory.walBuffers)}`,
  'huge_pages = off',
  "wal_level = 'replica'",
  'wal_log_hints = on',
  'hot_standby = on',
  t`max_wal_senders = ${replication.maxWalSenders}`,
  t`max_replication_slots = ${replication.maxSlots}`,
  t`wal_keep_size = ${kibibytes(replication.walKeepSize)}`,
  t`max_slot_wal_keep_size = ${kibibytes(replication.maxSlotWalKeepSize)}`,
  t`wal_sender_timeout = ${replication.senderTimeoutSeconds}s`,
  t`wal_receiver_timeout = ${replication.receiverTimeoutSeconds}s`,
  t`wal_receiver_status_interval = ${replication.statusIntervalSeconds}s`,
  // A standby that has lost its primary sleeps so long before it hears that it is promoted: with the 5 s of the default a
  // hand-over took 5.9 s.
  'wal_retrieve_retry_interval = 500ms',
  t`hot_standby_feedback = ${onOff(replication.feedback)}`,
  t`max_standby_streaming_delay = ${replication.maxStandbyDelaySeconds}s`,
  t`max_standby_archive_delay = ${replication.maxStandbyDelaySeconds}s`,
  t`synchronous_commit = '${replication.synchronousCommit}'`,
  t`checkpoint_timeout = ${checkpoints.timeoutSeconds}s`,
  t`checkpoint_completion_target = ${checkpoints.completionTarget}`,
  t`max_wal_size = ${kibibytes(checkpoints.maxWalSize)}`,
  t`min_wal_size = ${kibibytes(checkpoints.minWalSize)}`,
  t`random_page_cost = ${planner.randomPageCost}`,
  t`effective_io_concurrency = ${planner.effectiveIoConcurrency}`,
  t`default_statistics_target = ${planner.statisticsTarget}`,
  t`log_min_duration_statement = ${logging.minDurationMilliseconds}`,
  t`log_replication_commands = ${onOff(logging.replicationCommands)}`,
  // Switching it on would need a restart of every node, so it is on in any case.
  'archive_mode = on',
  t`archive_timeout = ${ternary<number>(v.backup.enabled, v.backup.archiveTimeoutSeconds, 0)}`,
  // pgBackRest makes no backup where the command does not name it.
  when(v.backup.enabled, `archive_command = 'sh /scripts/pgbackrest-push.sh "%p"'`),
  when(not(v.backup.enabled), "archive_command = '/bin/true'"),
  each(v.configuration, (setting) => t`${setting}`),
);

/** What the standby of another region has besides: its link is longer. */
const standbyConf = lines(t`wal_receiver_timeout = ${v.standby.senderTimeoutSeconds}s`);

const monitorConf = lines(
  ...server('monitor_hba.conf'),
  'max_connections = 100',
  'shared_buffers = 64MB',
  'huge_pages = off',
  t`pgautofailover.health_check_period = ${failover.healthCheckSeconds}s`,
  t`pgautofailover.health_check_timeout = ${failover.healthCheckTimeoutSeconds}s`,
  t`pgautofailover.health_check_max_retries = ${failover.healthCheckRetries}`,
  t`pgautofailover.health_check_retry_delay = ${failover.healthCheckRetryMilliseconds}ms`,
  t`pgautofailover.node_considered_unhealthy_timeout = ${failover.unhealthySeconds}s`,
  t`pgautofailover.primary_demote_timeout = ${failover.demoteSeconds}s`,
  t`pgautofailover.startup_grace_period = ${failover.startupGraceSeconds}s`,
  t`pgautofailover.promote_wal_log_threshold = ${failover.promoteThresholdMebibytes}MB`,
);

export const configuration = fragment(
  'postgresql-ha.configuration',
  'The files of configuration; a change of them replaces the pods.',
  {
    'postgresql.conf': nodeConf,
    'standby.conf': standbyConf,
    'monitor.conf': monitorConf,
    'pg_hba.conf': nodeAccess,
    'monitor_hba.conf': monitorAccess,
    'pg_ident.conf': identity,
    'pgbackrest.conf': backupConf,
    'exporter-node.yaml': nodeQueries,
    'exporter-monitor.yaml': monitorQueries,
  },
);

export const configurationMap = manifest<V1ConfigMap>({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: metadata('configuration', 'configuration'),
  data: include(configuration),
});
