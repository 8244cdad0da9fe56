#!/bin/sh
# The preStop of Sentinel: it stays until Redis has handed over, so that clients still find somebody to ask.
set -eu
COMPONENT=sentinel-stop
. "$(dirname "$0")/lib.sh"

# What the preStop of Redis takes at most: it waits for an answer, for a replica that is fit, for it to catch up, and for
# the handover.
deadline=$(seconds_from_now $((5 + 11 + ${HANDOVER_WAIT_SECONDS:-5} + ${HANDOVER_SECONDS:-15})))
until [ -e "$HANDED_OVER" ] || past "$deadline"; do
  sleep 0.1
done
