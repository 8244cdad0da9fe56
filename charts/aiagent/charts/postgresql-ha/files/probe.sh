#!/bin/sh
# probe.sh startup|standby-startup|readiness|monitor|standby: whether the pod is started, or ready. There is no liveness: it would end a
# server that recovers or was told to stand back; a supervisor that ends is restarted anyway.
set -u
COMPONENT=postgresql-probe
here=$(dirname "$0")
. "$here/lib.sh"

# Two seconds inside the kubelet's own limit, or its answer would be an error instead of "no".
SQL_SECONDS=2

case ${1:-} in
# A copy or a restore takes as long as it takes: it is a start, and nothing to be ended for.
startup) [ -e "$UNFINISHED" ] || [ -n "$(find "$XDG_RUNTIME_DIR/pg_autoctl" -name pg_autoctl.pid 2>/dev/null)" ] ;;
readiness)
  # A node in maintenance is not ready although it may follow: no failover to it is possible.
  [ ! -e "$STOPPING" ] && [ ! -e "$LEAVING" ] || exit 1
  answer=$(sql -c "SELECT CASE WHEN NOT pg_is_in_recovery() THEN current_setting('transaction_read_only') = 'off'
    ELSE EXISTS (SELECT FROM pg_stat_wal_receiver WHERE status = 'streaming') END" 2>/dev/null)
  [ "$answer" = t ]
  ;;
standby-startup) [ -e "$UNFINISHED" ] || [ -e "$RUNNING" ] ;;
monitor) [ "$(SQL_DATABASE=pg_auto_failover sql -c 'SELECT count(*) > 0 FROM pgautofailover.formation' 2>/dev/null)" = t ] ;;
standby) [ "$(sql -c 'SELECT true' 2>/dev/null)" = t ] ;;
*)
  echo 'usage: probe.sh startup|standby-startup|readiness|monitor|standby' >&2
  exit 2
  ;;
esac
