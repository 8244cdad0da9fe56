# shellcheck shell=sh
# Whether this pod's replica may become master. Redis starts with a priority of 0, which no Sentinel promotes, and gets
# its usual one when it may. Sourced by start-redis.sh, after ask.sh and disk.sh.
# shellcheck disable=SC2153,SC2154 # Variables are set by lib.sh, by read_answers and by start-redis.sh.

# Whether a Sentinel may promote this pod before it is in step: "yes" only where nobody is in step and no other
# replica's disk was written to later, "unknown" while one has not said. The disk of the named master does not count:
# it is what a replica would replace.
may_be_promoted() {
  if [ "$disk" = empty ] || [ "$(peers_that_are ahead)" -gt 0 ]; then
    echo no
    return
  fi
  answer=yes
  for ordinal in $(seq 0 "$LAST_ORDINAL"); do
    case $ordinal:$(address_of "$ordinal") in "$ORDINAL":* | *:"$named") continue ;; esac
    other=$(disk_of "$ordinal")
    case $other in
    '') answer=unknown ;;
    empty) ;;
    # As text: the figures are longer than a shell counts.
    *) if [ "$(printf '%s\n' "$other" "$disk" | sort | tail -n 1)" != "$disk" ]; then
      echo no
      return
    fi ;;
    esac
  done
  echo "$answer"
}

# Whether a start would find the copy that has come: Redis reads a copy into memory, and begins its files anew afterwards. A
# pod that ended in between would find the old ones, and they are empty.
copy_is_on_disk() {
  state=$(redis_cli 127.0.0.1 "$REDIS_PORT" INFO persistence | tr -d '\r') || return 1
  if appends; then
    for wanted in loading:0 aof_enabled:1 aof_rewrite_in_progress:0 aof_rewrite_scheduled:0 aof_last_bgrewrite_status:ok; do
      printf '%s\n' "$state" | grep -qx "$wanted" || return 1
    done
  else
    # The copy comes as a file, unless a directive has it go into memory at once: then it is saved.
    [ -z "$(find "$SNAPSHOT" -newer "$NEVER_SYNCED" 2>/dev/null)" ] || return 0
    redis_cli 127.0.0.1 "$REDIS_PORT" BGSAVE >/dev/null || true
    return 1
  fi
}

# Runs until this replica may be promoted: a whole copy has come, or it turned out that no other disk is newer. And until
# that copy would outlive it.
watch_until_promotable() {
  while :; do
    sleep 1
    state=$(redis_cli 127.0.0.1 "$REDIS_PORT" INFO replication) || continue
    case $(printf '%s\n' "$state" | info_field role):$(printf '%s\n' "$state" | info_field master_link_status) in
    master:* | slave:up) ;;
    *)
      ask_all
      read_answers
      [ "$named" != nobody ] || continue
      [ "$(may_be_promoted)" = yes ] || continue
      ;;
    esac
    redis_cli 127.0.0.1 "$REDIS_PORT" CONFIG SET replica-priority 100 replica-serve-stale-data yes >/dev/null || continue
    say promotable
    break
  done
  [ -e "$NEVER_SYNCED" ] || return 0
  until copy_is_on_disk; do sleep 1; done
  rm -f "$NEVER_SYNCED"
  say copy-on-disk
}
