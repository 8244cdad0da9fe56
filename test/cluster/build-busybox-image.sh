#!/usr/bin/env bash
# Builds a small image with busybox and nothing else, from the Debian package busybox-static, fetched by apt.
# Usage: build-busybox-image.sh IMAGE
set -euo pipefail
image="$1"
context="$(mktemp -d)"
trap 'rm -rf "$context"' EXIT
chmod 755 "$context"

cd "$context"
apt-get download -q busybox-static >/dev/null 2>&1 || { apt-get update -qq && apt-get download -q busybox-static >/dev/null; }
dpkg-deb -x busybox-static_*.deb package
mkdir -p root/bin root/tmp
chmod 1777 root/tmp
mv package/bin/busybox package/usr/bin/busybox root/bin/ 2>/dev/null || true
for name in $(root/bin/busybox --list); do
  [[ "$name" == busybox ]] || ln -s busybox "root/bin/$name"
done
printf 'FROM scratch\nCOPY root/ /\nENV PATH=/bin\nUSER 10001:10001\n' >Dockerfile
DOCKER_BUILDKIT=0 docker build --quiet --network none --tag "$image" . >/dev/null
docker run --rm --network none --read-only "$image" wget --help 2>/dev/null
