module chartwright/helm-yaml-reader

go 1.23

// The versions that helm 4.3.1 is built with (its go.mod): raise them together with helm.
require sigs.k8s.io/yaml v1.6.0

require go.yaml.in/yaml/v2 v2.4.4 // indirect
