// What someone is called for: each alert, when it rings, and what it says. Each has a runbook of its name.
import { and, type Expr, gt, include, length, multiply, release, t } from '../../engine/index.ts';
import { name } from './fragments.ts';
import { facts, isActive, isStandby, values as v } from './values.ts';

export interface Alert {
  readonly alert: string;
  readonly severity: 'critical' | 'warning' | 'info';
  readonly expr: Expr<string>;
  readonly after: string;
  readonly summary: string;
  readonly description: string;
  /** Where it makes sense; everywhere unless given. */
  readonly only?: Expr<boolean>;
}

/** A metric of the nodes, or of the monitor; `more` narrows it. */
const of = (metric: string, more = ''): Expr<string> =>
  t`${metric}{namespace='${release.namespace}',job='${include(name)}'${more}}`;
const ofMonitor = (metric: string, more = ''): Expr<string> =>
  t`${metric}{namespace='${release.namespace}',job='${include(name)}-monitor'${more}}`;

const node = (what: string): Expr<string> => of(`chartwright_postgresql_${what}`);
const monitor = (what: string, more?: string): Expr<string> =>
  ofMonitor(`chartwright_postgresql_monitor_${what}`, more);

const volumes = t`{namespace='${release.namespace}',persistentvolumeclaim=~'data-${include(name)}-.*'}`;
const fullness = t`100 * kubelet_volume_stats_used_bytes${volumes} / kubelet_volume_stats_capacity_bytes${volumes}`;

const { backup, prometheusRule: limits } = v;
const hasStandby = and(isActive, gt(length(facts.nodes), 1));
const hasBackup = and(backup.enabled, isActive);

const ofDrill = (metric: string): Expr<string> =>
  t`max(${metric}{namespace='${release.namespace}',cronjob='${include(name)}-restore-drill'})`;
const lastDrill = ofDrill('kube_cronjob_status_last_successful_time');
/** Eight days: a drill each week, and a day to spare. */
const drillOverdueSeconds = '691200';

export const alerts: readonly Alert[] = [
  {
    alert: 'PostgresqlWithoutPrimary',
    severity: 'critical',
    expr: t`(sum(${node('node_writable')}) or vector(0)) == 0`,
    after: '30s',
    summary: 'No PostgreSQL takes writes',
    description: 'No node has taken writes for 30 seconds: no failover came, or it failed.',
    only: isActive,
  },
  {
    alert: 'PostgresqlWithTwoPrimaries',
    severity: 'critical',
    expr: t`sum(${node('node_writable')}) > 1`,
    after: '15s',
    summary: 'More than one PostgreSQL says that it takes writes',
    description: '{{ $value }} nodes say so. With a synchronous standby only one of them can end a commit.',
  },
  {
    alert: 'PostgresqlWithoutSynchronousCopy',
    severity: 'critical',
    expr: t`max(${node('standbys_synchronous')}) == 0`,
    after: '1m',
    summary: 'Commits are on one disk only',
    description: 'No standby has been waited for during a minute: a lost disk now loses commits.',
    only: hasStandby,
  },
  {
    alert: 'PostgresqlNodeDown',
    severity: 'warning',
    expr: t`(count(${of('pg_up')} == 1) or vector(0)) < ${length(facts.nodes)}`,
    after: '5m',
    summary: 'Fewer PostgreSQL nodes answer than there should be',
    description: '{{ $value }} nodes answer.',
  },
  {
    alert: 'PostgresqlMonitorDown',
    severity: 'critical',
    expr: t`(max(${ofMonitor('pg_up')}) or vector(0)) == 0`,
    after: '1m',
    summary: 'The monitor of PostgreSQL does not answer',
    description: 'While it is away, nothing fails over, and a node that starts waits for it.',
    only: isActive,
  },
  {
    alert: 'PostgresqlNodeInMaintenance',
    severity: 'warning',
    expr: t`max by (nodename) (${monitor('healthy', ",goal='maintenance'")} >= 0)`,
    after: '2m',
    summary: 'A PostgreSQL node was left in maintenance',
    description: 'The node {{ $labels.nodename }} follows, but takes no part in a failover.',
    only: isActive,
  },
  {
    alert: 'PostgresqlNodeStuck',
    severity: 'warning',
    expr: t`max by (nodename) (${monitor('changing')}) == 1 or max by (nodename) (${monitor('silence_seconds')}) > 20`,
    after: '2m',
    summary: 'A PostgreSQL node does not do what the monitor wants',
    description: 'The node {{ $labels.nodename }} has been silent, or between two states, for two minutes.',
    only: isActive,
  },
  {
    alert: 'PostgresqlStandbyLags',
    severity: 'warning',
    expr: t`max by (pod) (${node('replay_lag_seconds')}) > ${limits.lagWarningSeconds}`,
    after: '2m',
    summary: 'A PostgreSQL standby is far behind',
    description: 'The standby {{ $labels.pod }} is {{ $value | printf "%.0f" }} seconds behind.',
    only: isActive,
  },
  {
    alert: 'PostgresqlRegionLags',
    severity: 'critical',
    expr: t`max(${node('replay_lag_seconds')}) > ${limits.regionLagSeconds} or max(${node('replay_streaming')}) == 0`,
    after: '5m',
    summary: 'The PostgreSQL standby of this region is too far behind',
    description: 'A loss of the other region would now lose more than is allowed.',
    only: isStandby,
  },
  {
    alert: 'PostgresqlArchivingFails',
    severity: 'critical',
    expr: t`max(${node('archiver_failing')}) == 1 or max(${node('archiver_waiting')}) > 16`,
    after: '5m',
    summary: 'WAL does not reach the backup store',
    description: 'Backups have a gap from now on, and the volume fills.',
    only: hasBackup,
  },
  {
    alert: 'PostgresqlBackupOld',
    severity: 'critical',
    expr: t`max by (repository) (${node('backup_age_seconds')}) > ${multiply(limits.backupAgeHours, 3600)} or absent(${node('backup_age_seconds')})`,
    after: '30m',
    summary: 'The newest backup of PostgreSQL is too old',
    description:
      'Repository {{ $labels.repository }} has no new backup: see the log of the container backup.',
    only: hasBackup,
  },
  {
    alert: 'PostgresqlDrillFails',
    severity: 'warning',
    expr: t`time() - ${lastDrill} > ${drillOverdueSeconds} or max(kube_job_status_failed{namespace='${release.namespace}',job_name=~'${include(name)}-restore-drill-.*'}) > 0 or (time() - ${ofDrill('kube_cronjob_created')} > ${drillOverdueSeconds} unless ${lastDrill})`,
    after: '10m',
    summary: 'A backup of PostgreSQL could not be restored',
    description:
      'The last drill failed, or there was none for eight days: nobody knows whether backups are good.',
    only: and(hasBackup, backup.drill.enabled),
  },
  {
    alert: 'PostgresqlSlotLost',
    severity: 'warning',
    expr: t`max by (pod, slot_name) (${node('slots_lost')}) == 1`,
    after: '1m',
    summary: 'A PostgreSQL standby has lost the WAL that it needs',
    description:
      'The slot {{ $labels.slot_name }} on {{ $labels.pod }} held more than it may: its standby is made anew.',
  },
  {
    alert: 'PostgresqlVolumeFilling',
    severity: 'warning',
    expr: t`${fullness} > ${limits.diskWarningPercent}`,
    after: '15m',
    summary: 'The volume of a PostgreSQL node fills',
    description:
      'It is {{ $value | printf "%.0f" }} percent full: a lost node could not be copied beside its old data.',
  },
  {
    alert: 'PostgresqlVolumeFull',
    severity: 'critical',
    expr: t`${fullness} > ${limits.diskCriticalPercent}`,
    after: '5m',
    summary: 'The volume of a PostgreSQL node is nearly full',
    description:
      'It is {{ $value | printf "%.0f" }} percent full. PostgreSQL stops where no WAL can be written.',
  },
  {
    alert: 'PostgresqlConnectionsMany',
    severity: 'warning',
    expr: t`100 * max by (pod) (${node('connections_used')}) / max by (pod) (${node('connections_maximum')}) > 80`,
    after: '5m',
    summary: 'PostgreSQL has few connections left',
    description:
      'The node {{ $labels.pod }} has {{ $value | printf "%.0f" }} percent of its connections in use.',
  },
];
