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
{{- if and .Values.prometheusRule.enabled (not .Values.serviceMonitor.enabled) }}

Warning: API-ALERTS-METRICS: api.serviceMonitor.enabled is false while api.prometheusRule.enabled is true, so nothing reads the metrics and ApiDown fires for ever.
{{- end }}
{{- if and .Values.appConfiguration.enabled (not .Values.appConfiguration.endpoint) }}

Warning: API-APP-CONFIGURATION-UNKNOWN: api.appConfiguration.endpoint is empty while api.appConfiguration.enabled is true, so the api starts without its settings.
{{- end }}
{{- if and .Values.blob.enabled (not .Values.blob.endpoint) }}

Warning: API-BLOB-UNKNOWN: api.blob.endpoint is empty while api.blob.enabled is true, so the api cannot store files.
{{- end }}
{{- if and .Values.workloadIdentity.enabled (not .Values.workloadIdentity.clientId) }}

Warning: API-IDENTITY-UNKNOWN: api.workloadIdentity.clientId is empty while api.workloadIdentity.enabled is true, so the pods get no Azure identity.
{{- end }}
{{- if and (eq .Values.global.availability "high") (or (and (eq .Values.image.pullPolicy "Always") (not .Values.image.digest)) (and (eq .Values.tests.image.pullPolicy "Always") (not .Values.tests.image.digest))) }}

Warning: HA-API-IMAGE-DIGEST: {{ if and (eq .Values.image.pullPolicy "Always") (not .Values.image.digest) }}{{ if and (eq .Values.tests.image.pullPolicy "Always") (not .Values.tests.image.digest) }}api.image.digest and api.tests.image.digest are{{ else }}api.image.digest is{{ end }}{{ else }}api.tests.image.digest is{{ end }} empty while global.availability is high, so a node may run something else than its neighbour under the same tag.
{{- end }}
{{- if and (eq .Values.global.role "standby") .Values.postgresql.enabled (lt (int .Values.rollout.maxUnavailable) (ternary (int .Values.hpa.minReplicas) (int .Values.replicas) .Values.hpa.enabled)) }}

Warning: HA-API-UPDATE-STANDBY: api.rollout.maxUnavailable is {{ .Values.rollout.maxUnavailable }} while global.role is standby and {{ ternary "api.hpa.minReplicas" "api.replicas" .Values.hpa.enabled }} is {{ ternary (int .Values.hpa.minReplicas) (int .Values.replicas) .Values.hpa.enabled }}, so an update stops half-way, since none of these pods is ready.
{{- end }}
{{- if and (eq .Values.global.availability "high") .Values.hpa.enabled (ge (len .Values.global.zones) 2) (gt (mul (int .Values.hpa.cpuUtilization) (len .Values.global.zones)) (mul 100 (sub (len .Values.global.zones) 1))) }}

Warning: HA-API-ZONE-LOSS: api.hpa.cpuUtilization is {{ .Values.hpa.cpuUtilization }} in {{ len .Values.global.zones }} zones, together {{ mul (int .Values.hpa.cpuUtilization) (len .Values.global.zones) }} percent of one zone, more than the {{ mul 100 (sub (len .Values.global.zones) 1) }} that is left when a zone is lost, so the remaining pods are overloaded until new ones run.
{{- end }}
{{- end }}
