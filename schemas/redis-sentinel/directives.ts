// Which directives of redis.conf a person may add, and why not the others. Must not know where they end up.

/** Reason → directives that are refused for it. */
const refused: Readonly<Record<string, readonly string[]>> = {
  'is set by a value of its own': [
    ...['maxmemory', 'maxmemory-policy', 'appendonly', 'appendfsync', 'save', 'maxclients', 'timeout'],
    ...['tcp-backlog', 'tcp-keepalive', 'min-replicas-to-write', 'min-replicas-max-lag', 'repl-backlog-size'],
    ...['min-slaves-to-write', 'min-slaves-max-lag'],
  ],
  'is set by the chart, whose addresses and volumes it would change': [
    ...['bind', 'bind-source-addr', 'port', 'dir', 'dbfilename', 'appendfilename', 'appenddirname'],
    ...['unixsocket', 'unixsocketperm', 'daemonize', 'supervised', 'pidfile', 'logfile', 'syslog-enabled'],
    ...['syslog-ident', 'syslog-facility', 'replica-announce-ip', 'replica-announce-port'],
    ...[
      'slave-announce-ip',
      'slave-announce-port',
      'replica-announced',
      'replica-priority',
      'slave-priority',
    ],
    ...['always-show-logo', 'proc-title-template', 'set-proc-title'],
  ],
  'decides who is master, which only the Sentinels may': [
    ...['replicaof', 'slaveof', 'replica-read-only', 'slave-read-only', 'replica-serve-stale-data'],
    ...['slave-serve-stale-data', 'cluster-enabled', 'cluster-config-file', 'cluster-node-timeout'],
  ],
  'belongs to the users and passwords, which are in Secrets': [
    ...['requirepass', 'masterauth', 'masteruser', 'user', 'aclfile', 'acl-pubsub-default', 'acllog-max-len'],
    ...['protected-mode', 'rename-command'],
  ],
  'belongs to TLS, which the chart sets': [
    ...[
      'tls-port',
      'tls-cert-file',
      'tls-key-file',
      'tls-key-file-pass',
      'tls-ca-cert-file',
      'tls-ca-cert-dir',
    ],
    ...['tls-client-cert-file', 'tls-client-key-file', 'tls-client-key-file-pass', 'tls-auth-clients'],
    ...['tls-replication', 'tls-cluster', 'tls-dh-params-file'],
  ],
  'would run code or read files that nobody has judged': [
    ...['include', 'loadmodule', 'enable-debug-command', 'enable-module-command', 'enable-protected-configs'],
  ],
};

/** What the file of Redis 7.2 offers besides, by the arguments that it takes; Valkey 8 knows all of them. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  '(yes|no)': [
    ...['activedefrag', 'activerehashing', 'aof-load-truncated'],
    ...['aof-rewrite-incremental-fsync', 'aof-timestamp-enabled', 'aof-use-rdb-preamble'],
    ...['crash-log-enabled', 'crash-memcheck-enabled', 'disable-thp'],
    ...['dynamic-hz', 'io-threads-do-reads', 'jemalloc-bg-thread'],
    ...['latency-tracking', 'lazyfree-lazy-eviction', 'lazyfree-lazy-expire'],
    ...['lazyfree-lazy-server-del', 'lazyfree-lazy-user-del', 'lazyfree-lazy-user-flush'],
    ...['no-appendfsync-on-rewrite', 'rdb-del-sync-files', 'rdb-save-incremental-fsync'],
    ...['rdbchecksum', 'rdbcompression', 'repl-disable-tcp-nodelay'],
    ...['repl-diskless-sync', 'replica-ignore-disk-write-errors', 'replica-ignore-maxmemory'],
    ...['replica-lazy-flush', 'stop-writes-on-bgsave-error', 'tls-prefer-server-ciphers'],
    ...['tls-session-caching'],
  ],
  '[0-9]{1,9}': [
    ...['active-defrag-threshold-lower', 'active-defrag-threshold-upper', 'auto-aof-rewrite-percentage'],
    ...['busy-reply-threshold', 'hash-max-listpack-entries', 'latency-monitor-threshold'],
    ...['lfu-decay-time', 'lfu-log-factor', 'list-compress-depth'],
    ...['lua-time-limit', 'maxmemory-eviction-tenacity', 'repl-backlog-ttl'],
    ...['repl-diskless-sync-delay', 'repl-diskless-sync-max-replicas', 'set-max-intset-entries'],
    ...['set-max-listpack-entries', 'shutdown-timeout', 'slowlog-max-len'],
    ...['socket-mark-id', 'stream-node-max-entries', 'tls-session-cache-size'],
    ...['tls-session-cache-timeout', 'tracking-table-max-keys', 'zset-max-listpack-entries'],
  ],
  '[1-9][0-9]{0,8}': [
    ...['active-defrag-cycle-max', 'active-defrag-cycle-min', 'active-defrag-max-scan-fields'],
    ...['active-expire-effort', 'databases', 'hz'],
    ...['io-threads', 'maxmemory-samples', 'repl-ping-replica-period'],
    ...['repl-timeout'],
  ],
  '-?[0-9]{1,9}': [...['list-max-listpack-size', 'slowlog-log-slower-than']],
  '[0-9]{1,12}(b|kb?|mb?|gb?)?': [
    ...['active-defrag-ignore-bytes', 'auto-aof-rewrite-min-size', 'client-query-buffer-limit'],
    ...['hash-max-listpack-value', 'hll-sparse-max-bytes', 'maxmemory-clients'],
    ...['proto-max-bulk-len', 'set-max-listpack-value', 'stream-node-max-bytes'],
    ...['zset-max-listpack-value'],
  ],
  '(normal|replica|pubsub)( [0-9]{1,12}(b|kb?|mb?|gb?)?){2} [0-9]{1,9}': ['client-output-buffer-limit'],
  '(100|[0-9]{1,2}(\\.[0-9]{1,4})?)( (100|[0-9]{1,2}(\\.[0-9]{1,4})?)){0,9}': [
    'latency-tracking-info-percentiles',
  ],
  '[A-Za-z][-A-Za-z0-9._]*': ['locale-collate'],
  '(debug|verbose|notice|warning)': ['loglevel'],
  '[AKEglshzxetdmn]{1,20}': ['notify-keyspace-events'],
  '(no|yes|relative|absolute)': ['oom-score-adj'],
  '(disabled|on-empty-db|swapdb)': ['repl-diskless-load'],
  '(no|yes|clients)': ['sanitize-dump-payload'],
  '(default|save|now|force)': ['shutdown-on-sigint', 'shutdown-on-sigterm'],
  '[-A-Za-z0-9:+@=_.]+': ['tls-ciphers', 'tls-ciphersuites'],
  'TLSv1\\.[23]': ['tls-protocols'],
};

const forbidden = Object.values(refused).flat();

const oneOf = (names: readonly string[]): string => `(${[...names].sort().join('|')})`;

/**
 * A directive that exists, with as many arguments of its kind as it takes: no quote, no line break, no comment. Those that
 * may not be added are let through to where the reason is said.
 */
export const directiveLine = new RegExp(
  `^(${[
    `${oneOf(forbidden)}( [-A-Za-z0-9._:/@+,=~]+)+`,
    ...Object.entries(allowed).map(([args, names]) => `${oneOf(names)} ${args}`),
  ].join('|')})$`,
);

/** Starts with a directive that may not be added. */
export const forbiddenLine = `^(${[...forbidden].sort().join('|')}) `;

/** Why a line may not be added; undefined when it may. */
export function directiveFault(line: string): string | undefined {
  const [name = ''] = line.split(' ');
  const reason = Object.keys(refused).find((one) => refused[one]?.includes(name));
  return reason === undefined ? undefined : `${name} ${reason}`;
}
