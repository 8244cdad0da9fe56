#!/bin/sh
# The probes of Sentinel: probe-sentinel.sh startup | liveness | readiness. It answers. A quorum is not asked for: one lost Sentinel must not take the others out as well.
set -eu
COMPONENT=sentinel-probe
. "$(dirname "$0")/lib.sh"
CLI_SECONDS=3

reply=$(redis_cli 127.0.0.1 "$SENTINEL_PORT" PING) || true
[ "$reply" = PONG ] || die probe-failed probe "${1:-}" reply "${reply:-none in time}"
