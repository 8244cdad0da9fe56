#!/bin/sh
# The preStop of Redis: hands the group over without losing a write. Writes pause, the replicas catch up, a peer's
# Sentinel promotes one, and this node follows it before any write goes on: what waited is refused, never lost.
set -eu
COMPONENT=redis-handover
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/ask.sh"

paused=
failover_reply=none
# However this ends: no client is left waiting, and Sentinel's container may stop.
finish() {
  [ -z "$paused" ] || own_redis CLIENT UNPAUSE >/dev/null || true
  : >"$HANDED_OVER"
}
trap finish EXIT

own_redis() {
  redis_cli 127.0.0.1 "$REDIS_PORT" "$@"
}

own_state() {
  own_redis INFO replication | info_field "$1"
}

# The addresses of the replicas that follow this node.
replicas_online() {
  own_redis INFO replication | tr -d '\r' | sed -n 's/^slave[0-9]*:ip=\([^,]*\),.*state=online.*/\1/p'
}

# Every replica that could be promoted has read all that this node wrote. Asked at the replica: what the master knows
# of them is up to a second old.
all_caught_up() {
  for replica in $replicas; do
    offset=$(redis_cli "$replica" "$REDIS_PORT" INFO replication | info_field slave_repl_offset)
    [ "${offset:-0}" -ge "$target" ] || return 1
  done
}

# Some peer's Sentinel knows a replica that it would promote.
somebody_would_promote() {
  for ordinal in $(seq 0 "$LAST_ORDINAL"); do
    [ "$ordinal" != "$ORDINAL" ] || continue
    redis_cli "$(address_of "$ordinal")" "$SENTINEL_PORT" SENTINEL REPLICAS "$MASTER_NAME" | tr -d '\r' | awk '
      NR % 2 { key = $1; next }
      key == "name" { flags = link = "" }
      key == "flags" { flags = $1 }
      key == "master-link-status" { link = $1 }
      key == "slave-priority" && $1 > 0 && flags == "slave" && link == "ok" { good = 1 }
      END { exit !good }' && return
  done
  return 1
}

# within SECONDS COMMAND...: tries every tenth of a second.
within() {
  until_moment=$(($(date +%s) + $1))
  shift
  until "$@"; do
    [ "$(date +%s)" -lt "$until_moment" ] || return 1
    sleep 0.1
  done
}

# Whom a peer's Sentinel names by now, if it is another.
another_leads() {
  for ordinal in $(seq 0 "$LAST_ORDINAL"); do
    [ "$ordinal" != "$ORDINAL" ] || continue
    successor=$(redis_cli "$(address_of "$ordinal")" "$SENTINEL_PORT" SENTINEL GET-MASTER-ADDR-BY-NAME "$MASTER_NAME" | head -n 1)
    case $successor in *[!0-9A-Fa-f.:]* | '' | "$(address_of "$ORDINAL")") ;; *) return 0 ;; esac
  done
  return 1
}

[ "$(own_state role)" = master ] || exit 0
replicas=$(replicas_online)
[ -n "$replicas" ] || die handover-failed reason 'no replica is in step'
within 11 somebody_would_promote || die handover-failed reason 'no Sentinel would promote a replica'
ask_all
deadline=$(($(date +%s) + ${HANDOVER_SECONDS:-15} - 3))
paused=yes
own_redis CLIENT PAUSE "${HANDOVER_SECONDS:-15}000" WRITE >/dev/null
target=$(own_state master_repl_offset)
within "${HANDOVER_WAIT_SECONDS:-5}" all_caught_up || die handover-failed reason 'a replica does not catch up'
# From here on only the end of this node may end the pause: a failover that comes late would lose what came after it.
paused=
ask_for_failover
while ! within 1 another_leads; do
  [ "$(date +%s)" -lt "$deadline" ] || die handover-failed reason 'no Sentinel promoted a replica' reply "$failover_reply"
  case $failover_reply in OK* | *INPROG*) ;; *) ask_for_failover ;; esac
done
own_redis REPLICAOF "$successor" "$REDIS_PORT" >/dev/null
own_redis CLIENT UNPAUSE >/dev/null
# They come back and ask a Sentinel, instead of finding out write by write.
own_redis CLIENT KILL TYPE normal SKIPME yes >/dev/null
say handover successor "$successor"
