# shellcheck shell=sh
# Pods that no longer exist, after a scaling down: each Sentinel would count theirs for a majority for ever. Sourced by
# start-sentinel.sh, after lib.sh. Must not touch a pod that exists.

# instances SENTINELS | REPLICAS: "ADDRESS FLAGS PART" of those that the own Sentinel knows; PART is "pod" or "stranger".
instances() {
  redis_cli 127.0.0.1 "$SENTINEL_PORT" SENTINEL "$1" "$MASTER_NAME" | tr -d '\r' | awk -v addresses="$ADDRESSES" '
    BEGIN { while ((getline line < addresses) > 0) { split(line, part, " "); exists[part[2]] = 1 } }
    NR % 2 { key = $0; next }
    key == "ip" { ip = $0 }
    key == "flags" { print ip, $0, (ip in exists) ? "pod" : "stranger" }'
}

# Whether it knows a stranger, and all of them are down.
knows_only_dead_strangers() {
  strangers=$({ instances SENTINELS && instances REPLICAS; } | awk '$3 == "stranger"')
  [ -n "$strangers" ] && ! printf '%s\n' "$strangers" | awk '$2 !~ /s_down/ { alive = 1 } END { exit !alive }'
}

# Whether it sees the master and every other pod: then it learns them anew within two seconds.
sees_all() {
  [ "$(group_field 127.0.0.1 flags)" = master ] &&
    [ "$(instances SENTINELS | grep -c ' sentinel pod$')" -eq "$LAST_ORDINAL" ] &&
    [ "$(instances REPLICAS | grep -c ' slave pod$')" -eq "$LAST_ORDINAL" ]
}

# Whether it is this pod's turn, by the clock: of all Sentinels at most one does at a time what leaves it blind for a moment.
is_own_turn() {
  [ $(($(date +%s) / 20 % REPLICAS)) -eq "$ORDINAL" ]
}

# Forgets strangers when all are down, by SENTINEL RESET: it keeps the master and the epochs, and learns the rest anew.
forget_strangers() {
  while :; do
    sleep "${STRANGER_SECONDS:-10}"
    { is_own_turn && knows_only_dead_strangers && sees_all; } || continue
    redis_cli 127.0.0.1 "$SENTINEL_PORT" SENTINEL RESET "$MASTER_NAME" >/dev/null || continue
    say strangers-forgotten addresses "$(printf '%s\n' "$strangers" | cut -d ' ' -f 1 | sort -u | tr '\n' ' ')"
  done
}
