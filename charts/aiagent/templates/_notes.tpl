{{- /* Generated from generator/charts/umbrella/notes.ts; change it there. */ -}}
{{- define "aiagent.notes" -}}
{{ .Chart.Name }} {{ .Chart.Version }} is installed as {{ .Release.Name }} in namespace {{ .Release.Namespace }}.

  Availability  {{ .Values.global.availability }}{{ if eq .Values.global.availability "none" }}: the loss of one node can stop the platform{{ end }}
  Zones         {{ join ", " .Values.global.zones | default "none" }}

{{- if .Values.api.enabled }}

{{ include "api.notes" .Subcharts.api }}
{{- end }}
{{- end }}
