#!/usr/bin/env bash
# Builds the image of the chart's test pods: busybox of Debian's package, fetched by apt, on a base image that is here.
# Usage: build-busybox-image.sh IMAGE BASE
set -euo pipefail
image="$1"
base="$2"
context="$(mktemp -d)"
trap 'rm -rf "$context"' EXIT
chmod 755 "$context"

cd "$context"
fetch() { apt-get download -q busybox >/dev/null 2>&1; }
fetch || { apt-get update -qq && fetch; }
dpkg-deb -x busybox_*.deb package
busybox="$(find package -type f -name busybox -path '*bin*')"
install -m 755 "$busybox" busybox
cat >wget <<'SCRIPT'
#!/bin/sh
# wget of busybox 1.35 dies of -T: its limit is kept from outside.
limit=0
while [ "$1" = -q ] || [ "$1" = -T ]; do
  if [ "$1" = -T ]; then limit="$2" && shift; fi
  shift
done
exec timeout "$limit" busybox wget -q "$@"
SCRIPT
chmod 755 wget
printf 'ARG BASE\nFROM ${BASE}\nCOPY busybox wget /usr/local/bin/\nUSER 10001:10001\nENTRYPOINT []\n' >Dockerfile
DOCKER_BUILDKIT=0 docker build --quiet --network none --build-arg "BASE=$base" --tag "$image" . >/dev/null
# A program that cannot start is found here, not in a pod: this address is looked up, and refuses.
docker run --rm --network none --read-only "$image" sh -c 'wget -q -T 2 -O /dev/null http://localhost:1 2>/dev/null; [ $? = 1 ]'
