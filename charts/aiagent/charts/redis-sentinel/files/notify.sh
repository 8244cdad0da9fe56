#!/bin/sh
# Sentinel calls this at each event: notify.sh TYPE DESCRIPTION. One line of JSON; must not fail, or Sentinel tries again.
COMPONENT=sentinel
. "$(dirname "$0")/lib.sh"
say "$(json_text "$1")" detail "${2:-}"
