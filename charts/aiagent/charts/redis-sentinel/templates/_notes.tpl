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
{{- end }}
