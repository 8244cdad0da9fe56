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

/** What the file of Redis 7.2 offers besides; Valkey 8 knows all of them. */
const allowed: readonly string[] = [
  ...['activedefrag', 'active-defrag-cycle-max', 'active-defrag-cycle-min', 'active-defrag-ignore-bytes'],
  ...['active-defrag-max-scan-fields', 'active-defrag-threshold-lower', 'active-defrag-threshold-upper'],
  ...['active-expire-effort', 'activerehashing', 'aof-load-truncated', 'aof-rewrite-incremental-fsync'],
  ...['aof-timestamp-enabled', 'aof-use-rdb-preamble', 'auto-aof-rewrite-min-size'],
  ...['auto-aof-rewrite-percentage', 'busy-reply-threshold', 'client-output-buffer-limit'],
  ...['client-query-buffer-limit', 'crash-log-enabled', 'crash-memcheck-enabled', 'databases'],
  ...['disable-thp', 'dynamic-hz', 'hash-max-listpack-entries', 'hash-max-listpack-value'],
  ...['hll-sparse-max-bytes', 'hz', 'io-threads', 'io-threads-do-reads', 'jemalloc-bg-thread'],
  ...['latency-monitor-threshold', 'latency-tracking', 'latency-tracking-info-percentiles'],
  ...['lazyfree-lazy-eviction', 'lazyfree-lazy-expire', 'lazyfree-lazy-server-del', 'lazyfree-lazy-user-del'],
  ...['lazyfree-lazy-user-flush', 'lfu-decay-time', 'lfu-log-factor', 'list-compress-depth'],
  ...['list-max-listpack-size', 'locale-collate', 'loglevel', 'lua-time-limit', 'maxmemory-clients'],
  ...['maxmemory-eviction-tenacity', 'maxmemory-samples', 'no-appendfsync-on-rewrite'],
  ...['notify-keyspace-events', 'oom-score-adj', 'proto-max-bulk-len', 'rdb-del-sync-files'],
  ...['rdb-save-incremental-fsync', 'rdbchecksum', 'rdbcompression', 'repl-backlog-ttl'],
  ...['repl-disable-tcp-nodelay', 'repl-diskless-load', 'repl-diskless-sync', 'repl-diskless-sync-delay'],
  ...['repl-diskless-sync-max-replicas', 'repl-ping-replica-period'],
  ...['repl-timeout', 'replica-ignore-disk-write-errors', 'replica-ignore-maxmemory', 'replica-lazy-flush'],
  ...['sanitize-dump-payload', 'set-max-intset-entries', 'set-max-listpack-entries'],
  ...['set-max-listpack-value', 'shutdown-on-sigint', 'shutdown-on-sigterm', 'shutdown-timeout'],
  ...['slowlog-log-slower-than', 'slowlog-max-len', 'socket-mark-id', 'stop-writes-on-bgsave-error'],
  ...['stream-node-max-bytes', 'stream-node-max-entries', 'tls-ciphers', 'tls-ciphersuites'],
  ...['tls-prefer-server-ciphers', 'tls-protocols', 'tls-session-cache-size', 'tls-session-cache-timeout'],
  ...[
    'tls-session-caching',
    'tracking-table-max-keys',
    'zset-max-listpack-entries',
    'zset-max-listpack-value',
  ],
];

const forbidden = Object.values(refused).flat();

/** A directive that exists, with arguments of plain characters: no quote, no line break, no comment. */
export const directiveLine = new RegExp(
  `^(${[...forbidden, ...allowed].sort().join('|')})( [-A-Za-z0-9._:/@+,=~]+)+$`,
);

/** Starts with a directive that may not be added. */
export const forbiddenLine = `^(${[...forbidden].sort().join('|')}) `;

/** Why a line may not be added; undefined when it may. */
export function directiveFault(line: string): string | undefined {
  const [name = ''] = line.split(' ');
  const reason = Object.keys(refused).find((one) => refused[one]?.includes(name));
  return reason === undefined ? undefined : `${name} ${reason}`;
}
