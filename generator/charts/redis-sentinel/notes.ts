// What `helm install` shows at its end: a status card and the next commands. Raw text for Helm; the
// evaluator never sees it.
const include = (part: string): string => `{{ include "redis-sentinel.${part}" . }}`;
const name = include('name');
const namespace = '{{ .Release.Namespace }}';
const domain = `${namespace}.svc.{{ .Values.global.clusterDomain }}`;

export const notes = `Redis ({{ if eq .Values.component "redis-sessions" }}sessions{{ else }}cache{{ end }}): ${name} in namespace ${namespace}

  Pods      ${include('replicas')}, one Redis and one Sentinel each, no two of them {{ if eq .Values.spread "zone" }}in one zone{{ else if eq .Values.spread "node" }}on one node{{ else }}apart by rule{{ end }}
  Memory    {{ .Values.memory.maxMebibytes }} MiB, {{ .Values.memory.policy }}
  Failover  after ${include('downAfter')} ms of silence; writes {{ if eq .Values.replication.durability "safe" }}stop while no replica follows{{ else }}go on without replicas{{ end }}
  Volumes   {{ if .Values.persistence.enabled }}{{ .Values.persistence.size }} for each pod{{ else }}none: data goes with the pods{{ end }}

  It mounts these Secrets, which must exist:
    ${include('existingSecret')} (key password)
    {{- range .Values.users }}
    {{ .existingSecret }} (key password)
    {{- end }}
    {{- if eq (${'include "redis-sentinel.hasTls" .'}) "true" }}
    {{ .Values.tls.existingSecret }} (keys tls.crt, tls.key, ca.crt)
    {{- end }}

  Clients ask the Sentinels who is master, and give up a silent connection by themselves. Settings for
  .NET, Node and Python, without the password: kubectl --namespace ${namespace} get configmap ${name}-clients --output yaml
    Sentinels    ${include('sentinels')}
    Master name  ${include('masterName')}
{{- if .Values.masterProxy.enabled }}
    Proxy        ${name}-master.${domain}:${include('port')}, for clients that know no Sentinel
{{- end }}

Is it well?   kubectl --namespace ${namespace} rollout status statefulset/${name}
              helm --namespace ${namespace} test {{ .Release.Name }}
Why not?      kubectl --namespace ${namespace} get pods --selector app.kubernetes.io/name=${name} --output wide
              kubectl --namespace ${namespace} logs ${name}-0 --container redis
`;
