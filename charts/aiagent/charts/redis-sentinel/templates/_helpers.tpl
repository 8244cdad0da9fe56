{{- /* The labels of what makes copies. */ -}}
{{- define "redis-sentinel.backupLabels" -}}
{{ include "redis-sentinel.commonLabels" . }}
app.kubernetes.io/name: {{ include "redis-sentinel.name" . }}
app.kubernetes.io/component: backup
{{- end }}

{{- /* The labels that say where an object comes from. */ -}}
{{- define "redis-sentinel.commonLabels" -}}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/version: {{ ternary .Values.images.valkey.tag .Values.images.redis.tag (eq .Values.flavour "valkey") | quote }}
app.kubernetes.io/part-of: aiagent
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
helm.sh/chart: redis-sentinel-0.1.0
{{- end }}

{{- /* The image of the exporter. */ -}}
{{- define "redis-sentinel.exporterImage" -}}
{{ default .Values.global.imageRegistry .Values.exporter.image.registry }}/{{ .Values.exporter.image.repository }}:{{ .Values.exporter.image.tag }}{{ if .Values.exporter.image.digest }}@{{ .Values.exporter.image.digest }}{{ end }}
{{- end }}

{{- /* The image of Redis and Sentinel, by digest as soon as one is known. */ -}}
{{- define "redis-sentinel.image" -}}
{{- if eq .Values.flavour "valkey" -}}
{{ default .Values.global.imageRegistry .Values.images.valkey.registry }}/{{ .Values.images.valkey.repository }}:{{ .Values.images.valkey.tag }}{{ if .Values.images.valkey.digest }}@{{ .Values.images.valkey.digest }}{{ end }}
{{- else -}}
{{ default .Values.global.imageRegistry .Values.images.redis.registry }}/{{ .Values.images.redis.repository }}:{{ .Values.images.redis.tag }}{{ if .Values.images.redis.digest }}@{{ .Values.images.redis.digest }}{{ end }}
{{- end -}}
{{- end }}

{{- /* The labels of every object that belongs to the pods of Redis. */ -}}
{{- define "redis-sentinel.labels" -}}
{{ include "redis-sentinel.commonLabels" . }}
app.kubernetes.io/name: {{ include "redis-sentinel.name" . }}
app.kubernetes.io/component: server
{{- end }}

{{- /* The name of every object: the release and the component. */ -}}
{{- define "redis-sentinel.name" -}}
{{ .Release.Name }}-{{ .Values.component }}
{{- end }}

{{- /* The labels of the Services of single pods: other than those that metrics are read by. */ -}}
{{- define "redis-sentinel.podServiceLabels" -}}
{{ include "redis-sentinel.commonLabels" . }}
app.kubernetes.io/name: {{ include "redis-sentinel.name" . }}
app.kubernetes.io/component: address
{{- end }}

{{- /* The image of the proxy. */ -}}
{{- define "redis-sentinel.proxyImage" -}}
{{ default .Values.global.imageRegistry .Values.masterProxy.image.registry }}/{{ .Values.masterProxy.image.repository }}:{{ .Values.masterProxy.image.tag }}{{ if .Values.masterProxy.image.digest }}@{{ .Values.masterProxy.image.digest }}{{ end }}
{{- end }}

{{- /* The labels of the proxies and their objects. */ -}}
{{- define "redis-sentinel.proxyLabels" -}}
{{ include "redis-sentinel.commonLabels" . }}
app.kubernetes.io/name: {{ include "redis-sentinel.name" . }}
app.kubernetes.io/component: proxy
{{- end }}

{{- /* When a node asks the registry for that image. */ -}}
{{- define "redis-sentinel.pullPolicy" -}}
{{ ternary .Values.images.valkey.pullPolicy .Values.images.redis.pullPolicy (eq .Values.flavour "valkey") }}
{{- end }}

{{- /* Who a container is: nobody in particular, with no rights to gain. */ -}}
{{- define "redis-sentinel.securityContext" -}}
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

{{- /* What selects the pods of Redis; frozen, since a StatefulSet cannot change it. */ -}}
{{- define "redis-sentinel.selectorLabels" -}}
app.kubernetes.io/name: {{ include "redis-sentinel.name" . }}
app.kubernetes.io/component: server
{{- end }}

{{- /* The labels of test pods: no Service and no budget may select them. */ -}}
{{- define "redis-sentinel.testLabels" -}}
{{ include "redis-sentinel.commonLabels" . }}
app.kubernetes.io/name: {{ include "redis-sentinel.name" . }}
app.kubernetes.io/component: test
{{- end }}

{{- /* How many pods there are. */ -}}
{{- define "redis-sentinel.replicas" -}}
{{ ternary (int .Values.global.redisSessions.replicas) (int .Values.global.redis.replicas) (eq .Values.component "redis-sessions") }}
{{- end }}

{{- /* The name under which the Sentinels know the group. */ -}}
{{- define "redis-sentinel.masterName" -}}
{{ ternary .Values.global.redisSessions.masterName .Values.global.redis.masterName (eq .Values.component "redis-sessions") }}
{{- end }}

{{- /* The port of Redis. */ -}}
{{- define "redis-sentinel.port" -}}
{{ ternary (int .Values.global.redisSessions.port) (int .Values.global.redis.port) (eq .Values.component "redis-sessions") }}
{{- end }}

{{- /* The port of Sentinel. */ -}}
{{- define "redis-sentinel.sentinelPort" -}}
{{ ternary (int .Values.global.redisSessions.sentinelPort) (int .Values.global.redis.sentinelPort) (eq .Values.component "redis-sessions") }}
{{- end }}

{{- /* The Secret with the passwords. */ -}}
{{- define "redis-sentinel.existingSecret" -}}
{{ ternary .Values.global.redisSessions.existingSecret .Values.global.redis.existingSecret (eq .Values.component "redis-sessions") }}
{{- end }}

{{- /* Whether every connection is encrypted. */ -}}
{{- define "redis-sentinel.hasTls" -}}
{{ ternary .Values.global.redisSessions.tls.enabled .Values.global.redis.tls.enabled (eq .Values.component "redis-sessions") }}
{{- end }}

{{- /* The Secret with the certificate of the authority. */ -}}
{{- define "redis-sentinel.authoritySecret" -}}
{{ ternary .Values.global.redisSessions.tls.existingSecret .Values.global.redis.tls.existingSecret (eq .Values.component "redis-sessions") }}
{{- end }}

{{- /* After how many milliseconds of silence the master counts as lost. */ -}}
{{- define "redis-sentinel.downAfter" -}}
{{ ternary (int .Values.sentinel.downAfterMilliseconds) (ternary 5000 30000 (eq .Values.profile "fast")) (gt (int .Values.sentinel.downAfterMilliseconds) 0) }}
{{- end }}

{{- /* The files of configuration; a change of them replaces the pods, one at a time. */ -}}
{{- define "redis-sentinel.configuration" -}}
redis.base.conf: |
  bind * -::*
  {{- if not (eq (include "redis-sentinel.hasTls" .) "true") }}
  port {{ include "redis-sentinel.port" . }}
  {{- end }}
  {{- if eq (include "redis-sentinel.hasTls" .) "true" }}
  port 0
  tls-port {{ include "redis-sentinel.port" . }}
  tls-cert-file /tls/tls.crt
  tls-key-file /tls/tls.key
  tls-ca-cert-file /tls/ca.crt
  tls-auth-clients no
  tls-replication yes
  {{- end }}
  protected-mode no
  tcp-backlog {{ .Values.connections.backlog }}
  timeout {{ .Values.connections.timeoutSeconds }}
  tcp-keepalive {{ .Values.connections.keepAliveSeconds }}
  maxclients {{ .Values.connections.maxClients }}
  maxmemory {{ .Values.memory.maxMebibytes }}mb
  maxmemory-policy {{ .Values.memory.policy }}
  appendonly {{ ternary "yes" "no" .Values.persistence.appendOnly }}
  appendfsync {{ .Values.persistence.appendFsync }}
  aof-load-truncated yes
  {{- if not .Values.persistence.snapshots }}
  save ""
  {{- end }}
  {{- range .Values.persistence.snapshots }}
  save {{ .seconds }} {{ int64 .changes }}
  {{- end }}
  min-replicas-to-write {{ ternary 1 0 (and (eq .Values.replication.durability "safe") (gt (int (include "redis-sentinel.replicas" .)) 1)) }}
  min-replicas-max-lag {{ .Values.replication.maxLagSeconds }}
  repl-backlog-size {{ .Values.replication.backlogMebibytes }}mb
  repl-diskless-sync yes
  repl-diskless-sync-delay 0
  latency-monitor-threshold 100
  {{- range .Values.configuration }}
  {{ . }}
  {{- end }}
sentinel.base.conf: |
  bind * -::*
  {{- if not (eq (include "redis-sentinel.hasTls" .) "true") }}
  port {{ include "redis-sentinel.sentinelPort" . }}
  {{- end }}
  {{- if eq (include "redis-sentinel.hasTls" .) "true" }}
  port 0
  tls-port {{ include "redis-sentinel.sentinelPort" . }}
  tls-cert-file /tls/tls.crt
  tls-key-file /tls/tls.key
  tls-ca-cert-file /tls/ca.crt
  tls-auth-clients no
  tls-replication yes
  {{- end }}
  protected-mode no
  sentinel resolve-hostnames no
  sentinel announce-hostnames no
  sentinel deny-scripts-reconfig yes
  sentinel down-after-milliseconds {{ include "redis-sentinel.masterName" . }} {{ include "redis-sentinel.downAfter" . }}
  sentinel failover-timeout {{ include "redis-sentinel.masterName" . }} {{ ternary (int .Values.sentinel.failoverTimeoutMilliseconds) (ternary 10000 180000 (eq .Values.profile "fast")) (gt (int .Values.sentinel.failoverTimeoutMilliseconds) 0) }}
  sentinel parallel-syncs {{ include "redis-sentinel.masterName" . }} {{ .Values.sentinel.parallelSyncs }}
users.base.acl: |
  user default on ~* &* +@all -@admin -@dangerous +info +role
  user replica on resetchannels -@all +psync +sync +replconf +ping
  user sentinel on allchannels -@all +multi +slaveof +replicaof +ping +exec +subscribe +config|rewrite +role +publish +info +client|setname +client|kill +script|kill
  user exporter on resetchannels -@all +ping +info +client|list +client|setname +latency|latest +latency|histogram +slowlog|len +slowlog|get +dbsize +time
  user admin on ~* &* +@all
  {{- range .Values.users }}
  user {{ .name }} on resetchannels -@all {{ join " " .permissions }}
  {{- end }}
sentinel-users.base.acl: |
  user default on &* -@all +auth +hello +ping +info +role +command +client -client|kill -client|list -client|pause -client|unpause +subscribe +psubscribe +unsubscribe +punsubscribe +sentinel|get-master-addr-by-name +sentinel|master +sentinel|masters +sentinel|replicas +sentinel|slaves +sentinel|sentinels +sentinel|ckquorum +sentinel|myid
  user sentinel on &* +@all
  user exporter on &* -@all +auth +hello +ping +info +client +sentinel|get-master-addr-by-name +sentinel|master +sentinel|masters +sentinel|replicas +sentinel|slaves +sentinel|sentinels +sentinel|ckquorum
  user admin on &* +@all
{{- end }}

{{- /* The scripts by which pods start, stop and are asked; a change of them replaces the pods. */ -}}
{{- define "redis-sentinel.scripts" -}}
addresses.sh: |
  {{- .Files.Get "files/addresses.sh" | nindent 2 }}
ask.sh: |
  {{- .Files.Get "files/ask.sh" | nindent 2 }}
certificates.sh: |
  {{- .Files.Get "files/certificates.sh" | nindent 2 }}
configure.sh: |
  {{- .Files.Get "files/configure.sh" | nindent 2 }}
decide.sh: |
  {{- .Files.Get "files/decide.sh" | nindent 2 }}
disk.sh: |
  {{- .Files.Get "files/disk.sh" | nindent 2 }}
handover.sh: |
  {{- .Files.Get "files/handover.sh" | nindent 2 }}
lib.sh: |
  {{- .Files.Get "files/lib.sh" | nindent 2 }}
notify.sh: |
  {{- .Files.Get "files/notify.sh" | nindent 2 }}
passwords.sh: |
  {{- .Files.Get "files/passwords.sh" | nindent 2 }}
probe-redis.sh: |
  {{- .Files.Get "files/probe-redis.sh" | nindent 2 }}
probe-sentinel.sh: |
  {{- .Files.Get "files/probe-sentinel.sh" | nindent 2 }}
promotable.sh: |
  {{- .Files.Get "files/promotable.sh" | nindent 2 }}
reconfig.sh: |
  {{- .Files.Get "files/reconfig.sh" | nindent 2 }}
sentinel-conf.sh: |
  {{- .Files.Get "files/sentinel-conf.sh" | nindent 2 }}
settle-vote.sh: |
  {{- .Files.Get "files/settle-vote.sh" | nindent 2 }}
start-redis.sh: |
  {{- .Files.Get "files/start-redis.sh" | nindent 2 }}
start-sentinel.sh: |
  {{- .Files.Get "files/start-sentinel.sh" | nindent 2 }}
stop-redis.sh: |
  {{- .Files.Get "files/stop-redis.sh" | nindent 2 }}
stop-sentinel.sh: |
  {{- .Files.Get "files/stop-sentinel.sh" | nindent 2 }}
strangers.sh: |
  {{- .Files.Get "files/strangers.sh" | nindent 2 }}
backup-copy.sh: |
  {{- .Files.Get "files/backup/copy.sh" | nindent 2 }}
proxy-configure.sh: |
  {{- .Files.Get "files/proxy/configure.sh" | nindent 2 }}
test-ask.sh: |
  {{- .Files.Get "files/test/ask.sh" | nindent 2 }}
test-quorum.sh: |
  {{- .Files.Get "files/test/quorum.sh" | nindent 2 }}
test-replication.sh: |
  {{- .Files.Get "files/test/replication.sh" | nindent 2 }}
{{- end }}

{{- /* What the scripts are told; no secret is among it. */ -}}
{{- define "redis-sentinel.environment" -}}
- name: POD_NAME
  valueFrom:
    fieldRef:
      apiVersion: v1
      fieldPath: metadata.name
- name: ADDRESS_PREFIX
  value: {{ include "redis-sentinel.name" . }}
- name: ADDRESS_DOMAIN
  value: "{{ .Release.Namespace }}.svc.{{ .Values.global.clusterDomain }}"
- name: REPLICAS
  value: "{{ include "redis-sentinel.replicas" . }}"
- name: MASTER_NAME
  value: {{ include "redis-sentinel.masterName" . | quote }}
- name: QUORUM
  value: "{{ .Values.sentinel.quorum }}"
- name: REDIS_PORT
  value: "{{ include "redis-sentinel.port" . }}"
- name: SENTINEL_PORT
  value: "{{ include "redis-sentinel.sentinelPort" . }}"
- name: TLS_ENABLED
  value: {{ ternary "true" "false" (eq (include "redis-sentinel.hasTls" .) "true") | quote }}
- name: HANDOVER_SECONDS
  value: "{{ .Values.shutdown.handoverSeconds }}"
- name: HANDOVER_WAIT_SECONDS
  value: "{{ .Values.shutdown.catchUpSeconds }}"
{{- if ge (int .Values.bootstrap.primaryOrdinal) 0 }}
- name: PRIMARY_ORDINAL
  value: "{{ .Values.bootstrap.primaryOrdinal }}"
{{- end }}
{{- end }}

{{- /* What every script of a pod of Redis sees. */ -}}
{{- define "redis-sentinel.scriptMounts" -}}
- name: scripts
  mountPath: /scripts
  readOnly: true
- name: configuration
  mountPath: /config
  readOnly: true
- name: secrets
  mountPath: /secrets
  readOnly: true
- name: run
  mountPath: /run/redis
- name: data
  mountPath: /data
{{- if eq (include "redis-sentinel.hasTls" .) "true" }}
- name: tls
  mountPath: /tls
  readOnly: true
{{- end }}
{{- end }}

{{- /* Every Sentinel: any of them names the master. */ -}}
{{- define "redis-sentinel.sentinels" -}}
{{- range $index := until (int (include "redis-sentinel.replicas" .)) -}}
{{ if $index }},{{ end }}{{ include "redis-sentinel.name" $ }}-{{ $index }}.{{ $.Release.Namespace }}.svc.{{ $.Values.global.clusterDomain }}:{{ include "redis-sentinel.sentinelPort" $ }}
{{- end -}}
{{- end }}

{{- /* The same as the items of a list of JSON. */ -}}
{{- define "redis-sentinel.sentinelObjects" -}}
{{- range $index := until (int (include "redis-sentinel.replicas" .)) -}}
{{ if $index }},{{ end }}{"host":"{{ include "redis-sentinel.name" $ }}-{{ $index }}.{{ $.Release.Namespace }}.svc.{{ $.Values.global.clusterDomain }}","port":{{ include "redis-sentinel.sentinelPort" $ }}}
{{- end -}}
{{- end }}

{{- /* The same as pairs in a list of JSON. */ -}}
{{- define "redis-sentinel.sentinelPairs" -}}
{{- range $index := until (int (include "redis-sentinel.replicas" .)) -}}
{{ if $index }},{{ end }}["{{ include "redis-sentinel.name" $ }}-{{ $index }}.{{ $.Release.Namespace }}.svc.{{ $.Values.global.clusterDomain }}",{{ include "redis-sentinel.sentinelPort" $ }}]
{{- end -}}
{{- end }}

{{- /* For StackExchange.Redis; the password is added by the application. */ -}}
{{- define "redis-sentinel.dotnetString" -}}
{{ include "redis-sentinel.sentinels" . }},serviceName={{ include "redis-sentinel.masterName" . }},abortConnect=false,connectTimeout=2000,asyncTimeout=2000,keepAlive=5{{ if eq (include "redis-sentinel.hasTls" .) "true" }},ssl=true,sslHost={{ include "redis-sentinel.name" . }}.{{ .Release.Namespace }}.svc.{{ .Values.global.clusterDomain }}{{ end }}
{{- end }}

{{- /* For ioredis; retryStrategy and sentinelRetryStrategy are functions that return retryMilliseconds. */ -}}
{{- define "redis-sentinel.nodeOptions" -}}
{"sentinels":[{{ include "redis-sentinel.sentinelObjects" . }}],"name":"{{ include "redis-sentinel.masterName" . }}","socketTimeout":2000,"connectTimeout":500,"sentinelCommandTimeout":500,"updateSentinels":false,"retryMilliseconds":250{{ if eq (include "redis-sentinel.hasTls" .) "true" }},"enableTLSForSentinelMode":true,"tls":{"servername":"{{ include "redis-sentinel.name" . }}.{{ .Release.Namespace }}.svc.{{ .Values.global.clusterDomain }}"},"sentinelTLS":{"servername":"{{ include "redis-sentinel.name" . }}.{{ .Release.Namespace }}.svc.{{ .Values.global.clusterDomain }}"}{{ end }}}
{{- end }}

{{- /* For redis-py. */ -}}
{{- define "redis-sentinel.pythonOptions" -}}
{"sentinels":[{{ include "redis-sentinel.sentinelPairs" . }}],"service_name":"{{ include "redis-sentinel.masterName" . }}","socket_timeout":1.0,"socket_connect_timeout":0.5,"retries":0{{ if eq (include "redis-sentinel.hasTls" .) "true" }},"ssl":true,"ssl_check_hostname":false{{ end }}}
{{- end }}

{{- /* A quantity such as 250m or 1Gi as a whole number of thousandths, for comparison. */ -}}
{{- define "redis-sentinel.thousandths" -}}
{{- $unit := regexFind "[A-Za-z]*$" . -}}
{{- $factor := get (dict "m" 1 "" 1000 "Ki" 1024000 "Mi" 1048576000 "Gi" 1073741824000 "Ti" 1099511627776000) $unit -}}
{{- mul (trimSuffix $unit . | int64) $factor -}}
{{- end }}

{{- /* The last text that several items of a list have under a key; nothing where each has its own. */ -}}
{{- define "redis-sentinel.repeated" -}}
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
