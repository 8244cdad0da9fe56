# shellcheck shell=sh
# Whom this pod's Redis follows, by what a majority of the Sentinels says. Sourced by start-redis.sh.
# There is no "nobody answered in time, so I am the master": that is the root of every split brain.
# Must not start anything.
# shellcheck disable=SC2154 # $known, $virgin, $with_data and $named are set by read_answers.

ANSWERS=$RUN_DIR/answers

# shellcheck disable=SC2153 # $ORDINAL is set by lib.sh.
# Every Sentinel is asked itself, never through a Service of all; its own one on loopback, which needs no network.
host_of() {
  if [ "$1" = "$ORDINAL" ]; then echo 127.0.0.1; else address_of "$1"; fi
}

# What one Sentinel says, as a line: "known EPOCH ADDRESS", "virgin data", "virgin empty", or nothing.
ask_sentinel() {
  printf '%s\n' "SENTINEL GET-MASTER-ADDR-BY-NAME $MASTER_NAME" "SENTINEL MASTER $MASTER_NAME" 'ACL USERS' |
    redis_cli "$(host_of "$1")" "$SENTINEL_PORT" | tr -d '\r' | awk '
      NR == 1 { address = $1 }
      before == "config-epoch" { epoch = $1 }
      $1 == "disk-data" || $1 == "disk-empty" { disk = substr($1, 6) }
      { before = $1 }
      END { if (epoch != "") print "known", epoch, address; else if (disk != "") print "virgin", disk }'
}

# What the Redis of a peer holds: "ahead" (it has been in step since its start, or leads), "empty" or "data".
ask_redis() {
  printf '%s\n' 'INFO replication' 'INFO persistence' DBSIZE |
    redis_cli "$(address_of "$1")" "$REDIS_PORT" | tr -d '\r' | awk -F: '
      { is[$1] = $2; last = $0 }
      END {
        if (!("role" in is)) exit
        if (is["role"] == "master" || is["master_link_status"] == "up") print "ahead"
        else if (is["master_link_down_since_seconds"] + 0 >= 0) print "ahead"
        else if (is["loading"] == 0 && last == "0") print "empty"
        else print "data"
      }'
}

# Asks all at once, so that a dead one costs its second only once.
ask_all() {
  rm -rf "$ANSWERS"
  mkdir -p "$ANSWERS"
  for ordinal in $(seq 0 "$LAST_ORDINAL"); do
    ask_sentinel "$ordinal" >"$ANSWERS/sentinel-$ordinal" &
    [ "$ordinal" = "$ORDINAL" ] || ask_redis "$ordinal" >"$ANSWERS/redis-$ordinal" &
  done
  wait
}

# Sums the answers up: how many Sentinels know a group, how many are virgin, on which of these the disk holds data,
# and whom most of those at the highest epoch name.
read_answers() {
  # The answers are words that this pod wrote itself, out of numbers and addresses.
  eval "$(for ordinal in $(seq 0 "$LAST_ORDINAL"); do sed "s/^/$ordinal /" "$ANSWERS/sentinel-$ordinal"; done | awk '
    $2 == "known" && $4 ~ /^[0-9A-Fa-f.:]+$/ { known++; if ($3 + 0 > top) top = $3 + 0; epoch[$1] = $3; names[$1] = $4 }
    $2 == "virgin" { virgin++; if ($3 == "data") data = data $1 " " }
    END {
      for (one in epoch) if (epoch[one] == top && ++votes[names[one]] > most) { most = votes[names[one]]; named = names[one] }
      printf "known=%d virgin=%d with_data=\"%s\" named=%s\n", known, virgin, data, named
    }')"
}

# How many Redis of the peers gave this answer.
peers_that_are() {
  cat "$ANSWERS"/redis-* 2>/dev/null | grep -c "^$1\$" || true
}

# Without a memory anywhere: the primary of the configuration, unless only others hold data.
first_of_all() {
  case " $with_data" in
  ' ' | *" $PRIMARY_ORDINAL "*) echo "$PRIMARY_ORDINAL" ;;
  *) echo "${with_data%% *}" ;;
  esac
}

# What to do, as a line: "lead", "follow ADDRESS", "yield" (named, and yet another must lead), "refuse", "wait".
judge() {
  if [ "$known" -eq 0 ]; then
    if [ "$virgin" -lt "$REPLICAS" ] || [ "$(first_of_all)" != "$ORDINAL" ]; then echo wait; else echo lead; fi
  elif [ "$named" != "$(address_of "$ORDINAL")" ]; then
    # With an empty disk there is nothing to overwrite, and nobody promotes what never synced: one word is enough.
    if [ "$known" -ge "$MAJORITY" ] || [ "$((known + virgin))" -eq "$REPLICAS" ] || disk_is_empty; then
      echo "follow $named"
    else
      echo wait
    fi
  elif [ "$known" -lt "$MAJORITY" ] && [ "$((known + virgin))" -lt "$REPLICAS" ]; then
    echo wait
  elif disk_is_empty; then
    if [ "$(peers_that_are empty)" -eq "$LAST_ORDINAL" ]; then echo lead; else echo refuse; fi
  elif [ "$(peers_that_are ahead)" -gt 0 ]; then
    echo yield
  else
    echo lead
  fi
}

# Asks the first Sentinel that will to put another in this pod's place.
ask_for_failover() {
  for ordinal in $(seq 0 "$LAST_ORDINAL"); do
    [ "$ordinal" != "$ORDINAL" ] || continue
    grep -q '^known' "$ANSWERS/sentinel-$ordinal" || continue
    failover_reply=$(redis_cli "$(address_of "$ordinal")" "$SENTINEL_PORT" SENTINEL FAILOVER "$MASTER_NAME") || true
    case $failover_reply in OK* | *INPROG*) return ;; esac
  done
}
