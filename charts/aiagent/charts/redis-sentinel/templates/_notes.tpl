{{- /* Generated from generator/charts/redis-sentinel/notes.ts; change it there. */ -}}
{{- define "redis-sentinel.notes" -}}
Redis ({{ if eq .Values.component "redis-sessions" }}sessions{{ else }}cache{{ end }}): {{ include "redis-sentinel.name" . }} in namespace {{ .Release.Namespace }}

  Pods      {{ include "redis-sentinel.replicas" . }}, one Redis and one Sentinel each, no two of them {{ if eq .Values.spread "zone" }}in one zone{{ else if eq .Values.spread "node" }}on one node{{ else }}apart by rule{{ end }}
  Memory    {{ .Values.memory.maxMebibytes }} MiB, {{ .Values.memory.policy }}
  Failover  after {{ include "redis-sentinel.downAfter" . }} ms of silence; writes {{ if eq .Values.replication.durability "safe" }}stop while no replica follows{{ else }}go on without replicas{{ end }}
  Volumes   {{ if .Values.persistence.enabled }}{{ .Values.persistence.size }} for each pod{{ else }}none: data goes with the pods{{ end }}

  It mounts these Secrets, which must exist:
    {{ include "redis-sentinel.existingSecret" . }} (key password)
    {{- range .Values.users }}
    {{ .existingSecret }} (key password)
    {{- end }}
    {{- if eq (include "redis-sentinel.hasTls" .) "true" }}
    {{ .Values.tls.existingSecret }} (keys tls.crt, tls.key, ca.crt)
    {{- end }}

  Clients ask the Sentinels who is master, and give up a silent connection by themselves. Settings for
  .NET, Node and Python, without the password: kubectl --namespace {{ .Release.Namespace }} get configmap {{ include "redis-sentinel.name" . }}-clients --output yaml
    Sentinels    {{ include "redis-sentinel.sentinels" . }}
    Master name  {{ include "redis-sentinel.masterName" . }}
{{- if .Values.masterProxy.enabled }}
    Proxy        {{ include "redis-sentinel.name" . }}-master.{{ .Release.Namespace }}.svc.{{ .Values.global.clusterDomain }}:{{ include "redis-sentinel.port" . }}, for clients that know no Sentinel
{{- end }}

Is it well?   kubectl --namespace {{ .Release.Namespace }} rollout status statefulset/{{ include "redis-sentinel.name" . }}
              helm --namespace {{ .Release.Namespace }} test {{ .Release.Name }}
Why not?      kubectl --namespace {{ .Release.Namespace }} get pods --selector app.kubernetes.io/name={{ include "redis-sentinel.name" . }} --output wide
              kubectl --namespace {{ .Release.Namespace }} logs {{ include "redis-sentinel.name" . }}-0 --container redis
{{- if and .Values.prometheusRule.enabled (or (not .Values.serviceMonitor.enabled) (not .Values.exporter.enabled)) }}

Warning: REDIS-ALERTS-METRICS: {{ ternary "redisSessions" "redis" (eq .Values.component "redis-sessions") }}.prometheusRule.enabled is true while {{ ternary "redisSessions" "redis" (eq .Values.component "redis-sessions") }}.serviceMonitor.enabled or {{ ternary "redisSessions" "redis" (eq .Values.component "redis-sessions") }}.exporter.enabled is false, so nothing reads the metrics and no alert tells the truth.
{{- end }}
{{- if and (eq .Values.global.availability "high") (or (or (and (eq .Values.flavour "valkey") (and (eq .Values.images.valkey.pullPolicy "Always") (not .Values.images.valkey.digest))) (and (not (eq .Values.flavour "valkey")) (and (eq .Values.images.redis.pullPolicy "Always") (not .Values.images.redis.digest)))) (and .Values.exporter.enabled (and (eq .Values.exporter.image.pullPolicy "Always") (not .Values.exporter.image.digest)))) }}

Warning: REDIS-IMAGE-DIGEST: {{ ternary "redisSessions" "redis" (eq .Values.component "redis-sessions") }}.{{ if or (and (eq .Values.flavour "valkey") (and (eq .Values.images.valkey.pullPolicy "Always") (not .Values.images.valkey.digest))) (and (not (eq .Values.flavour "valkey")) (and (eq .Values.images.redis.pullPolicy "Always") (not .Values.images.redis.digest))) }}{{ ternary "images.valkey.digest" "images.redis.digest" (eq .Values.flavour "valkey") }}{{ else }}exporter.image.digest{{ end }} is empty while global.availability is high, so a node may run something else than its neighbour under the same tag.
{{- end }}
{{- if and (ge (include "redis-sentinel.thousandths" .Values.resources.limits.memory | int64) (add (mul (int .Values.memory.maxMebibytes) 1572864000) 268435456000)) (lt (include "redis-sentinel.thousandths" .Values.resources.limits.memory | int64) (mul (int .Values.memory.maxMebibytes) 2097152000)) }}

Warning: REDIS-MEMORY-TIGHT: {{ ternary "redisSessions" "redis" (eq .Values.component "redis-sessions") }}.resources.limits.memory is {{ .Values.resources.limits.memory }}, less than twice {{ ternary "redisSessions" "redis" (eq .Values.component "redis-sessions") }}.memory.maxMebibytes ({{ .Values.memory.maxMebibytes }}), so Redis may be killed when many writes come while it saves.
{{- end }}
{{- if and (eq .Values.profile "conservative") (eq (int .Values.sentinel.downAfterMilliseconds) 0) (eq (int .Values.sentinel.failoverTimeoutMilliseconds) 0) }}

Warning: REDIS-PROFILE: {{ ternary "redisSessions" "redis" (eq .Values.component "redis-sessions") }}.profile is conservative, so writes stop for about 31 seconds when the master is lost, and for 360 more when the Sentinels split their votes.
{{- end }}
{{- if and (eq .Values.global.availability "high") (ne .Values.spread "zone") (gt (ternary (int .Values.global.redisSessions.replicas) (int .Values.global.redis.replicas) (eq .Values.component "redis-sessions")) 1) (gt (len .Values.global.zones) 1) }}

Warning: REDIS-SPREAD: {{ ternary "redisSessions" "redis" (eq .Values.component "redis-sessions") }}.spread is {{ .Values.spread }} while global.availability is high, so one zone may hold most pods, and its loss stops every failover.
{{- end }}
{{- end }}
