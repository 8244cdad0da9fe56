#!/bin/sh
# The preStop of Sentinel: it stays until Redis has handed over, so that clients still find somebody to ask.
set -eu
COMPONENT=sentinel-stop
. "$(dirname "$0")/lib.sh"

seconds=0
until [ -e "$HANDED_OVER" ] || [ "$seconds" -ge "$((${HANDOVER_SECONDS:-15} + 5))" ]; do
  seconds=$((seconds + 1))
  sleep 1
done
