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
. "$here/certificates.sh"

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

# On a machine that is busy a second may be too short for any answer: each question waits longer than the one before.
wait_longer() {
  [ "$CLI_SECONDS" -ge 5 ] || ! somebody_is_silent || CLI_SECONDS=$((CLI_SECONDS + 1))
}

# A peer that answers slowly may know better; one that is dead must not be waited for longer than this.
decide() {
  patience=$(seconds_from_now 3)
  CLI_SECONDS=1
  while :; do
    ask_all
    read_answers
    publish_disk
    judgement=$(judge)
    case $judgement in wait | lead | follow) wait_longer ;; *) CLI_SECONDS=1 ;; esac
    [ "$disk" = empty ] || ! somebody_is_silent || past "$patience" || { sleep 0.3 && continue; }
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
      [ "$promotable" = unknown ] && ! past "$patience" || return 0
      ;;
    yield) say_now_and_then failover-asked reason 'a replica may hold more than this disk' ;;
    refuse) say_now_and_then empty-disk-refused reason 'this disk is empty and others may hold data' ;;
    wait) say_now_and_then waiting reason 'no majority of the Sentinels says who is master' ;;
    esac
    case $judgement in yield | refuse) ask_for_failover ;; esac
    sleep 0.3
  done
}

# Redis reads no snapshot where it is to append to files that do not exist yet: it starts without, and begins them then.
append_when_loaded() {
  until [ "$(redis_cli 127.0.0.1 "$REDIS_PORT" CONFIG SET appendonly yes)" = OK ]; do sleep 0.2; done
  say snapshot-read
}

# Redis reads the files again for the same names; where they do not fit each other, it keeps what it has.
reload_certificates() {
  reload_reply=$(redis_cli 127.0.0.1 "$REDIS_PORT" CONFIG SET tls-cert-file "$TLS_DIR/tls.crt" \
    tls-key-file "$TLS_DIR/tls.key" tls-ca-cert-file "$TLS_DIR/ca.crt") || true
  [ "$reload_reply" = OK ] || ! say certificates-not-renewed reply "$reload_reply"
}

# Until redis-server runs, the first process of a container hears no signal that it has not asked for.
trap 'exit 0' TERM INT
rm -f "$HANDED_OVER"
lock "$REDIS_DATA"
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
if [ "$disk" != empty ] && appends && ! has_appended; then
  echo 'appendonly no' >>"$RUN_DIR/redis.conf"
  append_when_loaded 9>&- &
fi
note_certificates
watch_certificates reload_certificates 9>&- &
say start judgement "$judgement" master "$named" known "$known" virgin "$virgin" disk "$disk" promotable "$promotable"
echo "$named" >"$DECISION.new"
mv "$DECISION.new" "$DECISION"
exec redis-server "$RUN_DIR/redis.conf"
