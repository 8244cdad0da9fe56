// What `helm install` shows at its end: a status card and the next commands. Raw text for Helm; the
// evaluator never sees it.
const name = '{{ include "api.name" . }}';
const namespace = '{{ .Release.Namespace }}';

export const notes = `The api: ${name} in namespace ${namespace}

  Pods      {{ if .Values.hpa.enabled }}{{ .Values.hpa.minReplicas }} to {{ .Values.hpa.maxReplicas }}, by load{{ else }}{{ .Values.replicas }}{{ end }}
  Zones     {{ if .Values.spread.enabled }}spread evenly over {{ len .Values.global.zones }}{{ else }}not spread{{ end }}
  Budget    {{ if .Values.pdb.enabled }}planned work leaves at least {{ .Values.pdb.minAvailable }}{{ else }}none: a drain may stop every pod{{ end }}
  Address   http://${name}.${namespace}.svc.{{ .Values.global.clusterDomain }}:{{ .Values.service.port }}
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

Is it well?   kubectl --namespace ${namespace} rollout status deployment/${name}
              helm --namespace ${namespace} test {{ .Release.Name }}
Why not?      kubectl --namespace ${namespace} get pods --selector app.kubernetes.io/name=${name} --output wide
`;
