#!/bin/sh
# The probes of Redis: probe-redis.sh startup | liveness | readiness. Logs in; a reply, not a connection, is what counts.
set -eu
COMPONENT=redis-probe
. "$(dirname "$0")/lib.sh"
CLI_SECONDS=3

reply=$(redis_cli 127.0.0.1 "$REDIS_PORT" PING) || die probe-failed probe "$1" reply "${reply:-none in time}"

# A server that loads, syncs or runs a script is alive: killing it would only begin that anew.
case $1:$reply in
startup:PONG | startup:LOADING* | startup:MASTERDOWN*) exit 0 ;;
liveness:PONG | liveness:LOADING* | liveness:BUSY* | liveness:MASTERDOWN*) exit 0 ;;
readiness:PONG) ;;
*) die probe-failed probe "$1" reply "$reply" ;;
esac

state=$(redis_cli 127.0.0.1 "$REDIS_PORT" INFO replication)
role=$(printf '%s\n' "$state" | info_field role)
link=$(printf '%s\n' "$state" | info_field master_link_status)
syncing=$(printf '%s\n' "$state" | info_field master_sync_in_progress)
priority=$(printf '%s\n' "$state" | info_field slave_priority)
case $role:$link:$syncing:$priority in
# One that may not be promoted is no second copy yet: a rollout must not go on to the next pod.
master:* | slave:up:0:[1-9]*) ;;
*) die probe-failed probe "$1" role "$role" link "$link" syncing "$syncing" priority "$priority" ;;
esac
