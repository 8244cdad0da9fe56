# shellcheck shell=sh
# Asks every Sentinel and every Redis by itself, never through a Service of all. Sourced; must not judge the answers.

ANSWERS=$RUN_DIR/answers

# This pod itself on loopback, which needs no network.
host_of() {
  # shellcheck disable=SC2153 # Set by lib.sh.
  if [ "$1" = "$ORDINAL" ]; then echo 127.0.0.1; else address_of "$1"; fi
}

# What one Sentinel says, as a line: "known EPOCH ADDRESS DISK", "virgin - - DISK", "silent" when it did not answer in
# time, or nothing when nobody is there. A virgin one remembers no master. DISK is what its pod's disk held when it
# started: "empty", or the time of the last write to it. One that has the group under another name knows it all the same.
ask_sentinel() {
  printf '%s\n' "SENTINEL GET-MASTER-ADDR-BY-NAME $MASTER_NAME" 'SENTINEL MASTERS' 'ACL USERS' |
    redis_cli "$(host_of "$1")" "$SENTINEL_PORT" | tr -d '\r' | awk -v group="$ANSWERS/group-$1" '
      /^Could not connect/ { nobody = 1 }
      NR == 1 { address = $1 }
      before == "name" { print >group }
      before == "ip" { ip = $1 }
      before == "config-epoch" { epoch = $1 }
      $1 ~ /^disk-/ { disk = substr($1, 6) }
      { before = $1 }
      END {
        if (address !~ /^[0-9A-Fa-f.:]+$/) address = ip
        if (disk == "") { if (!nobody) print "silent" }
        else if (epoch != "" && address ~ /^[0-9A-Fa-f.:]+$/) print "known", epoch, address, disk
        else print "virgin - -", disk
      }'
}

# What the Redis of a peer holds: "ahead" (it leads, or has been in step since its start), "empty" or "data"; "silent" when
# it did not answer in time, or nothing when nobody is there.
ask_redis() {
  # Not DBSIZE: an empty replica refuses it.
  printf '%s\n' 'INFO replication' 'INFO persistence' 'INFO keyspace' |
    redis_cli "$(address_of "$1")" "$REDIS_PORT" | tr -d '\r' | awk -F: '
      { is[$1] = $2 }
      /^Could not connect/ { nobody = 1 }
      /^db[0-9]+:keys=/ { keys = 1 }
      END {
        if (!("role" in is)) { if (!nobody) print "silent" }
        else if (is["role"] == "master" || is["master_link_status"] == "up") print "ahead"
        else if (is["master_link_down_since_seconds"] + 0 >= 0) print "ahead"
        else if (is["loading"] == "0" && !keys) print "empty"
        else print "data"
      }'
}

# The name by which the Sentinel of a pod knew the group when it was asked: another than ours while the group is renamed,
# pod by pod.
group_of() {
  if [ -s "$ANSWERS/group-$1" ]; then head -n 1 "$ANSWERS/group-$1"; else echo "$MASTER_NAME"; fi
}

# Asks all at once, so that the dead ones cost one second together.
ask_all() {
  rm -rf "$ANSWERS"
  mkdir -p "$ANSWERS"
  for ordinal in $(seq 0 "$LAST_ORDINAL"); do
    ask_sentinel "$ordinal" >"$ANSWERS/sentinel-$ordinal" &
    [ "$ordinal" = "$ORDINAL" ] || ask_redis "$ordinal" >"$ANSWERS/redis-$ordinal" &
  done
  wait
}

# Sums the answers up: how many Sentinels know a master and how many are virgin; whom most of those at the highest
# epoch name; on which disk the last write is the newest (none: all that answered are empty).
read_answers() {
  for ordinal in $(seq 0 "$LAST_ORDINAL"); do
    sed "s/^/$ordinal /" "$ANSWERS/sentinel-$ordinal"
  done >"$ANSWERS/all"
  # shellcheck disable=SC2034 # Read by those who judge.
  read -r known virgin named newest <<SUM
$(awk '
    $2 == "silent" { next }
    $2 == "known" { known++; epoch[$1] = $3 + 0; names[$1] = $4; if (epoch[$1] > top) top = epoch[$1] }
    $2 == "virgin" { virgin++ }
    $5 != "empty" && "d" $5 > last { last = "d" $5; newest = $1 }
    END {
      for (one in names) if (epoch[one] == top && ++votes[names[one]] > most) { most = votes[names[one]]; named = names[one] }
      print known + 0, virgin + 0, (named == "" ? "nobody" : named), (newest == "" ? "none" : newest)
    }' "$ANSWERS/all")
SUM
}

# What the disk of a pod held when it started, by its Sentinel; nothing when that did not answer.
disk_of() {
  sed -n "s/^$1 .* //p" "$ANSWERS/all"
}

# How many Redis of the peers gave this answer.
peers_that_are() {
  cat "$ANSWERS"/redis-* 2>/dev/null | grep -c "^$1\$" || true
}

# Somebody did not answer in time: by the next question it may, and know better.
somebody_is_silent() {
  grep -qx silent "$ANSWERS"/sentinel-* "$ANSWERS"/redis-* 2>/dev/null
}

# Asks the first Sentinel that will to put another in this pod's place.
ask_for_failover() {
  for ordinal in $(seq 0 "$LAST_ORDINAL"); do
    [ "$ordinal" != "$ORDINAL" ] || continue
    grep -q '^known' "$ANSWERS/sentinel-$ordinal" || continue
    sentinel=$(address_of "$ordinal")
    failover_reply=$(redis_cli "$sentinel" "$SENTINEL_PORT" SENTINEL FAILOVER "$(group_of "$ordinal")") || true
    case $failover_reply in
    OK*) return ;;
    # One that waits for votes that do not come is no reason not to ask the next.
    *INPROG*) [ "$(group_field "$sentinel" failover-state)" = wait_start ] || return 0 ;;
    esac
  done
}
