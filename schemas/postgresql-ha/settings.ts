// Which settings of postgresql.conf a person may add, and why not the others. Must not know where they end up.

/** Reason → settings that are refused for it. */
const refused: Readonly<Record<string, readonly string[]>> = {
  'is set by a value of its own': [
    ...['max_connections', 'superuser_reserved_connections', 'shared_buffers', 'effective_cache_size'],
    ...['maintenance_work_mem', 'work_mem', 'wal_buffers', 'autovacuum_work_mem', 'autovacuum_max_workers'],
    ...['max_wal_senders', 'max_replication_slots', 'wal_keep_size', 'max_slot_wal_keep_size'],
    ...['wal_sender_timeout', 'wal_receiver_timeout', 'wal_receiver_status_interval', 'hot_standby_feedback'],
    ...['max_standby_streaming_delay', 'max_standby_archive_delay', 'synchronous_commit'],
    ...['checkpoint_timeout', 'checkpoint_completion_target', 'max_wal_size', 'min_wal_size'],
    ...['default_statistics_target', 'random_page_cost', 'effective_io_concurrency'],
    ...['tcp_keepalives_idle', 'tcp_keepalives_interval', 'tcp_keepalives_count', 'tcp_user_timeout'],
    ...['log_min_duration_statement', 'log_checkpoints', 'log_connections', 'log_disconnections'],
    ...['log_lock_waits', 'log_replication_commands', 'archive_timeout'],
  ],
  'belongs to pg_auto_failover, which decides who is primary and who is waited for': [
    ...[
      'primary_conninfo',
      'primary_slot_name',
      'synchronous_standby_names',
      'default_transaction_read_only',
    ],
    ...['hot_standby', 'wal_log_hints', 'wal_level', 'recovery_min_apply_delay', 'promote_trigger_file'],
    ...['recovery_target', 'recovery_target_action', 'recovery_target_inclusive', 'recovery_target_lsn'],
    ...['recovery_target_name', 'recovery_target_time', 'recovery_target_timeline', 'recovery_target_xid'],
    ...[
      'cluster_name',
      'wal_receiver_create_temp_slot',
      'sync_replication_slots',
      'synchronized_standby_slots',
    ],
    ...['transaction_read_only', 'shared_preload_libraries'],
  ],
  'is set by the chart, whose addresses, paths and users it would change': [
    ...['listen_addresses', 'port', 'hba_file', 'ident_file', 'config_file', 'data_directory'],
    ...['external_pid_file', 'unix_socket_directories', 'unix_socket_group', 'unix_socket_permissions'],
    ...['password_encryption', 'bonjour', 'bonjour_name', 'db_user_namespace', 'krb_server_keyfile'],
    ...['dynamic_shared_memory_type', 'shared_memory_type', 'max_prepared_transactions'],
    ...['log_destination', 'logging_collector', 'log_directory', 'log_filename', 'log_file_mode'],
    ...['log_rotation_age', 'log_rotation_size', 'log_truncate_on_rotation', 'log_line_prefix'],
    ...['syslog_facility', 'syslog_ident', 'event_source', 'log_timezone', 'log_hostname'],
  ],
  'belongs to backups, which have values of their own': [
    ...['archive_mode', 'archive_command', 'archive_library', 'restore_command', 'archive_cleanup_command'],
    ...['recovery_end_command', 'recovery_init_sync_method', 'summarize_wal', 'wal_summary_keep_time'],
  ],
  'belongs to TLS, which the chart sets': [
    ...['ssl', 'ssl_ca_file', 'ssl_cert_file', 'ssl_crl_dir', 'ssl_crl_file', 'ssl_key_file'],
    ...['ssl_dh_params_file', 'ssl_passphrase_command', 'ssl_passphrase_command_supports_reload'],
  ],
  'would lose acknowledged commits, or hide that they are lost': [
    ...['fsync', 'full_page_writes', 'data_sync_retry', 'wal_sync_method', 'zero_damaged_pages'],
    ...['ignore_checksum_failure', 'ignore_invalid_pages', 'ignore_system_indexes', 'restart_after_crash'],
    ...['exit_on_error', 'allow_in_place_tablespaces', 'session_replication_role', 'row_security'],
  ],
  'would run code or read files that nobody has judged': [
    ...['include', 'include_dir', 'include_if_exists', 'dynamic_library_path', 'local_preload_libraries'],
    ...['session_preload_libraries', 'jit_provider', 'extension_destdir', 'extension_control_path'],
    ...['temp_tablespaces', 'default_tablespace'],
  ],
};

/** What PostgreSQL 15, 16 and 17 all have besides, and no other setting needs. */
export const allowedSettings: readonly string[] = [
  ...['array_nulls', 'authentication_timeout', 'autovacuum_analyze_scale_factor'],
  ...['autovacuum_analyze_threshold', 'autovacuum_freeze_max_age', 'autovacuum_multixact_freeze_max_age'],
  ...['autovacuum_naptime', 'autovacuum_vacuum_cost_delay', 'autovacuum_vacuum_cost_limit'],
  ...['autovacuum_vacuum_insert_scale_factor', 'autovacuum_vacuum_insert_threshold'],
  ...['autovacuum_vacuum_scale_factor', 'autovacuum_vacuum_threshold', 'backend_flush_after'],
  ...['bgwriter_delay', 'bgwriter_flush_after', 'bgwriter_lru_maxpages', 'bgwriter_lru_multiplier'],
  ...['bytea_output', 'checkpoint_flush_after', 'checkpoint_warning', 'client_connection_check_interval'],
  ...['client_min_messages', 'commit_delay', 'commit_siblings', 'compute_query_id', 'constraint_exclusion'],
  ...['cpu_index_tuple_cost', 'cpu_operator_cost', 'cpu_tuple_cost', 'cursor_tuple_fraction'],
  ...['deadlock_timeout', 'default_toast_compression', 'default_transaction_deferrable'],
  ...['enable_async_append', 'enable_bitmapscan', 'enable_gathermerge', 'enable_hashagg'],
  ...['enable_hashjoin', 'enable_incremental_sort', 'enable_indexonlyscan', 'enable_indexscan'],
  ...['enable_material', 'enable_memoize', 'enable_mergejoin', 'enable_nestloop'],
  ...['enable_parallel_append', 'enable_parallel_hash', 'enable_partition_pruning'],
  ...['enable_partitionwise_aggregate', 'enable_partitionwise_join', 'enable_seqscan', 'enable_sort'],
  ...['enable_tidscan', 'from_collapse_limit', 'geqo', 'geqo_effort', 'geqo_threshold'],
  ...['gin_fuzzy_search_limit', 'gin_pending_list_limit', 'hash_mem_multiplier'],
  ...['idle_in_transaction_session_timeout', 'idle_session_timeout', 'jit', 'jit_above_cost'],
  ...['jit_inline_above_cost', 'jit_optimize_above_cost', 'join_collapse_limit', 'lock_timeout'],
  ...['log_autovacuum_min_duration', 'log_duration', 'log_error_verbosity', 'log_min_duration_sample'],
  ...['log_min_error_statement', 'log_min_messages', 'log_parameter_max_length'],
  ...['log_parameter_max_length_on_error', 'log_recovery_conflict_waits', 'log_startup_progress_interval'],
  ...['log_statement', 'log_statement_sample_rate', 'log_temp_files', 'log_transaction_sample_rate'],
  ...['logical_decoding_work_mem', 'maintenance_io_concurrency', 'max_files_per_process'],
  ...['max_locks_per_transaction', 'max_parallel_maintenance_workers', 'max_parallel_workers'],
  ...['max_parallel_workers_per_gather', 'max_pred_locks_per_transaction', 'max_stack_depth'],
  ...['max_worker_processes', 'min_parallel_index_scan_size', 'min_parallel_table_scan_size'],
  ...['parallel_leader_participation', 'parallel_setup_cost', 'parallel_tuple_cost', 'plan_cache_mode'],
  ...['recovery_prefetch', 'seq_page_cost', 'statement_timeout', 'stats_fetch_consistency'],
  ...['synchronize_seqscans', 'temp_buffers', 'temp_file_limit', 'track_activity_query_size'],
  ...['track_commit_timestamp', 'track_functions', 'track_io_timing', 'track_wal_io_timing'],
  ...['vacuum_cost_delay', 'vacuum_cost_limit', 'vacuum_cost_page_dirty', 'vacuum_cost_page_hit'],
  ...['vacuum_cost_page_miss', 'vacuum_failsafe_age', 'vacuum_freeze_min_age', 'vacuum_freeze_table_age'],
  ...['wal_compression', 'wal_decode_buffer_size', 'wal_init_zero', 'wal_recycle'],
  ...['wal_retrieve_retry_interval', 'wal_skip_threshold', 'wal_writer_delay', 'wal_writer_flush_after'],
];

const forbidden = Object.values(refused).flat();

/** A setting that exists, with a number, a word or a unit: no quote, no path, no line break, no comment. */
export const settingLine = new RegExp(
  `^(${[...forbidden, ...allowedSettings].sort().join('|')}) = (-?[0-9]{1,12}([.][0-9]{1,6})?([kMGT]?B|us|ms|s|min|h|d)?|[a-z][a-z0-9_]{0,40})$`,
);

/** Starts with a setting that may not be added. */
export const forbiddenLine = `^(${[...forbidden].sort().join('|')}) `;

/** Why a line may not be added; undefined when it may. */
export function settingFault(line: string): string | undefined {
  const [name = ''] = line.split(' ');
  const reason = Object.keys(refused).find((one) => refused[one]?.includes(name));
  return reason === undefined ? undefined : `${name} ${reason}`;
}
