#!/bin/sh
# The preStop of a node: puts it into maintenance, by which a primary hands over to its standby, and a primary stops
# waiting for a standby that ends. Asked again until it is done, or the time is up.
set -u
COMPONENT=postgresql-stop
here=$(dirname "$0")
. "$here/lib.sh"
. "$here/addresses.sh"
. "$here/monitor.sh"

# The output of a hook goes nowhere, so it is kept on the volume.
mkdir -p "$DATA_DIR/log" 2>/dev/null
LOG=$DATA_DIR/log/stop.log
[ -z "$(find "$LOG" -size +1000k 2>/dev/null)" ] || rm -f "$LOG"
# A redirection that fails would end the shell: it is tried before.
if (: >>"$LOG") 2>/dev/null; then exec 2>>"$LOG"; else exec 2>/dev/null; fi

# The next start ends a maintenance that a stop began, and none that somebody else asked for.
asked=false
if [ -e "$STOPPING" ] || [ -e "$LEAVING" ]; then asked=true; fi
# Before the request: a hook that is killed in between would leave a node that never comes back by itself.
touch "$STOPPING" || say marker-not-written reason 'the volume does not take it'
rm -f "$LEAVING"
[ "$(echo "$NODE_HOSTS" | wc -w)" -gt 1 ] || { say alone; exit 0; }

# A server does not end before each of its standbys has everything, also one in another region that is far behind or does
# not answer: it fetches the rest from the archive, or from the next primary.
release_far_standbys() {
  sql -c "SELECT pg_terminate_backend(pid) FROM pg_stat_replication
    WHERE application_name !~ '^pgautofailover_standby_'
    AND (flush_lsn IS NULL OR pg_current_wal_flush_lsn() - flush_lsn > 16777216
      OR (flush_lsn < sent_lsn AND reply_time < now() - interval '3 seconds'))" >/dev/null 2>&1
}

# The names of the release are gone, and others are found: it is being removed, and nobody is left to hand over to.
is_removed() {
  [ -z "$(resolve "$MONITOR_HOST")" ] && [ -n "$(resolve "kubernetes.default.svc.${NODE_HOST#*.svc.}")" ]
}

until_then=$(($(date +%s) + HANDOVER_SECONDS))
say stopping state "$(own_state)"
while [ "$(date +%s)" -lt "$until_then" ]; do
  case $(own_state) in
  'maintenance|maintenance')
    [ "$asked" = true ] || rm -f "$STOPPING"
    say in-maintenance by-this-stop "$asked"
    exit 0
    ;;
  unknown) say unknown-to-the-monitor; exit 0 ;;
  '')
    # Asked twice: a name that was just found anew is no sign.
    if is_removed && sleep 2 && is_removed; then
      say release-removed
      exit 0
    fi
    ;;
  esac
  release_far_standbys
  # It waits by itself until the node is in maintenance, longer than there is time; a full log ends nothing.
  left=$((until_then - $(date +%s)))
  [ "$left" -gt 0 ] || break
  asked=true
  timeout "$left" pg_autoctl enable maintenance --allow-failover >/dev/null \
    2>"$RUN_DIR/stop.answer" && continue
  say refused answer "$(tail -n 1 "$RUN_DIR/stop.answer")"
  sleep 1
done
say gave-up
