#!/usr/bin/env bash
# Builds the image of the reference api: bundles it, then copies the one file onto a base image that is here already.
# Usage: build-image.sh [IMAGE]
#   BASE  the base image with node on its PATH (default kindnode.local/node:22: `up.sh base node` of the kind kit)
# The image must then be brought into the cluster: kind load docker-image --name CLUSTER IMAGE
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

image="${1:-kindnode.local/reference-api:0.1.0}"
base="${BASE:-kindnode.local/node:22}"

if ! docker image inspect "$base" >/dev/null 2>&1; then
  printf 'The base image %s is not here; build it first, or name another one in BASE.\n' "$base" >&2
  exit 2
fi

context="$(mktemp -d)"
trap 'rm -rf "$context"' EXIT
node bundle.mjs "$context/server.mjs" >/dev/null
cp Dockerfile "$context/"
# The classic builder: it needs nothing but the base image. No network: nothing is to be fetched.
DOCKER_BUILDKIT=0 docker build --quiet --network none --build-arg "BASE=$base" --tag "$image" "$context" >/dev/null
# A program that cannot start is found here, not in a pod.
docker run --rm --network none --read-only --user 10001:10001 --entrypoint node "$image" --check /app/server.mjs
docker image inspect --format "$image {{.Size}} bytes" "$image"
