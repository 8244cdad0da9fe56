{{- /* Generated from generator/charts/umbrella/notes.ts; change it there. */ -}}
{{- define "aiagent.notes" -}}
{{ .Chart.Name }} {{ .Chart.Version }} is installed as {{ .Release.Name }} in namespace {{ .Release.Namespace }}.

  Availability  {{ .Values.global.availability }}{{ if eq .Values.global.availability "none" }}: the loss of one node can stop the platform{{ end }}
  Zones         {{ join ", " .Values.global.zones | default "none" }}

{{- if .Values.api.enabled }}

{{ include "api.notes" .Subcharts.api }}
{{- end }}
{{- if .Values.postgresql.enabled }}

{{ include "postgresql-ha.notes" .Subcharts.postgresql }}
{{- end }}
{{- if .Values.redis.enabled }}

{{ include "redis-sentinel.notes" .Subcharts.redis }}
{{- end }}
{{- if .Values.global.redisSessions.enabled }}

{{ include "redis-sentinel.notes" .Subcharts.redisSessions }}
{{- end }}
{{- if and .Values.api.postgresql.enabled (not .Values.api.postgresql.hosts) (gt (mul (int .Values.api.postgresql.maxPoolSize) (add (ternary (int .Values.api.hpa.maxReplicas) (int .Values.api.replicas) .Values.api.hpa.enabled) (int .Values.api.rollout.maxSurge))) (sub (int .Values.postgresql.connections.maximum) 20)) }}

Warning: HA-API-POOL: api.postgresql.maxPoolSize ({{ .Values.api.postgresql.maxPoolSize }}) times the most pods in a rollout ({{ ternary "api.hpa.maxReplicas" "api.replicas" .Values.api.hpa.enabled }} {{ ternary (int .Values.api.hpa.maxReplicas) (int .Values.api.replicas) .Values.api.hpa.enabled }} and api.rollout.maxSurge {{ .Values.api.rollout.maxSurge }}) is {{ mul (int .Values.api.postgresql.maxPoolSize) (add (ternary (int .Values.api.hpa.maxReplicas) (int .Values.api.replicas) .Values.api.hpa.enabled) (int .Values.api.rollout.maxSurge)) }} connections, more than the {{ sub (int .Values.postgresql.connections.maximum) 20 }} that PostgreSQL has for the api, so pods are refused under full load.
{{- end }}
{{- if and (eq .Values.global.availability "high") (eq (mod (int .Values.global.redis.replicas) 2) 0) }}

Warning: HA-REDIS-ODD: global.redis.replicas is {{ .Values.global.redis.replicas }}, an even number, so it survives no more lost pods than {{ sub (int .Values.global.redis.replicas) 1 }} would.
{{- end }}
{{- if and (eq .Values.global.availability "high") .Values.global.redisSessions.enabled (eq (mod (int .Values.global.redisSessions.replicas) 2) 0) }}

Warning: HA-REDIS-SESSIONS-ODD: global.redisSessions.replicas is {{ .Values.global.redisSessions.replicas }}, an even number, so it survives no more lost pods than {{ sub (int .Values.global.redisSessions.replicas) 1 }} would.
{{- end }}
{{- if and (eq .Values.global.availability "high") .Values.api.enabled .Values.api.redis.enabled (not .Values.global.redisSessions.enabled) (ne .Values.redis.memory.policy "volatile-ttl") }}

Warning: HA-SESSIONS-EVICTED: global.redisSessions.enabled is false while global.availability is high, so sessions share the cache, whose eviction can log people out.
{{- end }}
{{- if and (eq .Values.global.availability "high") (lt (len .Values.global.zones) 3) }}

Warning: HA-ZONES-FEW: global.zones has {{ len .Values.global.zones }} of the 3 zones that global.availability high needs, so the loss of one can leave no majority for a failover.
{{- end }}
{{- end }}
