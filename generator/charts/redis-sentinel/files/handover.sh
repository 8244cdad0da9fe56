# shellcheck shell=sh
# The questions and the orders of a handover. Sourced by stop-redis.sh, after ask.sh. Must not decide when.
# shellcheck disable=SC2153,SC2154 # $ORDINAL is set by lib.sh, $replicas and $target by stop-redis.sh.

own_redis() {
  redis_cli 127.0.0.1 "$REDIS_PORT" "$@"
}

own_state() {
  own_redis INFO replication | info_field "$1"
}

# Sets $role to what this node says that it is, or to "none" where nothing runs; fails while it does not answer.
knows_own_role() {
  role=$(own_redis INFO replication) || true
  case $role in
  *'Could not connect'*) role=none ;;
  *) role=$(printf '%s\n' "$role" | info_field role) ;;
  esac
  [ -n "$role" ]
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
    redis_cli "$(address_of "$ordinal")" "$SENTINEL_PORT" SENTINEL REPLICAS "$(group_of "$ordinal")" | tr -d '\r' | awk '
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
  until_moment=$(seconds_from_now "$1")
  shift
  until "$@"; do
    ! past "$until_moment" || return 1
    sleep 0.1
  done
}

# Some peer's Sentinel has the group under the name by which the own one has it, so that the two hear of each other.
name_is_shared() {
  own_name=$(group_of "$ORDINAL")
  for ordinal in $(seq 0 "$LAST_ORDINAL"); do
    [ "$ordinal" = "$ORDINAL" ] || [ "$(group_of "$ordinal")" != "$own_name" ] || return 0
  done
  return 1
}

# Whom a peer's Sentinel names by now, if it is another and leads indeed: a Sentinel that was cut off may name an old one.
another_leads() {
  for ordinal in $(seq 0 "$LAST_ORDINAL"); do
    [ "$ordinal" != "$ORDINAL" ] || continue
    successor=$(redis_cli "$(address_of "$ordinal")" "$SENTINEL_PORT" SENTINEL GET-MASTER-ADDR-BY-NAME "$(group_of "$ordinal")" | head -n 1)
    case $successor in *[!0-9A-Fa-f.:]* | '' | "$(address_of "$ORDINAL")") continue ;; esac
    [ "$(redis_cli "$successor" "$REDIS_PORT" INFO replication | info_field role)" != master ] || return 0
  done
  return 1
}

# The own Sentinel first: whoever leads a failover is the last to name the new master, and this one ends in a moment. Where
# it is the last one of an old name nobody would hear it.
promote_another() {
  failover_reply=unheard
  ! name_is_shared || failover_reply=$(redis_cli 127.0.0.1 "$SENTINEL_PORT" SENTINEL FAILOVER "$own_name") || true
  case $failover_reply in OK*) ;; *) ask_for_failover ;; esac
}
