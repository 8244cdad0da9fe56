# shellcheck shell=sh
# A split vote: two Sentinels each voted for themselves, and neither is elected. Left alone they wait ten seconds, and
# then twice the failover timeout. Sourced by notify.sh. Here one of them, the same one by the judgement of both, gives
# up at once and asks for votes again, in a new epoch: whoever leads is still elected by a majority.

# Below it nothing is hurried: this is also how long a promotion may take until the old figure stands again.
HURRY_MILLISECONDS=800

# The ids of the peers that voted for themselves in this epoch.
rivals() {
  redis_cli 127.0.0.1 "$SENTINEL_PORT" SENTINEL SENTINELS "$MASTER_NAME" | tr -d '\r' | awk -v epoch="$1" '
    NR % 2 { key = $0; next }
    key == "runid" { id = $0 }
    key == "voted-leader" { vote = $0 }
    key == "voted-leader-epoch" && $0 == epoch && vote == id { print id }'
}

set_timeout() {
  redis_cli 127.0.0.1 "$SENTINEL_PORT" SENTINEL SET "$MASTER_NAME" failover-timeout "$1" >/dev/null
}

# settle_vote ID EPOCH: whom this Sentinel has just voted for, and in which epoch.
settle_vote() {
  [ "$(redis_cli 127.0.0.1 "$SENTINEL_PORT" SENTINEL MYID)" = "$1" ] || return 0
  # A vote that goes well is over in a few tenths of a second.
  sleep 1
  [ "$(group_field 127.0.0.1 failover-state)" = wait_start ] || return 0
  others=$(rivals "$2")
  [ -n "$others" ] || return 0
  [ "$(printf '%s\n' "$others" "$1" | sort | head -n 1)" = "$1" ] || return 0
  say split-vote epoch "$2"
  # As it was configured: what Sentinel has now could be the hurry of a try that was cut short.
  usual=$(sed -n "s/^sentinel failover-timeout $MASTER_NAME //p" "$CONFIG_DIR/sentinel.base.conf")
  [ -n "$usual" ] || return 0
  trap 'set_timeout "$usual"' EXIT
  set_timeout "$HURRY_MILLISECONDS"
  tries=0
  # First this attempt ends, then the next one is elected; from there on it needs its usual time.
  until [ "$tries" -ge 60 ]; do
    state=$(group_field 127.0.0.1 failover-state)
    case $state in '' | none | wait_start) ;; *) break ;; esac
    tries=$((tries + 1))
    sleep 0.1
  done
}
