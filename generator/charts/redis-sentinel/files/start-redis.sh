#!/bin/sh
# Starts Redis as what the Sentinels say that it is. Waits as long as they do not say it.
set -eu
umask 077
COMPONENT=redis-boot
here=$(dirname "$0")
. "$here/lib.sh"
. "$here/decide.sh"

# A forced delete can leave the last pod's Redis on the same volume: the lock goes over to redis-server with the descriptor.
lock_data() {
  exec 9>"$REDIS_DATA/.lock"
  until flock -n 9; do
    say waiting reason 'another process still uses this disk'
    sleep 1
  done
}

# Runs until a whole copy has come; before that no Sentinel may promote this pod.
watch_first_copy() {
  while :; do
    sleep 1
    state=$(redis_cli 127.0.0.1 "$REDIS_PORT" INFO replication) || continue
    role=$(printf '%s\n' "$state" | info_field role)
    link=$(printf '%s\n' "$state" | info_field master_link_status)
    [ "$role" = master ] || [ "$link" = up ] || continue
    rm -f "$NEVER_SYNCED"
    redis_cli 127.0.0.1 "$REDIS_PORT" CONFIG SET replica-priority 100 >/dev/null || continue
    say first-copy-complete
    return
  done
}

# Says a thing once, and again every five seconds while it lasts.
say_now_and_then() {
  moment=$(date +%s)
  [ "$1" != "${said:-}" ] || [ $((moment - said_at)) -ge 5 ] || return 0
  said=$1
  said_at=$moment
  say "$@" known "$known" virgin "$virgin" named "$named"
}

decide() {
  while :; do
    ask_all
    read_answers
    judgement=$(judge)
    case $judgement in
    lead)
      master=$(address_of "$ORDINAL")
      [ "$known" -gt 0 ] || [ -z "$with_data" ] ||
        say sentinel-state-lost reason 'no Sentinel remembers a master, so a disk that holds data leads'
      return
      ;;
    follow*)
      master=${judgement#follow }
      return
      ;;
    yield) say_now_and_then failover-asked reason 'a replica may hold more than this disk' ;;
    refuse) say_now_and_then empty-disk-refused reason 'this disk is empty and others may hold data' ;;
    wait) say_now_and_then waiting reason 'no majority of the Sentinels says who is master' ;;
    esac
    case $judgement in yield | refuse) ask_for_failover ;; esac
    sleep 0.3
  done
}

rm -f "$HANDED_OVER"
lock_data
if disk_is_empty; then : >"$NEVER_SYNCED"; fi
decide
# Sentinel rewrites the file that Redis runs on, so each start begins with a fresh one.
cp "$RUN_DIR/redis.assembled.conf" "$RUN_DIR/redis.conf"
if [ "$master" = "$(address_of "$ORDINAL")" ]; then
  rm -f "$NEVER_SYNCED"
  role=master
else
  role=replica
  echo "replicaof $master $REDIS_PORT" >>"$RUN_DIR/redis.conf"
fi
if [ -e "$NEVER_SYNCED" ]; then
  echo 'replica-priority 0' >>"$RUN_DIR/redis.conf"
  watch_first_copy 9>&- &
fi
say start role "$role" master "$master" known "$known" virgin "$virgin"
echo "$master" >"$DECISION.new"
mv "$DECISION.new" "$DECISION"
exec redis-server "$RUN_DIR/redis.conf"
