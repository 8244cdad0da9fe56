// What someone is called for: each alert, when it rings, and what it says. Each has a runbook of its name.
import { and, type Expr, eq, include, not, release, subtract, t } from '../../engine/index.ts';
import { name } from './fragments.ts';
import { isOfSessions, replicas, values as v } from './values.ts';

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

type Server = 'redis' | 'sentinel';

/** A metric of this Redis; `more` narrows it. */
const of = (metric: string, server: Server = 'redis', more = ''): Expr<string> =>
  t`${metric}{namespace='${release.namespace}',job='${include(name)}',server='${server}'${more}}`;

const masters = of('redis_instance_info', 'redis', ",role='master'");
// One that evicts is full most of the time, and that is what it is for.
const refusesWhenFull = eq(v.memory.policy, 'noeviction');
const fullness = t`100 * ${of('redis_memory_used_bytes')} / ${of('redis_memory_max_bytes')}`;

export const alerts: readonly Alert[] = [
  {
    alert: 'RedisWithoutMaster',
    severity: 'critical',
    expr: t`(count(${masters}) or vector(0)) == 0`,
    after: '30s',
    summary: 'No Redis is master',
    description: 'Nothing has taken writes for 30 seconds: no failover came, or it failed.',
  },
  {
    alert: 'RedisWithTwoMasters',
    severity: 'critical',
    expr: t`count(${masters}) > 1`,
    after: '30s',
    summary: 'More than one Redis is master',
    description: '{{ $value }} pods say that they are master: what one of them takes will be thrown away.',
  },
  {
    alert: 'RedisPodDown',
    severity: 'warning',
    expr: t`(count(${of('redis_up')} == 1) or vector(0)) < ${include(replicas)}`,
    after: '5m',
    summary: 'Fewer Redis pods answer than there should be',
    description:
      '{{ $value }} pods answer. One more loss can stop writes, or leave no majority for a failover.',
  },
  {
    alert: 'RedisReplicaBroken',
    severity: 'warning',
    expr: t`${of('redis_master_link_up')} == 0`,
    after: '2m',
    summary: 'A replica does not reach its master',
    description: 'The replica {{ $labels.pod }} has had no connection to its master for two minutes.',
  },
  {
    alert: 'RedisReplicaLags',
    severity: 'warning',
    expr: t`${of('redis_connected_slave_lag_seconds')} > ${v.replication.maxLagSeconds}`,
    after: '1m',
    summary: 'A replica is too far behind to count',
    description: 'A replica is {{ $value }} seconds behind: with none that counts, writes are refused.',
  },
  {
    alert: 'RedisReplicasMissing',
    severity: 'warning',
    expr: t`max(${of('redis_connected_slaves')}) < ${subtract(include(replicas), 1)}`,
    after: '5m',
    summary: 'The master has fewer replicas than there should be',
    description: '{{ $value }} replicas follow the master.',
  },
  {
    alert: 'RedisWritesRefused',
    severity: 'critical',
    expr: t`increase(${of('redis_errors_total', 'redis', ",err='NOREPLICAS'")}[2m]) > 0`,
    after: '30s',
    summary: 'Redis refuses writes, since no replica follows',
    description: 'The pod {{ $labels.pod }} refused {{ $value | printf "%.0f" }} writes in two minutes.',
  },
  {
    alert: 'RedisSentinelsMissing',
    severity: 'warning',
    expr: t`min(${of('redis_sentinel_master_ok_sentinels', 'sentinel')}) < ${include(replicas)}`,
    after: '1m',
    summary: 'Fewer Sentinels see each other than there should be',
    description: '{{ $value }} Sentinels are well, as one of them sees it.',
  },
  {
    alert: 'RedisWithoutQuorum',
    severity: 'critical',
    expr: t`min(${of('redis_sentinel_master_ckquorum_status', 'sentinel')}) == 0`,
    after: '1m',
    summary: 'The Sentinels could not fail over',
    description: 'A Sentinel sees too few others: the loss of the master would not be mended.',
  },
  {
    alert: 'RedisSentinelTilt',
    severity: 'warning',
    expr: t`${of('redis_sentinel_tilt', 'sentinel')} == 1`,
    after: '1m',
    summary: 'A Sentinel does not trust its clock',
    description: 'The Sentinel of {{ $labels.pod }} was stopped or starved, and takes no part in a failover.',
  },
  {
    alert: 'RedisFailedOver',
    severity: 'info',
    expr: t`count(count by (pod) (max_over_time(${masters}[10m]))) > 1`,
    after: '0s',
    summary: 'Another Redis became master',
    description: '{{ $value }} pods were master within ten minutes: a handover, or a failover.',
  },
  {
    alert: 'RedisMemoryFilling',
    severity: 'warning',
    expr: t`${fullness} > ${v.prometheusRule.memoryWarningPercent}`,
    after: '10m',
    summary: 'The memory of Redis fills',
    description: 'Redis holds {{ $value | printf "%.0f" }} percent of what it may.',
    only: refusesWhenFull,
  },
  {
    alert: 'RedisMemoryFull',
    severity: 'critical',
    expr: t`${fullness} > ${v.prometheusRule.memoryCriticalPercent}`,
    after: '2m',
    summary: 'The memory of Redis is nearly full',
    description: 'Redis holds {{ $value | printf "%.0f" }} percent of what it may, and soon refuses writes.',
    only: refusesWhenFull,
  },
  {
    alert: 'RedisEvicts',
    severity: 'warning',
    expr: t`increase(${of('redis_evicted_keys_total')}[10m]) > 0`,
    after: '0s',
    summary: 'Redis throws sessions away',
    description: '{{ $value | printf "%.0f" }} keys were evicted within ten minutes: people are logged out.',
    only: isOfSessions,
  },
  {
    alert: 'RedisCacheEvictsMuch',
    severity: 'warning',
    expr: t`rate(${of('redis_evicted_keys_total')}[10m]) > 0.5 * rate(${of('redis_expired_keys_total')}[10m]) + 100`,
    after: '30m',
    summary: 'The cache is too small for what is put into it',
    description: '{{ $value | printf "%.0f" }} keys a second are evicted before they expire.',
    only: and(not(isOfSessions), not(refusesWhenFull)),
  },
  {
    alert: 'RedisDoesNotSave',
    severity: 'critical',
    expr: t`${of('redis_aof_last_write_status')} == 0 or ${of('redis_rdb_last_bgsave_status')} == 0`,
    after: '2m',
    summary: 'Redis cannot write to its disk',
    description: 'The pod {{ $labels.pod }} failed to save: its disk is full, slow or gone.',
    only: v.persistence.enabled,
  },
];
