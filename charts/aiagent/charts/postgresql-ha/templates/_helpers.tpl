{{- /* The labels of the Services of single pods: other than those that metrics are read by. */ -}}
{{- define "postgresql-ha.addressLabels" -}}
{{ include "postgresql-ha.commonLabels" . }}
app.kubernetes.io/name: {{ include "postgresql-ha.name" . }}
app.kubernetes.io/component: address
{{- end }}

{{- /* The labels that say where an object comes from. */ -}}
{{- define "postgresql-ha.commonLabels" -}}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/version: {{ .Values.image.tag | quote }}
app.kubernetes.io/part-of: aiagent
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
helm.sh/chart: postgresql-ha-0.1.0
{{- end }}

{{- /* The labels of what restores backups to try them. */ -}}
{{- define "postgresql-ha.drillLabels" -}}
{{ include "postgresql-ha.commonLabels" . }}
app.kubernetes.io/name: {{ include "postgresql-ha.name" . }}
app.kubernetes.io/component: drill
{{- end }}

{{- /* The image of the exporter. */ -}}
{{- define "postgresql-ha.exporterImage" -}}
{{ default .Values.global.imageRegistry .Values.exporter.image.registry }}/{{ .Values.exporter.image.repository }}:{{ .Values.exporter.image.tag }}{{ if .Values.exporter.image.digest }}@{{ .Values.exporter.image.digest }}{{ end }}
{{- end }}

{{- /* The host name of every node, a comma between them. */ -}}
{{- define "postgresql-ha.hostList" -}}
{{- range $index, $node := .Values.global.postgresql.nodes -}}
{{ if $index }},{{ end }}{{ include "postgresql-ha.name" $ }}-{{ $node.name }}.{{ $.Release.Namespace }}.svc.{{ $.Values.global.clusterDomain }}
{{- end -}}
{{- end }}

{{- /* The host name and the port of every node. */ -}}
{{- define "postgresql-ha.hostsWithPorts" -}}
{{- range $index, $node := .Values.global.postgresql.nodes -}}
{{ if $index }},{{ end }}{{ include "postgresql-ha.name" $ }}-{{ $node.name }}.{{ $.Release.Namespace }}.svc.{{ $.Values.global.clusterDomain }}:{{ $.Values.global.postgresql.port }}
{{- end -}}
{{- end }}

{{- /* The image of PostgreSQL, by digest as soon as one is known. */ -}}
{{- define "postgresql-ha.image" -}}
{{ default .Values.global.imageRegistry .Values.image.registry }}/{{ .Values.image.repository }}:{{ .Values.image.tag }}{{ if .Values.image.digest }}@{{ .Values.image.digest }}{{ end }}
{{- end }}

{{- /* The labels of every object that belongs to the nodes. */ -}}
{{- define "postgresql-ha.labels" -}}
{{ include "postgresql-ha.commonLabels" . }}
app.kubernetes.io/name: {{ include "postgresql-ha.name" . }}
app.kubernetes.io/component: server
{{- end }}

{{- /* The host name of the monitor. */ -}}
{{- define "postgresql-ha.monitorHost" -}}
{{ include "postgresql-ha.name" . }}-monitor.{{ .Release.Namespace }}.svc.{{ .Values.global.clusterDomain }}
{{- end }}

{{- /* The labels of every object that belongs to the monitor. */ -}}
{{- define "postgresql-ha.monitorLabels" -}}
{{ include "postgresql-ha.commonLabels" . }}
app.kubernetes.io/name: {{ include "postgresql-ha.name" . }}
app.kubernetes.io/component: monitor
{{- end }}

{{- /* What selects the monitor; frozen, since a StatefulSet cannot change it. */ -}}
{{- define "postgresql-ha.monitorSelectorLabels" -}}
app.kubernetes.io/name: {{ include "postgresql-ha.name" . }}
app.kubernetes.io/component: monitor
{{- end }}

{{- /* The name of every object: the release and the component. */ -}}
{{- define "postgresql-ha.name" -}}
{{ .Release.Name }}-{{ .Values.component }}
{{- end }}

{{- /* The host name of every node, with a space between them. */ -}}
{{- define "postgresql-ha.nodeHosts" -}}
{{- range $index, $node := .Values.global.postgresql.nodes -}}
{{ if $index }} {{ end }}{{ include "postgresql-ha.name" $ }}-{{ $node.name }}.{{ $.Release.Namespace }}.svc.{{ $.Values.global.clusterDomain }}
{{- end -}}
{{- end }}

{{- /* The pod of every node, with a space between them. */ -}}
{{- define "postgresql-ha.nodePods" -}}
{{- range $index, $node := .Values.global.postgresql.nodes -}}
{{ if $index }} {{ end }}{{ include "postgresql-ha.name" $ }}-{{ $node.name }}-0
{{- end -}}
{{- end }}

{{- /* The port of every node, in the same order. */ -}}
{{- define "postgresql-ha.portList" -}}
{{- range $index, $node := .Values.global.postgresql.nodes -}}
{{ if $index }},{{ end }}{{ $.Values.global.postgresql.port }}
{{- end -}}
{{- end }}

{{- /* The labels of what makes the standby of a region its primary. */ -}}
{{- define "postgresql-ha.promotionLabels" -}}
{{ include "postgresql-ha.commonLabels" . }}
app.kubernetes.io/name: {{ include "postgresql-ha.name" . }}
app.kubernetes.io/component: promotion
{{- end }}

{{- /* Who a container is: nobody in particular, with no rights to gain. */ -}}
{{- define "postgresql-ha.securityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
capabilities:
  drop:
    - ALL
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- /* What selects the nodes of the database; frozen, since a StatefulSet cannot change it. */ -}}
{{- define "postgresql-ha.selectorLabels" -}}
app.kubernetes.io/name: {{ include "postgresql-ha.name" . }}
app.kubernetes.io/component: server
{{- end }}

{{- /* The labels of test pods: no Service and no budget may select them. */ -}}
{{- define "postgresql-ha.testLabels" -}}
{{ include "postgresql-ha.commonLabels" . }}
app.kubernetes.io/name: {{ include "postgresql-ha.name" . }}
app.kubernetes.io/component: test
{{- end }}

{{- /* The files of configuration; a change of them replaces the pods. */ -}}
{{- define "postgresql-ha.configuration" -}}
postgresql.conf: |
  listen_addresses = '*'
  port = {{ .Values.global.postgresql.port }}
  unix_socket_directories = '/run/postgresql'
  hba_file = '/config/pg_hba.conf'
  ident_file = '/config/pg_ident.conf'
  password_encryption = 'scram-sha-256'
  tcp_keepalives_idle = {{ .Values.connections.keepAliveIdleSeconds }}
  tcp_keepalives_interval = {{ .Values.connections.keepAliveIntervalSeconds }}
  tcp_keepalives_count = {{ .Values.connections.keepAliveCount }}
  tcp_user_timeout = {{ .Values.connections.userTimeoutMilliseconds }}
  {{- if eq .Values.logging.format "csv" }}
  log_destination = 'csvlog'
  logging_collector = on
  log_directory = '/data/log'
  log_filename = 'postgresql-%Y-%m-%d_%H%M%S.log'
  log_rotation_age = 1d
  log_rotation_size = 1GB
  {{- end }}
  {{- if eq .Values.logging.format "json" }}
  log_destination = 'jsonlog'
  logging_collector = on
  log_directory = '/run/postgresql/log'
  log_filename = 'postgres'
  log_rotation_age = 0
  log_rotation_size = 0
  log_truncate_on_rotation = off
  {{- end }}
  {{- if eq .Values.logging.format "text" }}
  log_destination = 'stderr'
  logging_collector = off
  {{- end }}
  log_line_prefix = '%m [%p] %q%u@%d '
  log_timezone = 'UTC'
  log_checkpoints = {{ ternary "on" "off" .Values.logging.checkpoints }}
  log_connections = {{ ternary "on" "off" .Values.logging.connections }}
  log_disconnections = {{ ternary "on" "off" .Values.logging.disconnections }}
  log_lock_waits = {{ ternary "on" "off" .Values.logging.lockWaits }}
  max_connections = {{ .Values.connections.maximum }}
  superuser_reserved_connections = {{ .Values.connections.reserved }}
  shared_buffers = {{ div (include "postgresql-ha.thousandths" .Values.memory.sharedBuffers | int64) 1024000 }}kB
  effective_cache_size = {{ div (include "postgresql-ha.thousandths" .Values.memory.effectiveCacheSize | int64) 1024000 }}kB
  maintenance_work_mem = {{ div (include "postgresql-ha.thousandths" .Values.memory.maintenanceWorkMem | int64) 1024000 }}kB
  autovacuum_work_mem = {{ div (include "postgresql-ha.thousandths" .Values.memory.autovacuumWorkMem | int64) 1024000 }}kB
  autovacuum_max_workers = {{ .Values.memory.autovacuumWorkers }}
  work_mem = {{ div (include "postgresql-ha.thousandths" .Values.memory.workMem | int64) 1024000 }}kB
  wal_buffers = {{ div (include "postgresql-ha.thousandths" .Values.memory.walBuffers | int64) 1024000 }}kB
  huge_pages = off
  wal_level = 'replica'
  wal_log_hints = on
  hot_standby = on
  max_wal_senders = {{ .Values.replication.maxWalSenders }}
  max_replication_slots = {{ .Values.replication.maxSlots }}
  wal_keep_size = {{ div (include "postgresql-ha.thousandths" .Values.replication.walKeepSize | int64) 1024000 }}kB
  max_slot_wal_keep_size = {{ div (include "postgresql-ha.thousandths" .Values.replication.maxSlotWalKeepSize | int64) 1024000 }}kB
  wal_sender_timeout = {{ .Values.replication.senderTimeoutSeconds }}s
  wal_receiver_timeout = {{ .Values.replication.receiverTimeoutSeconds }}s
  wal_receiver_status_interval = {{ .Values.replication.statusIntervalSeconds }}s
  wal_retrieve_retry_interval = 500ms
  hot_standby_feedback = {{ ternary "on" "off" .Values.replication.feedback }}
  max_standby_streaming_delay = {{ .Values.replication.maxStandbyDelaySeconds }}s
  max_standby_archive_delay = {{ .Values.replication.maxStandbyDelaySeconds }}s
  synchronous_commit = '{{ .Values.replication.synchronousCommit }}'
  checkpoint_timeout = {{ .Values.checkpoints.timeoutSeconds }}s
  checkpoint_completion_target = {{ .Values.checkpoints.completionTarget }}
  max_wal_size = {{ div (include "postgresql-ha.thousandths" .Values.checkpoints.maxWalSize | int64) 1024000 }}kB
  min_wal_size = {{ div (include "postgresql-ha.thousandths" .Values.checkpoints.minWalSize | int64) 1024000 }}kB
  random_page_cost = {{ .Values.planner.randomPageCost }}
  effective_io_concurrency = {{ .Values.planner.effectiveIoConcurrency }}
  default_statistics_target = {{ .Values.planner.statisticsTarget }}
  log_min_duration_statement = {{ int64 .Values.logging.minDurationMilliseconds }}
  log_replication_commands = {{ ternary "on" "off" .Values.logging.replicationCommands }}
  archive_mode = on
  archive_timeout = {{ ternary (int .Values.backup.archiveTimeoutSeconds) 0 .Values.backup.enabled }}
  {{- if .Values.backup.enabled }}
  archive_command = 'sh /scripts/pgbackrest-push.sh "%p"'
  {{- end }}
  {{- if not .Values.backup.enabled }}
  archive_command = '/bin/true'
  {{- end }}
  {{- range .Values.configuration }}
  {{ . }}
  {{- end }}
standby.conf: |
  wal_receiver_timeout = {{ .Values.standby.senderTimeoutSeconds }}s
monitor.conf: |
  listen_addresses = '*'
  port = {{ .Values.global.postgresql.port }}
  unix_socket_directories = '/run/postgresql'
  hba_file = '/config/monitor_hba.conf'
  ident_file = '/config/pg_ident.conf'
  password_encryption = 'scram-sha-256'
  tcp_keepalives_idle = {{ .Values.connections.keepAliveIdleSeconds }}
  tcp_keepalives_interval = {{ .Values.connections.keepAliveIntervalSeconds }}
  tcp_keepalives_count = {{ .Values.connections.keepAliveCount }}
  tcp_user_timeout = {{ .Values.connections.userTimeoutMilliseconds }}
  {{- if eq .Values.logging.format "csv" }}
  log_destination = 'csvlog'
  logging_collector = on
  log_directory = '/data/log'
  log_filename = 'postgresql-%Y-%m-%d_%H%M%S.log'
  log_rotation_age = 1d
  log_rotation_size = 1GB
  {{- end }}
  {{- if eq .Values.logging.format "json" }}
  log_destination = 'jsonlog'
  logging_collector = on
  log_directory = '/run/postgresql/log'
  log_filename = 'postgres'
  log_rotation_age = 0
  log_rotation_size = 0
  log_truncate_on_rotation = off
  {{- end }}
  {{- if eq .Values.logging.format "text" }}
  log_destination = 'stderr'
  logging_collector = off
  {{- end }}
  log_line_prefix = '%m [%p] %q%u@%d '
  log_timezone = 'UTC'
  log_checkpoints = {{ ternary "on" "off" .Values.logging.checkpoints }}
  log_connections = {{ ternary "on" "off" .Values.logging.connections }}
  log_disconnections = {{ ternary "on" "off" .Values.logging.disconnections }}
  log_lock_waits = {{ ternary "on" "off" .Values.logging.lockWaits }}
  max_connections = 100
  shared_buffers = 64MB
  huge_pages = off
  pgautofailover.health_check_period = {{ .Values.failover.healthCheckSeconds }}s
  pgautofailover.health_check_timeout = {{ .Values.failover.healthCheckTimeoutSeconds }}s
  pgautofailover.health_check_max_retries = {{ .Values.failover.healthCheckRetries }}
  pgautofailover.health_check_retry_delay = {{ .Values.failover.healthCheckRetryMilliseconds }}ms
  pgautofailover.node_considered_unhealthy_timeout = {{ .Values.failover.unhealthySeconds }}s
  pgautofailover.primary_demote_timeout = {{ .Values.failover.demoteSeconds }}s
  pgautofailover.startup_grace_period = {{ .Values.failover.startupGraceSeconds }}s
  pgautofailover.promote_wal_log_threshold = {{ .Values.failover.promoteThresholdMebibytes }}MB
pg_hba.conf: |
  local all postgres peer
  local all exporter peer map=exporter
  local all pgautofailover_replicator scram-sha-256
  {{- range .Values.clientRanges }}
  {{ ternary "hostssl" "host" $.Values.global.postgresql.tls.enabled }} replication pgautofailover_replicator {{ . }} scram-sha-256
  {{- end }}
  {{- range .Values.clientRanges }}
  {{ ternary "hostssl" "host" $.Values.global.postgresql.tls.enabled }} postgres pgautofailover_replicator {{ . }} scram-sha-256
  {{- end }}
  {{- range .Values.clientRanges }}
  {{ ternary "hostssl" "host" $.Values.global.postgresql.tls.enabled }} postgres pgautofailover_monitor {{ . }} scram-sha-256
  {{- end }}
  {{- range .Values.clientRanges }}
  {{ ternary "hostssl" "host" $.Values.global.postgresql.tls.enabled }} postgres operations {{ . }} scram-sha-256
  {{- end }}
  {{- range .Values.clientRanges }}
  {{ ternary "hostssl" "host" $.Values.global.postgresql.tls.enabled }} {{ $.Values.global.postgresql.database }} {{ $.Values.global.postgresql.username }} {{ . }} scram-sha-256
  {{- end }}
  {{- range .Values.clientRoles }}
  {{ ternary "hostssl" "host" $.Values.global.postgresql.tls.enabled }} {{ $.Values.global.postgresql.database }} {{ . }} all scram-sha-256
  {{- end }}
  {{- range .Values.crossRegion.clients }}
  {{- if $.Values.crossRegion.enabled }}
  {{ ternary "hostssl" "host" $.Values.global.postgresql.tls.enabled }} replication pgautofailover_replicator {{ . }} scram-sha-256
  {{- end }}
  {{- end }}
monitor_hba.conf: |
  local pg_auto_failover autoctl_node scram-sha-256
  local all postgres peer
  local all exporter peer map=exporter
  {{- range .Values.clientRanges }}
  {{ ternary "hostssl" "host" $.Values.global.postgresql.tls.enabled }} pg_auto_failover autoctl_node {{ . }} scram-sha-256
  {{- end }}
pg_ident.conf: |
  exporter postgres exporter
pgbackrest.conf: |
  [global]
  {{- if or .Values.backup.enabled .Values.restore.enabled }}
  repo1-type={{ ternary "posix" .Values.backup.repository.type (eq .Values.backup.repository.type "volume") }}
  repo1-path={{ if eq .Values.backup.repository.type "volume" }}/repository-1{{ end }}{{ .Values.backup.repository.path }}
  repo1-retention-full={{ .Values.backup.repository.fullCopies }}
  repo1-retention-diff={{ .Values.backup.repository.differentialCopies }}
  repo1-bundle=y
  repo1-block=y
  repo1-cipher-type={{ ternary "aes-256-cbc" "none" .Values.backup.repository.encrypted }}
  {{- end }}
  {{- if and (or .Values.backup.enabled .Values.restore.enabled) (eq .Values.backup.repository.type "azure") }}
  repo1-azure-account={{ .Values.backup.repository.account }}
  repo1-azure-container={{ .Values.backup.repository.container }}
  repo1-azure-key-type={{ .Values.backup.repository.keyType }}
  repo1-azure-endpoint={{ .Values.backup.repository.endpoint }}
  repo1-azure-uri-style={{ .Values.backup.repository.uriStyle }}
  {{- end }}
  {{- if and (or .Values.backup.enabled .Values.restore.enabled) (eq .Values.backup.repository.type "s3") }}
  repo1-s3-bucket={{ .Values.backup.repository.container }}
  repo1-s3-endpoint={{ .Values.backup.repository.endpoint }}
  repo1-s3-region={{ .Values.backup.repository.region }}
  repo1-s3-uri-style={{ .Values.backup.repository.uriStyle }}
  {{- end }}
  {{- if and (or .Values.backup.enabled .Values.restore.enabled) (ne .Values.backup.repository.type "volume") }}
  repo1-storage-port={{ .Values.backup.repository.port }}
  {{- end }}
  {{- if and (and (or .Values.backup.enabled .Values.restore.enabled) (ne .Values.backup.repository.type "volume")) .Values.backup.repository.host }}
  repo1-storage-host={{ .Values.backup.repository.host }}
  {{- end }}
  {{- if and (or .Values.backup.enabled .Values.restore.enabled) .Values.backup.secondRepository.enabled }}
  repo2-type={{ ternary "posix" .Values.backup.secondRepository.type (eq .Values.backup.secondRepository.type "volume") }}
  repo2-path={{ if eq .Values.backup.secondRepository.type "volume" }}/repository-2{{ end }}{{ .Values.backup.secondRepository.path }}
  repo2-retention-full={{ .Values.backup.secondRepository.fullCopies }}
  repo2-retention-diff={{ .Values.backup.secondRepository.differentialCopies }}
  repo2-bundle=y
  repo2-block=y
  repo2-cipher-type={{ ternary "aes-256-cbc" "none" .Values.backup.secondRepository.encrypted }}
  {{- end }}
  {{- if and (and (or .Values.backup.enabled .Values.restore.enabled) .Values.backup.secondRepository.enabled) (eq .Values.backup.secondRepository.type "azure") }}
  repo2-azure-account={{ .Values.backup.secondRepository.account }}
  repo2-azure-container={{ .Values.backup.secondRepository.container }}
  repo2-azure-key-type={{ .Values.backup.secondRepository.keyType }}
  repo2-azure-endpoint={{ .Values.backup.secondRepository.endpoint }}
  repo2-azure-uri-style={{ .Values.backup.secondRepository.uriStyle }}
  {{- end }}
  {{- if and (and (or .Values.backup.enabled .Values.restore.enabled) .Values.backup.secondRepository.enabled) (eq .Values.backup.secondRepository.type "s3") }}
  repo2-s3-bucket={{ .Values.backup.secondRepository.container }}
  repo2-s3-endpoint={{ .Values.backup.secondRepository.endpoint }}
  repo2-s3-region={{ .Values.backup.secondRepository.region }}
  repo2-s3-uri-style={{ .Values.backup.secondRepository.uriStyle }}
  {{- end }}
  {{- if and (and (or .Values.backup.enabled .Values.restore.enabled) .Values.backup.secondRepository.enabled) (ne .Values.backup.secondRepository.type "volume") }}
  repo2-storage-port={{ .Values.backup.secondRepository.port }}
  {{- end }}
  {{- if and (and (and (or .Values.backup.enabled .Values.restore.enabled) .Values.backup.secondRepository.enabled) (ne .Values.backup.secondRepository.type "volume")) .Values.backup.secondRepository.host }}
  repo2-storage-host={{ .Values.backup.secondRepository.host }}
  {{- end }}
  process-max={{ .Values.backup.processes }}
  start-fast=y
  compress-type=zst
  archive-async=y
  archive-push-queue-max={{ .Values.backup.queueSize }}B
  spool-path=/data/spool
  lock-path=/run/postgresql/pgbackrest
  log-level-console=warn
  log-level-file=off
  archive-timeout=5
  io-timeout=10
  [{{ .Values.backup.stanza }}]
  pg1-path=/data/pgdata
  pg1-socket-path=/run/postgresql
  pg1-port={{ .Values.global.postgresql.port }}
  {{- if and .Values.restore.enabled (ne .Values.restore.stanza .Values.backup.stanza) }}
  [{{ .Values.restore.stanza }}]
  pg1-path=/data/pgdata
  pg1-socket-path=/run/postgresql
  pg1-port={{ .Values.global.postgresql.port }}
  {{- end }}
exporter-node.yaml: |
  chartwright_postgresql_node:
    query: >-
      SELECT (NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off')::int AS writable, pg_is_in_recovery()::int AS in_recovery
    metrics:
      - writable:
          usage: GAUGE
          description: Whether it takes writes
      - in_recovery:
          usage: GAUGE
          description: Whether it is a standby
  chartwright_postgresql_standbys:
    query: >-
      SELECT count(*) FILTER (WHERE state = 'streaming') AS streaming, count(*) FILTER (WHERE sync_state IN ('sync', 'quorum')) AS synchronous FROM pg_stat_replication WHERE NOT pg_is_in_recovery() HAVING NOT pg_is_in_recovery()
    metrics:
      - streaming:
          usage: GAUGE
          description: Standbys that follow this primary
      - synchronous:
          usage: GAUGE
          description: Standbys that its commits wait for
  chartwright_postgresql_replay:
    query: >-
      SELECT CASE WHEN (SELECT latest_end_lsn <= pg_last_wal_replay_lsn() FROM pg_stat_wal_receiver WHERE status = 'streaming') THEN 0 ELSE coalesce(extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()), 0) END AS lag_seconds, (SELECT count(*) FROM pg_stat_wal_receiver WHERE status = 'streaming') AS streaming WHERE pg_is_in_recovery()
    metrics:
      - lag_seconds:
          usage: GAUGE
          description: How far this standby is behind
      - streaming:
          usage: GAUGE
          description: Whether it has a living link
  chartwright_postgresql_archiver:
    query: >-
      SELECT coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false)::int AS failing, (SELECT count(*) FROM pg_ls_archive_statusdir() WHERE name LIKE '%.ready') AS waiting FROM pg_stat_archiver WHERE NOT pg_is_in_recovery()
    metrics:
      - failing:
          usage: GAUGE
          description: Whether the last attempt to archive failed
      - waiting:
          usage: GAUGE
          description: How many files of WAL wait for the store
  chartwright_postgresql_slots:
    query: >-
      SELECT slot_name, (wal_status IN ('unreserved', 'lost'))::int AS lost, coalesce(pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, restart_lsn), 0) AS held_bytes FROM pg_replication_slots
    metrics:
      - slot_name:
          usage: LABEL
          description: The slot
      - lost:
          usage: GAUGE
          description: Whether the WAL that it needs goes or is gone
      - held_bytes:
          usage: GAUGE
          description: How much WAL it holds
  chartwright_postgresql_connections:
    query: >-
      SELECT count(*) AS used, current_setting('max_connections')::int AS maximum FROM pg_stat_activity WHERE backend_type = 'client backend'
    metrics:
      - used:
          usage: GAUGE
          description: Connections of clients
      - maximum:
          usage: GAUGE
          description: How many there may be
  {{- if .Values.backup.enabled }}
  chartwright_postgresql_backup:
    query: >-
      SELECT repository::text AS repository, extract(epoch FROM clock_timestamp() - max(finished)) AS age_seconds FROM chartwright.backup WHERE NOT pg_is_in_recovery() GROUP BY repository
    metrics:
      - repository:
          usage: LABEL
          description: The repository
      - age_seconds:
          usage: GAUGE
          description: How old the newest backup in it is
  {{- end }}
exporter-monitor.yaml: |
  chartwright_postgresql_monitor:
    query: >-
      SELECT nodename, goalstate::text AS goal, reportedstate::text AS reported, (health = 1)::int AS healthy, (goalstate <> reportedstate)::int AS changing, extract(epoch FROM clock_timestamp() - reporttime) AS silence_seconds FROM pgautofailover.node
    metrics:
      - nodename:
          usage: LABEL
          description: The node
      - goal:
          usage: LABEL
          description: The state that it should have
      - reported:
          usage: LABEL
          description: The state that it says it has
      - healthy:
          usage: GAUGE
          description: Whether it answers the monitor
      - changing:
          usage: GAUGE
          description: Whether the two states differ
      - silence_seconds:
          usage: GAUGE
          description: How long ago it reported
{{- end }}

{{- /* The scripts by which pods start, stop and are asked; a change of them replaces the pods. */ -}}
{{- define "postgresql-ha.scripts" -}}
addresses.sh: |
  {{- .Files.Get "files/addresses.sh" | nindent 2 }}
archive.sh: |
  {{- .Files.Get "files/archive.sh" | nindent 2 }}
pgbackrest-fetch.sh: |
  {{- .Files.Get "files/pgbackrest-fetch.sh" | nindent 2 }}
pgbackrest-get.sh: |
  {{- .Files.Get "files/pgbackrest-get.sh" | nindent 2 }}
pgbackrest-push.sh: |
  {{- .Files.Get "files/pgbackrest-push.sh" | nindent 2 }}
backup.sh: |
  {{- .Files.Get "files/backup.sh" | nindent 2 }}
drill.sh: |
  {{- .Files.Get "files/drill.sh" | nindent 2 }}
label-role.sh: |
  {{- .Files.Get "files/label-role.sh" | nindent 2 }}
lib.sh: |
  {{- .Files.Get "files/lib.sh" | nindent 2 }}
monitor.sh: |
  {{- .Files.Get "files/monitor.sh" | nindent 2 }}
prepare.sh: |
  {{- .Files.Get "files/prepare.sh" | nindent 2 }}
probe.sh: |
  {{- .Files.Get "files/probe.sh" | nindent 2 }}
promote.sh: |
  {{- .Files.Get "files/promote.sh" | nindent 2 }}
restore.sh: |
  {{- .Files.Get "files/restore.sh" | nindent 2 }}
secrets.sh: |
  {{- .Files.Get "files/secrets.sh" | nindent 2 }}
server.sh: |
  {{- .Files.Get "files/server.sh" | nindent 2 }}
start-monitor.sh: |
  {{- .Files.Get "files/start-monitor.sh" | nindent 2 }}
start-node.sh: |
  {{- .Files.Get "files/start-node.sh" | nindent 2 }}
start-standby.sh: |
  {{- .Files.Get "files/start-standby.sh" | nindent 2 }}
stop-node.sh: |
  {{- .Files.Get "files/stop-node.sh" | nindent 2 }}
watch.sh: |
  {{- .Files.Get "files/watch.sh" | nindent 2 }}
test-monitor.sh: |
  {{- .Files.Get "files/test/monitor.sh" | nindent 2 }}
test-write.sh: |
  {{- .Files.Get "files/test/write.sh" | nindent 2 }}
{{- end }}

{{- /* Connection strings for the usual libraries; the password is added by the application. */ -}}
{{- define "postgresql-ha.clients" -}}
libpq: "host={{ include "postgresql-ha.hostList" . }} port={{ include "postgresql-ha.portList" . }} dbname={{ .Values.global.postgresql.database }} user={{ .Values.global.postgresql.username }} target_session_attrs=read-write connect_timeout=2 tcp_user_timeout=10000 keepalives_idle=5 keepalives_interval=2 keepalives_count=3{{ if .Values.global.postgresql.tls.enabled }} sslmode=verify-full sslrootcert=/path/to/ca.crt{{ end }}"
libpq-read-only: "host={{ include "postgresql-ha.hostList" . }} port={{ include "postgresql-ha.portList" . }} dbname={{ .Values.global.postgresql.database }} user={{ .Values.global.postgresql.username }} target_session_attrs=prefer-standby connect_timeout=2 tcp_user_timeout=10000 keepalives_idle=5 keepalives_interval=2 keepalives_count=3{{ if .Values.global.postgresql.tls.enabled }} sslmode=verify-full sslrootcert=/path/to/ca.crt{{ end }}"
npgsql: "Host={{ include "postgresql-ha.hostsWithPorts" . }};Target Session Attributes=read-write;Database={{ .Values.global.postgresql.database }};Username={{ .Values.global.postgresql.username }};Timeout=2;Command Timeout=8;Cancellation Timeout=-1;Keepalive=5;Host Recheck Seconds=0{{ if .Values.global.postgresql.tls.enabled }};SSL Mode=VerifyFull;Root Certificate=/path/to/ca.crt{{ end }}"
npgsql-read-only: "Host={{ include "postgresql-ha.hostsWithPorts" . }};Target Session Attributes=prefer-standby;Database={{ .Values.global.postgresql.database }};Username={{ .Values.global.postgresql.username }};Timeout=2;Command Timeout=8;Cancellation Timeout=-1;Keepalive=5;Host Recheck Seconds=0{{ if .Values.global.postgresql.tls.enabled }};SSL Mode=VerifyFull;Root Certificate=/path/to/ca.crt{{ end }}"
jdbc: "jdbc:postgresql://{{ include "postgresql-ha.hostsWithPorts" . }}/{{ .Values.global.postgresql.database }}?targetServerType=primary&connectTimeout=2&socketTimeout=8&tcpKeepAlive=true&hostRecheckSeconds=0{{ if .Values.global.postgresql.tls.enabled }}&sslmode=verify-full&sslrootcert=/path/to/ca.crt{{ end }}"
{{- end }}

{{- /* What the scripts are told; no secret is among it. */ -}}
{{- define "postgresql-ha.environment" -}}
- name: POD_NAME
  valueFrom:
    fieldRef:
      apiVersion: v1
      fieldPath: metadata.name
- name: NAMESPACE
  valueFrom:
    fieldRef:
      apiVersion: v1
      fieldPath: metadata.namespace
- name: HOME
  value: /tmp
- name: PGDATA
  value: /data/pgdata
- name: XDG_CONFIG_HOME
  value: /data/config
- name: XDG_DATA_HOME
  value: /data/state
- name: XDG_RUNTIME_DIR
  value: /run/postgresql
- name: PGPASSFILE
  value: /run/keys/pgpass
- name: PGHOST
  value: /run/postgresql
- name: PGPORT
  value: "{{ .Values.global.postgresql.port }}"
- name: PG_PORT
  value: "{{ .Values.global.postgresql.port }}"
- name: NAME
  value: {{ include "postgresql-ha.name" . }}
- name: DOMAIN
  value: "{{ .Release.Namespace }}.svc.{{ .Values.global.clusterDomain }}"
- name: NODE_HOSTS
  value: {{ include "postgresql-ha.nodeHosts" . | quote }}
{{- if ne .Values.global.role "standby" }}
- name: MONITOR_HOST
  value: {{ include "postgresql-ha.monitorHost" . | quote }}
{{- end }}
- name: RESOLVED_HOSTS
  value: "{{ include "postgresql-ha.nodeHosts" . }}{{ if ne .Values.global.role "standby" }} {{ include "postgresql-ha.monitorHost" . }}{{ end }}"
- name: DATABASE
  value: {{ .Values.global.postgresql.database | quote }}
- name: APPLICATION_USER
  value: {{ .Values.global.postgresql.username | quote }}
- name: TLS_ENABLED
  value: {{ ternary "true" "false" .Values.global.postgresql.tls.enabled | quote }}
- name: NUMBER_SYNC_STANDBYS
  value: "{{ ternary 1 0 (eq .Values.durability "strict") }}"
- name: HANDOVER_SECONDS
  value: "{{ .Values.shutdown.handoverSeconds }}"
- name: NETWORK_PARTITION_SECONDS
  value: "{{ .Values.failover.partitionSeconds }}"
- name: MAXIMUM_BACKUP_RATE
  value: "{{ .Values.failover.cloneMebibytesPerSecond }}M"
- name: LOG_FORMAT
  value: {{ .Values.logging.format | quote }}
- name: LOG_RETENTION_DAYS
  value: "{{ .Values.logging.retentionDays }}"
- name: BACKUP_ENABLED
  value: {{ ternary "true" "false" .Values.backup.enabled | quote }}
- name: STANZA
  value: {{ .Values.backup.stanza | quote }}
- name: BACKUP_REPOSITORIES
  value: {{ ternary "1 2" "1" .Values.backup.secondRepository.enabled | quote }}
- name: BACKUP_FULL_HOURS
  value: "{{ .Values.backup.fullHours }}"
- name: BACKUP_DIFFERENTIAL_HOURS
  value: "{{ .Values.backup.differentialHours }}"
{{- if ge (int .Values.backup.startHour) 0 }}
- name: BACKUP_HOUR
  value: "{{ .Values.backup.startHour }}"
{{- end }}
- name: RESTORE_ENABLED
  value: {{ ternary "true" "false" .Values.restore.enabled | quote }}
{{- if .Values.restore.enabled }}
- name: RESTORE_FROM_STANZA
  value: {{ .Values.restore.stanza | quote }}
- name: RESTORE_REPOSITORY
  value: "{{ .Values.restore.repository }}"
{{- end }}
{{- if and .Values.restore.enabled .Values.restore.time }}
- name: RESTORE_TARGET_TIME
  value: {{ .Values.restore.time | quote }}
{{- end }}
{{- if eq .Values.global.role "standby" }}
- name: SENDER_TIMEOUT_SECONDS
  value: "{{ .Values.standby.senderTimeoutSeconds }}"
{{- end }}
{{- with .Values.standby.primaries }}
- name: UPSTREAM_HOSTS
  value: "{{ range $index, $item := . }}{{ if $index }},{{ end }}{{ include "postgresql-ha.name" $ }}-{{ $item.node }}.{{ $.Release.Namespace }}.svc.{{ $.Values.global.clusterDomain }}{{ end }}"
{{- end }}
{{- with .Values.standby.primaries }}
- name: UPSTREAM_ADDRESSES
  value: "{{ range $index, $item := . }}{{ if $index }},{{ end }}{{ $item.address }}{{ end }}"
{{- end }}
{{- end }}

{{- /* What every script beside a server sees. */ -}}
{{- define "postgresql-ha.serverMounts" -}}
- name: scripts
  mountPath: /scripts
  readOnly: true
- name: configuration
  mountPath: /config
  readOnly: true
- name: secrets
  mountPath: /secrets
  readOnly: true
{{- if .Values.global.postgresql.tls.enabled }}
- name: tls
  mountPath: /tls
  readOnly: true
{{- end }}
- name: data
  mountPath: /data
- name: run
  mountPath: /run/postgresql
- name: keys
  mountPath: /run/keys
- name: tmp
  mountPath: /tmp
- name: shared-memory
  mountPath: /dev/shm
{{- end }}

{{- /* A quantity such as 250m or 1Gi as a whole number of thousandths, for comparison. */ -}}
{{- define "postgresql-ha.thousandths" -}}
{{- $unit := regexFind "[A-Za-z]*$" . -}}
{{- $factor := get (dict "m" 1 "" 1000 "Ki" 1024000 "Mi" 1048576000 "Gi" 1073741824000 "Ti" 1099511627776000) $unit -}}
{{- mul (trimSuffix $unit . | int64) $factor -}}
{{- end }}

{{- /* The last text that several items of a list have under a key; nothing where each has its own. */ -}}
{{- define "postgresql-ha.repeated" -}}
{{- $key := .key -}}
{{- $seen := list -}}
{{- $repeated := "" -}}
{{- range .list -}}
{{- $text := get . $key -}}
{{- if has $text $seen -}}{{- $repeated = $text -}}{{- end -}}
{{- $seen = append $seen $text -}}
{{- end -}}
{{- $repeated -}}
{{- end }}
