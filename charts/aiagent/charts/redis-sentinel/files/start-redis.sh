#!/bin/sh
# Starts Redis as what the Sentinels say that it is. Waits as long as they do not say it.
set -eu
umask 077
COMPONENT=redis-boot
here=$(dirname "$0")
. "$here/lib.sh"
. "$here/ask.sh"
. "$here/decide.sh"
. "$here/promotable.sh"
. "$here/disk.sh"

# A forced delete can leave the last pod's Redis on the same volume: the lock goes to redis-server with the descriptor.
lock_data() {
  exec 9>"$REDIS_DATA/.lock"
  until flock -n 9; do
    say waiting reason 'another process still uses this disk'
    sleep 1
  done
}

# Tells the other pods through the own Sentinel what this disk held at this start: as the name of a user that nobody
# can be. A Sentinel that starts later reads it from the file.
publish_disk() {
  echo "user disk-$disk off" >"$RUN_DIR/disk.acl"
  published=$(disk_of "$ORDINAL")
  [ -n "$published" ] && [ "$published" != "$disk" ] || return 0
  redis_cli 127.0.0.1 "$SENTINEL_PORT" ACL SETUSER "disk-$disk" off >/dev/null || true
  redis_cli 127.0.0.1 "$SENTINEL_PORT" ACL DELUSER "disk-$published" >/dev/null || true
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
  patience=$(($(date +%s) + 3))
  while :; do
    ask_all
    read_answers
    publish_disk
    judgement=$(judge)
    case $judgement in
    lead)
      [ "$known" -gt 0 ] || [ "$newest" = none ] ||
        say sentinel-state-lost reason 'no Sentinel remembers a master, so a disk that holds data leads'
      named=$(address_of "$ORDINAL")
      promotable=yes
      return
      ;;
    follow)
      promotable=$(may_be_promoted)
      [ "$promotable" = unknown ] && [ "$(date +%s)" -lt "$patience" ] || return 0
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
disk=$(disk_state)
[ "$disk" != empty ] || : >"$NEVER_SYNCED"
decide
# Sentinel rewrites the file that Redis runs on, so each start begins with a fresh one.
cp "$RUN_DIR/redis.assembled.conf" "$RUN_DIR/redis.conf"
if [ "$judgement" = lead ]; then
  rm -f "$NEVER_SYNCED"
else
  echo "replicaof $named $REDIS_PORT" >>"$RUN_DIR/redis.conf"
fi
if [ "$judgement" != lead ] && [ "$disk" = empty ]; then
  # A client that a Sentinel still sends here must be refused, not told that nothing exists.
  echo 'replica-serve-stale-data no' >>"$RUN_DIR/redis.conf"
fi
if [ "$promotable" != yes ]; then
  echo 'replica-priority 0' >>"$RUN_DIR/redis.conf"
  watch_until_promotable 9>&- &
fi
say start judgement "$judgement" master "$named" known "$known" virgin "$virgin" disk "$disk" promotable "$promotable"
echo "$named" >"$DECISION.new"
mv "$DECISION.new" "$DECISION"
exec redis-server "$RUN_DIR/redis.conf"
