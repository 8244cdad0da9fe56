#!/bin/sh
# Builds the image for the tests on a machine that reaches Debian's packages and no registry of containers: PostgreSQL 17
# from Debian, on a base that the cluster kit (CHARTWRIGHT_CLUSTER_KIT) makes from packages too.
set -eu
here=$(dirname "$0")
base=kindnode.local/debian:trixie-slim
image=${1:-kindnode.local/postgresql-ha:17-2.2}

if ! docker image inspect "$base" >/dev/null 2>&1; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  WORK=$work "${CHARTWRIGHT_CLUSTER_KIT:?names no cluster kit}/build-base-images.sh" debian-trixie
fi
# The old builder: the new one is a package of its own, and may be absent.
DOCKER_BUILDKIT=0 docker build --network host --build-arg "BASE=$base" --build-arg PGDG=false --tag "$image" "$here"
