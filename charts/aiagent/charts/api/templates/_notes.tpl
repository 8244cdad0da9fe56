{{- /* Generated from generator/charts/api/notes.ts; change it there. */ -}}
{{- define "api.notes" -}}
The api: {{ include "api.name" . }} in namespace {{ .Release.Namespace }}

  Pods      {{ if .Values.hpa.enabled }}{{ .Values.hpa.minReplicas }} to {{ .Values.hpa.maxReplicas }}, by load{{ else }}{{ .Values.replicas }}{{ end }}
  Zones     {{ if .Values.spread.enabled }}spread evenly over {{ len .Values.global.zones }}{{ else }}not spread{{ end }}
  Budget    {{ if .Values.pdb.enabled }}planned work leaves at least {{ .Values.pdb.minAvailable }}{{ else }}none: a drain may stop every pod{{ end }}
  Address   http://{{ include "api.name" . }}.{{ .Release.Namespace }}.svc.{{ .Values.global.clusterDomain }}:{{ .Values.service.port }}
  {{- if .Values.gateway.enabled }}
  Gateway   {{ .Values.gateway.address }}
  {{- end }}

  It mounts these Secrets, which must exist:
    {{- $authorities := list }}
    {{- with .Values.global.postgresql }}{{ if $.Values.postgresql.enabled }}
    {{- if .tls.enabled }}{{ $authorities = append $authorities .tls.existingSecret }}{{ end }}
    {{ .existingSecret }} (key password)
    {{- end }}{{ end }}
    {{- with .Values.global.redis }}{{ if $.Values.redis.enabled }}
    {{- if .tls.enabled }}{{ $authorities = append $authorities .tls.existingSecret }}{{ end }}
    {{ .existingSecret }} (key password)
    {{- end }}{{ end }}
    {{- with .Values.global.redisSessions }}{{ if and $.Values.redis.enabled .enabled }}
    {{- if .tls.enabled }}{{ $authorities = append $authorities .tls.existingSecret }}{{ end }}
    {{ .existingSecret }} (key password)
    {{- end }}{{ end }}
    {{- range uniq $authorities }}
    {{ . }} (key ca.crt)
    {{- end }}
    {{- if not (or .Values.postgresql.enabled .Values.redis.enabled) }} none{{ end }}

Is it well?   kubectl --namespace {{ .Release.Namespace }} rollout status deployment/{{ include "api.name" . }}
              helm --namespace {{ .Release.Namespace }} test {{ .Release.Name }}
Why not?      kubectl --namespace {{ .Release.Namespace }} get pods --selector app.kubernetes.io/name={{ include "api.name" . }} --output wide
{{- if and .Values.appConfiguration.enabled (not .Values.appConfiguration.endpoint) }}

Warning: {{ "API-APP-CONFIGURATION-UNKNOWN: api.appConfiguration.endpoint is empty while api.appConfiguration.enabled is true, so the api starts without its settings." }}
{{- end }}
{{- if and .Values.blob.enabled (not .Values.blob.endpoint) }}

Warning: {{ "API-BLOB-UNKNOWN: api.blob.endpoint is empty while api.blob.enabled is true, so the api cannot store files." }}
{{- end }}
{{- if and .Values.workloadIdentity.enabled (not .Values.workloadIdentity.clientId) }}

Warning: {{ "API-IDENTITY-UNKNOWN: api.workloadIdentity.clientId is empty while api.workloadIdentity.enabled is true, so the pods get no Azure identity." }}
{{- end }}
{{- if and (eq .Values.global.availability "high") (or (not .Values.image.digest) (not .Values.tests.image.digest)) }}

Warning: {{ printf "HA-API-IMAGE-DIGEST: %s is empty while global.availability is high, so a node may run something else than its neighbour under the same tag." (ternary "api.tests.image.digest" "api.image.digest" (not (empty .Values.image.digest))) }}
{{- end }}
{{- if and .Values.postgresql.enabled (not .Values.postgresql.hosts) (gt (mul (int .Values.postgresql.maxPoolSize) (ternary (int .Values.hpa.maxReplicas) (int .Values.replicas) .Values.hpa.enabled)) 180) }}

Warning: {{ printf "HA-API-POOL: api.postgresql.maxPoolSize (%d) times %s (%d) is %d connections, more than the 180 that PostgreSQL has for the api, so pods are refused under full load." (int .Values.postgresql.maxPoolSize) (ternary "api.hpa.maxReplicas" "api.replicas" .Values.hpa.enabled) (ternary (int .Values.hpa.maxReplicas) (int .Values.replicas) .Values.hpa.enabled) (mul (int .Values.postgresql.maxPoolSize) (ternary (int .Values.hpa.maxReplicas) (int .Values.replicas) .Values.hpa.enabled)) }}
{{- end }}
{{- if and (eq .Values.global.availability "high") .Values.hpa.enabled (ge (len .Values.global.zones) 2) (gt (mul (int .Values.hpa.cpuUtilization) (len .Values.global.zones)) (mul 100 (sub (len .Values.global.zones) 1))) }}

Warning: {{ printf "HA-API-ZONE-LOSS: api.hpa.cpuUtilization is %d in %d zones, together %d percent of one zone, more than the %d that is left when a zone is lost, so the remaining pods are overloaded until new ones run." (int .Values.hpa.cpuUtilization) (len .Values.global.zones) (mul (int .Values.hpa.cpuUtilization) (len .Values.global.zones)) (mul 100 (sub (len .Values.global.zones) 1)) }}
{{- end }}
{{- if and (eq .Values.global.availability "high") (or (eq (int .Values.global.redis.replicas) 2) (eq (int .Values.global.redis.replicas) 4) (eq (int .Values.global.redis.replicas) 6)) }}

Warning: {{ printf "HA-REDIS-ODD: global.redis.replicas is %d, an even number, so it survives no more lost pods than %d would." (int .Values.global.redis.replicas) (sub (int .Values.global.redis.replicas) 1) }}
{{- end }}
{{- if and (eq .Values.global.availability "high") .Values.global.redisSessions.enabled (or (eq (int .Values.global.redisSessions.replicas) 2) (eq (int .Values.global.redisSessions.replicas) 4) (eq (int .Values.global.redisSessions.replicas) 6)) }}

Warning: {{ printf "HA-REDIS-SESSIONS-ODD: global.redisSessions.replicas is %d, an even number, so it survives no more lost pods than %d would." (int .Values.global.redisSessions.replicas) (sub (int .Values.global.redisSessions.replicas) 1) }}
{{- end }}
{{- if and (eq .Values.global.availability "high") .Values.redis.enabled (not .Values.global.redisSessions.enabled) }}

Warning: {{ "HA-SESSIONS-EVICTED: global.redisSessions.enabled is false while global.availability is high, so sessions share the cache, whose eviction can log people out." }}
{{- end }}
{{- if and (eq .Values.global.availability "high") (lt (len .Values.global.zones) 3) }}

Warning: {{ printf "HA-ZONES-FEW: global.zones has %d of the 3 zones that global.availability high needs, so the loss of one can leave no majority for a failover." (len .Values.global.zones) }}
{{- end }}
{{- end }}
