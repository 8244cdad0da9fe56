// What `helm install` shows first: what was installed, and where to read on. Raw text for Helm; the
// evaluator never sees it.

export const notes = `{{ .Chart.Name }} {{ .Chart.Version }} is installed as {{ .Release.Name }} in namespace {{ .Release.Namespace }}.

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
`;
