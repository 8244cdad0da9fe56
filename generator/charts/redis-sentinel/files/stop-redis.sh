#!/bin/sh
# The preStop of Redis: hands the group over without losing a write. Writes pause, the replicas catch up, a Sentinel
# promotes one, and all follow it before any write goes on: what waited is refused, never lost.
set -eu
COMPONENT=redis-handover
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/ask.sh"
. "$(dirname "$0")/handover.sh"

paused=
failover_reply=none
# However this ends: no client is left waiting, and Sentinel's container may stop.
finish() {
  if [ -n "$paused" ]; then
    own_redis CLIENT UNPAUSE >/dev/null || true
    own_redis CONFIG SET repl-ping-replica-period "$usual_period" >/dev/null || true
  fi
  : >"$HANDED_OVER"
}
trap finish EXIT

# A node that is busy may be a master all the same.
within 5 knows_own_role || die handover-failed reason 'Redis does not answer'
[ "$role" = master ] || exit 0
replicas=$(replicas_online)
[ -n "$replicas" ] || die handover-failed reason 'no replica is in step'
ask_all
within 11 somebody_would_promote || die handover-failed reason 'no Sentinel would promote a replica'
deadline=$(seconds_from_now $((${HANDOVER_SECONDS:-15} - 3)))
usual_period=$(own_redis CONFIG GET repl-ping-replica-period | tail -n 1)
paused=yes
# A ping to the replicas between the promotion and the end of this master would be a step that its successor never took:
# all of them would need a whole copy, and no write would be accepted before.
own_redis CONFIG SET repl-ping-replica-period 3600 >/dev/null
own_redis CLIENT PAUSE "${HANDOVER_SECONDS:-15}000" WRITE >/dev/null
target=$(own_state master_repl_offset)
within "${HANDOVER_WAIT_SECONDS:-5}" all_caught_up || die handover-failed reason 'a replica does not catch up'
# From here on only the end of this node may end the pause: a failover that comes late would lose what came after it.
paused=
promote_another
while ! within 1 another_leads; do
  ! past "$deadline" || die handover-failed reason 'no Sentinel promoted a replica' reply "$failover_reply"
  case $failover_reply in OK* | *INPROG*) ;; *) ask_for_failover ;; esac
done
own_redis REPLICAOF "$successor" "$REDIS_PORT" >/dev/null
for replica in $replicas; do
  [ "$replica" = "$successor" ] || redis_cli "$replica" "$REDIS_PORT" REPLICAOF "$successor" "$REDIS_PORT" >/dev/null || true
done
own_redis CLIENT UNPAUSE >/dev/null
# They come back and ask a Sentinel, instead of finding out write by write.
own_redis CLIENT KILL TYPE normal SKIPME yes >/dev/null
say handover successor "$successor"
