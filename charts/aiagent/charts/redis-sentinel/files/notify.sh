#!/bin/sh
# Sentinel calls this at each event: notify.sh TYPE DESCRIPTION. One line of JSON; a vote for itself is watched.
# Must not fail: Sentinel would call it again.
COMPONENT=sentinel
here=$(dirname "$0")
. "$here/lib.sh"
. "$here/settle-vote.sh"
say "$(json_text "$1")" detail "${2:-}"
if [ "$1" = +vote-for-leader ]; then
  # "ID EPOCH" are two words.
  # shellcheck disable=SC2086
  settle_vote $2
fi
exit 0
