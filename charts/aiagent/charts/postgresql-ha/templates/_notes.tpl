{{- /* Generated from generator/charts/postgresql-ha/notes.ts; change it there. */ -}}
{{- define "postgresql-ha.notes" -}}
PostgreSQL: {{ include "postgresql-ha.name" . }} in namespace {{ .Release.Namespace }}

{{- if eq .Values.global.role "standby" }}
  Role      follows the other region; nobody writes here before a promotion
{{- else }}
  Nodes     {{ range $index, $node := .Values.global.postgresql.nodes }}{{ if $index }}, {{ end }}{{ $node.name }} in {{ $node.zone }}{{ end }}; the monitor{{ if .Values.monitor.zone }} in {{ .Values.monitor.zone }}{{ end }}
  Promise   {{ if eq .Values.durability "strict" }}a commit waits for a standby, always{{ else }}a commit waits for a standby; without any, the primary goes on alone after about ten seconds{{ end }}
  Failover  after {{ .Values.failover.unhealthySeconds }} and {{ .Values.failover.demoteSeconds }} seconds
{{- end }}
  Volumes   {{ .Values.storage.size }} for each node, for {{ .Values.storage.expectedData }} of data
  Backups   {{ if .Values.backup.enabled }}{{ .Values.backup.repository.type }}{{ if .Values.backup.secondRepository.enabled }} and {{ .Values.backup.secondRepository.type }}{{ end }}{{ else }}none{{ end }}

  It mounts these Secrets, which must exist:
    {{ .Values.global.postgresql.existingSecret }} (keys password, replication-password, monitor-password; operations-password for a promotion)
    {{- if .Values.global.postgresql.tls.enabled }}
    {{ .Values.tls.existingSecret }} (keys tls.crt, tls.key, ca.crt){{ if .Values.tls.certManager.enabled }}: cert-manager makes it{{ end }}
    {{- end }}

  Clients try the nodes in turn and stay with the one that takes writes. Strings for .NET, libpq and JDBC, without the
  password: kubectl --namespace {{ .Release.Namespace }} get configmap {{ include "postgresql-ha.name" . }}-clients --output yaml

Is it well?   helm --namespace {{ .Release.Namespace }} test {{ .Release.Name }}
{{- if ne .Values.global.role "standby" }}
              kubectl --namespace {{ .Release.Namespace }} exec {{ include "postgresql-ha.name" . }}-monitor-0 --container postgresql -- pg_autoctl show state
{{- else }}
Promote it    kubectl --namespace {{ .Release.Namespace }} create job promote --from=cronjob/{{ include "postgresql-ha.name" . }}-promote
{{- end }}
Why not?      kubectl --namespace {{ .Release.Namespace }} get pods --selector app.kubernetes.io/name={{ include "postgresql-ha.name" . }} --output wide
{{- if and .Values.prometheusRule.enabled (or (not .Values.serviceMonitor.enabled) (not .Values.exporter.enabled)) }}

Warning: POSTGRESQL-ALERTS-METRICS: {{ ternary "postgresql.serviceMonitor.enabled" "postgresql.exporter.enabled" .Values.exporter.enabled }} is false while postgresql.prometheusRule.enabled is true, so nothing reads the metrics of the alerts.
{{- end }}
{{- if and (eq .Values.global.availability "high") (eq .Values.global.role "active") (not .Values.backup.enabled) }}

Warning: POSTGRESQL-BACKUP-OFF: postgresql.backup.enabled is false while global.availability is high, so a table that is dropped by mistake is gone.
{{- end }}
{{- if and (eq .Values.global.availability "high") (or (and (eq .Values.image.pullPolicy "Always") (not .Values.image.digest)) (and .Values.exporter.enabled (and (eq .Values.exporter.image.pullPolicy "Always") (not .Values.exporter.image.digest)))) }}

Warning: POSTGRESQL-IMAGE-DIGEST: {{ ternary "postgresql.image.digest" "postgresql.exporter.image.digest" (and (eq .Values.image.pullPolicy "Always") (not .Values.image.digest)) }} is empty while global.availability is high, so a node may run something else than its neighbour under the same tag.
{{- end }}
{{- if and (eq .Values.global.availability "high") (ne .Values.spread "zone") }}

Warning: POSTGRESQL-SPREAD: postgresql.spread is {{ .Values.spread }} while global.availability is high, so one lost zone may take the primary and its standby.
{{- end }}
{{- end }}
