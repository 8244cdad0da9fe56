{{- /* The name of every object: the release and the component. */ -}}
{{- define "api.name" -}}
{{ .Release.Name }}-{{ .Values.component }}
{{- end }}

{{- /* What selects the pods that serve; frozen, since a Deployment cannot change it. */ -}}
{{- define "api.selectorLabels" -}}
app.kubernetes.io/name: {{ include "api.name" . }}
app.kubernetes.io/component: server
{{- end }}

{{- /* The labels that say where an object comes from. */ -}}
{{- define "api.commonLabels" -}}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/version: {{ .Values.image.tag | quote }}
app.kubernetes.io/part-of: aiagent
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
helm.sh/chart: api-0.1.0
{{- end }}

{{- /* The labels of every object that belongs to the pods that serve. */ -}}
{{- define "api.labels" -}}
{{ include "api.commonLabels" . }}
app.kubernetes.io/name: {{ include "api.name" . }}
app.kubernetes.io/component: server
{{- end }}

{{- /* The labels of the gateway: other than those that metrics are read by, or they would be read twice. */ -}}
{{- define "api.gatewayLabels" -}}
{{ include "api.commonLabels" . }}
app.kubernetes.io/name: {{ include "api.name" . }}
app.kubernetes.io/component: gateway
{{- end }}

{{- /* The labels of test pods: no Service and no budget may select them. */ -}}
{{- define "api.testLabels" -}}
{{ include "api.commonLabels" . }}
app.kubernetes.io/name: {{ include "api.name" . }}
app.kubernetes.io/component: test
{{- end }}

{{- /* The image of the api, by digest as soon as one is known. */ -}}
{{- define "api.image" -}}
{{ default .Values.global.imageRegistry .Values.image.registry }}/{{ .Values.image.repository }}:{{ .Values.image.tag }}{{ if .Values.image.digest }}@{{ .Values.image.digest }}{{ end }}
{{- end }}

{{- /* The image of the test pods. */ -}}
{{- define "api.testImage" -}}
{{ default .Values.global.imageRegistry .Values.tests.image.registry }}/{{ .Values.tests.image.repository }}:{{ .Values.tests.image.tag }}{{ if .Values.tests.image.digest }}@{{ .Values.tests.image.digest }}{{ end }}
{{- end }}

{{- /* Every PostgreSQL node: a client tries them in turn and stays with the one that takes writes. */ -}}
{{- define "api.postgresqlHosts" -}}
{{- if .Values.postgresql.hosts -}}
{{ join "," .Values.postgresql.hosts }}
{{- else -}}
{{- range $index, $node := .Values.global.postgresql.nodes -}}
{{ if $index }},{{ end }}{{ $.Release.Name }}-postgresql-{{ $node.name }}.{{ $.Release.Namespace }}.svc.{{ $.Values.global.clusterDomain }}:{{ $.Values.global.postgresql.port }}
{{- end -}}
{{- end -}}
{{- end }}

{{- /* The name in the certificates of the cache. */ -}}
{{- define "api.redisServerName" -}}
{{ .Release.Name }}-redis.{{ .Release.Namespace }}.svc.{{ .Values.global.clusterDomain }}
{{- end }}

{{- /* The name in the certificates of the sessions. */ -}}
{{- define "api.sessionServerName" -}}
{{ .Release.Name }}-redis-sessions.{{ .Release.Namespace }}.svc.{{ .Values.global.clusterDomain }}
{{- end }}

{{- /* Every Sentinel of the cache: any of them names the master. */ -}}
{{- define "api.redisSentinels" -}}
{{- if .Values.redis.sentinels -}}
{{ join "," .Values.redis.sentinels }}
{{- else -}}
{{- range $index := until (int .Values.global.redis.replicas) -}}
{{ if $index }},{{ end }}{{ $.Release.Name }}-redis-{{ $index }}.{{ $.Release.Namespace }}.svc.{{ $.Values.global.clusterDomain }}:{{ $.Values.global.redis.sentinelPort }}
{{- end -}}
{{- end -}}
{{- end }}

{{- /* Every Sentinel of the sessions; where they have no Redis of their own, those of the cache. */ -}}
{{- define "api.sessionSentinels" -}}
{{- if .Values.global.redisSessions.enabled -}}
{{- range $index := until (int .Values.global.redisSessions.replicas) -}}
{{ if $index }},{{ end }}{{ $.Release.Name }}-redis-sessions-{{ $index }}.{{ $.Release.Namespace }}.svc.{{ $.Values.global.clusterDomain }}:{{ $.Values.global.redisSessions.sentinelPort }}
{{- end -}}
{{- else -}}
{{ include "api.redisSentinels" . }}
{{- end -}}
{{- end }}

{{- /* What follows the hosts in a connection string of Npgsql. */ -}}
{{- define "api.postgresqlOptions" -}}
Database={{ .Values.global.postgresql.database }};Username={{ .Values.global.postgresql.username }};Timeout={{ .Values.postgresql.connectTimeoutSeconds }};Command Timeout={{ .Values.postgresql.commandTimeoutSeconds }};Keepalive={{ .Values.postgresql.keepAliveSeconds }};Host Recheck Seconds=0;Maximum Pool Size={{ .Values.postgresql.maxPoolSize }}{{ if .Values.global.postgresql.tls.enabled }};SSL Mode=VerifyFull;Root Certificate=/etc/ssl/postgresql/ca.crt{{ end }}
{{- end }}

{{- /* What follows the Sentinels and the master in a connection string of StackExchange.Redis. */ -}}
{{- define "api.redisOptions" -}}
abortConnect=false,connectTimeout={{ .Values.redis.connectTimeoutMilliseconds }},asyncTimeout={{ .Values.redis.commandTimeoutMilliseconds }},keepAlive={{ .Values.redis.keepAliveSeconds }}
{{- end }}

{{- /* What the api is told; a change of it replaces the pods. */ -}}
{{- define "api.settings" -}}
HTTP_PORT: "{{ .Values.port }}"
{{- if .Values.postgresql.enabled }}
POSTGRESQL_HOSTS: {{ include "api.postgresqlHosts" . | quote }}
POSTGRESQL_DATABASE: {{ .Values.global.postgresql.database | quote }}
POSTGRESQL_USERNAME: {{ .Values.global.postgresql.username | quote }}
POSTGRESQL_PASSWORD_FILE: /run/secrets/postgresql/password
POSTGRESQL_TARGET_SESSION_ATTRIBUTES: read-write
POSTGRESQL_CONNECT_TIMEOUT_SECONDS: "{{ .Values.postgresql.connectTimeoutSeconds }}"
POSTGRESQL_COMMAND_TIMEOUT_SECONDS: "{{ .Values.postgresql.commandTimeoutSeconds }}"
POSTGRESQL_MAX_POOL_SIZE: "{{ .Values.postgresql.maxPoolSize }}"
{{- if .Values.global.postgresql.tls.enabled }}
POSTGRESQL_ROOT_CERTIFICATE_FILE: /etc/ssl/postgresql/ca.crt
{{- end }}
ConnectionStrings__PostgreSQL: "Host={{ include "api.postgresqlHosts" . }};Target Session Attributes=read-write;{{ include "api.postgresqlOptions" . }}"
{{- if .Values.postgresql.readOnly.enabled }}
ConnectionStrings__PostgreSQLReadOnly: "Host={{ include "api.postgresqlHosts" . }};Target Session Attributes=prefer-standby;{{ include "api.postgresqlOptions" . }}"
{{- end }}
{{- end }}
{{- if .Values.redis.enabled }}
REDIS_SENTINELS: {{ include "api.redisSentinels" . | quote }}
REDIS_MASTER_NAME: {{ .Values.global.redis.masterName | quote }}
REDIS_PASSWORD_FILE: /run/secrets/redis/password
{{- if and .Values.global.redis.tls.enabled (not .Values.redis.sentinels) }}
REDIS_SERVER_NAME: {{ include "api.redisServerName" . | quote }}
{{- end }}
REDIS_CONNECT_TIMEOUT_MILLISECONDS: "{{ .Values.redis.connectTimeoutMilliseconds }}"
REDIS_COMMAND_TIMEOUT_MILLISECONDS: "{{ .Values.redis.commandTimeoutMilliseconds }}"
{{- if .Values.global.redis.tls.enabled }}
REDIS_ROOT_CERTIFICATE_FILE: /etc/ssl/redis/ca.crt
{{- end }}
ConnectionStrings__Redis: "{{ include "api.redisSentinels" . }},serviceName={{ .Values.global.redis.masterName }},{{ include "api.redisOptions" . }}{{ if .Values.global.redis.tls.enabled }},ssl=true{{ if not .Values.redis.sentinels }},sslHost={{ include "api.redisServerName" . }}{{ end }}{{ end }}"
{{- if gt (int .Values.redis.cacheTtlMinutes) 0 }}
CACHE_MAX_TTL_MINUTES: "{{ .Values.redis.cacheTtlMinutes }}"
{{- end }}
SESSION_SENTINELS: {{ include "api.sessionSentinels" . | quote }}
{{- if .Values.global.redisSessions.enabled }}
SESSION_MASTER_NAME: {{ .Values.global.redisSessions.masterName | quote }}
{{- if .Values.global.redisSessions.tls.enabled }}
SESSION_SERVER_NAME: {{ include "api.sessionServerName" . | quote }}
{{- end }}
ConnectionStrings__Sessions: "{{ include "api.sessionSentinels" . }},serviceName={{ .Values.global.redisSessions.masterName }},{{ include "api.redisOptions" . }}{{ if .Values.global.redisSessions.tls.enabled }},ssl=true,sslHost={{ include "api.sessionServerName" . }}{{ end }}"
SESSION_PASSWORD_FILE: /run/secrets/redis-sessions/password
{{- if .Values.global.redisSessions.tls.enabled }}
SESSION_ROOT_CERTIFICATE_FILE: /etc/ssl/redis-sessions/ca.crt
{{- end }}
{{- else }}
SESSION_MASTER_NAME: {{ .Values.global.redis.masterName | quote }}
{{- if and .Values.global.redis.tls.enabled (not .Values.redis.sentinels) }}
SESSION_SERVER_NAME: {{ include "api.redisServerName" . | quote }}
{{- end }}
ConnectionStrings__Sessions: "{{ include "api.sessionSentinels" . }},serviceName={{ .Values.global.redis.masterName }},{{ include "api.redisOptions" . }}{{ if .Values.global.redis.tls.enabled }},ssl=true{{ if not .Values.redis.sentinels }},sslHost={{ include "api.redisServerName" . }}{{ end }}{{ end }}"
SESSION_PASSWORD_FILE: /run/secrets/redis/password
{{- if .Values.global.redis.tls.enabled }}
SESSION_ROOT_CERTIFICATE_FILE: /etc/ssl/redis/ca.crt
{{- end }}
{{- end }}
SESSION_PREFIX: {{ .Values.sessions.prefix | quote }}
SESSION_IDLE_TIMEOUT_MINUTES: "{{ .Values.sessions.idleTimeoutMinutes }}"
SESSION_COOKIE_NAME: {{ .Values.sessions.cookieName | quote }}
SESSION_COOKIE_HTTP_ONLY: "true"
SESSION_COOKIE_IS_ESSENTIAL: "true"
SESSION_COOKIE_SECURE_POLICY: Always
DATA_PROTECTION_REDIS_KEY: {{ .Values.sessions.dataProtectionKey | quote }}
{{- end }}
{{- if .Values.appConfiguration.enabled }}
APP_CONFIGURATION_ENDPOINT: {{ .Values.appConfiguration.endpoint | quote }}
APP_CONFIGURATION_SENTINEL_KEY: {{ .Values.appConfiguration.sentinelKey | quote }}
APP_CONFIGURATION_REFRESH_MINUTES: "{{ .Values.appConfiguration.refreshMinutes }}"
{{- end }}
{{- if .Values.blob.enabled }}
BLOB_ENDPOINT: {{ .Values.blob.endpoint | quote }}
BLOB_CONTAINER: {{ .Values.blob.container | quote }}
{{- end }}
REQUEST_TIMEOUT_SECONDS: "{{ .Values.resilience.requestTimeoutSeconds }}"
SHUTDOWN_DRAIN_SECONDS: "{{ .Values.shutdown.preStopSeconds }}"
RETRY_MAX_ATTEMPTS: "{{ .Values.resilience.retry.maxAttempts }}"
RETRY_BASE_DELAY_MILLISECONDS: "{{ .Values.resilience.retry.baseDelayMilliseconds }}"
RETRY_MAX_DELAY_MILLISECONDS: "{{ .Values.resilience.retry.maxDelayMilliseconds }}"
CIRCUIT_BREAKER_FAILURE_PERCENT: "{{ .Values.resilience.circuitBreaker.failurePercent }}"
CIRCUIT_BREAKER_MINIMUM_REQUESTS: "{{ .Values.resilience.circuitBreaker.minimumRequests }}"
CIRCUIT_BREAKER_SAMPLING_SECONDS: "{{ .Values.resilience.circuitBreaker.samplingSeconds }}"
CIRCUIT_BREAKER_BREAK_SECONDS: "{{ .Values.resilience.circuitBreaker.breakSeconds }}"
{{- end }}

{{- /* A quantity such as 250m or 1Gi as a whole number of thousandths, for comparison. */ -}}
{{- define "api.thousandths" -}}
{{- $unit := regexFind "[A-Za-z]*$" . -}}
{{- $factor := get (dict "m" 1 "" 1000 "Ki" 1024000 "Mi" 1048576000 "Gi" 1073741824000 "Ti" 1099511627776000) $unit -}}
{{- mul (trimSuffix $unit . | int64) $factor -}}
{{- end }}
