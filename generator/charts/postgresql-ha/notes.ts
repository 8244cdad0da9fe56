// NOTES.txt: what is there, what must be there, and how to look. Raw: read by Helm, never evaluated.
const include = (fragment: string): string => `{{ include "postgresql-ha.${fragment}" . }}`;

const name = include('name');
const namespace = '{{ .Release.Namespace }}';

export const notes = `PostgreSQL: ${name} in namespace ${namespace}

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
  password: kubectl --namespace ${namespace} get configmap ${name}-clients --output yaml

Is it well?   helm --namespace ${namespace} test {{ .Release.Name }}
{{- if ne .Values.global.role "standby" }}
              kubectl --namespace ${namespace} exec ${name}-monitor-0 --container postgresql -- pg_autoctl show state
{{- else }}
Promote it    kubectl --namespace ${namespace} create job promote --from=cronjob/${name}-promote
{{- end }}
Why not?      kubectl --namespace ${namespace} get pods --selector app.kubernetes.io/name=${name} --output wide
`;
