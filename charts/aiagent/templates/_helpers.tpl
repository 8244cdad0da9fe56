{{- /* The last text that several items of a list have under a key; nothing where each has its own. */ -}}
{{- define "aiagent.repeated" -}}
{{- $key := .key -}}
{{- $seen := list -}}
{{- $repeated := "" -}}
{{- range .list -}}
{{- $text := get . $key -}}
{{- if has $text $seen -}}{{- $repeated = $text -}}{{- end -}}
{{- $seen = append $seen $text -}}
{{- end -}}
{{- $repeated -}}
{{- end }}
