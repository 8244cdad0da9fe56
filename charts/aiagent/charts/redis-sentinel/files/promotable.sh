# shellcheck shell=sh
# Whether this pod's replica may become master. Redis starts with a priority of 0, which no Sentinel promotes, and gets
# its usual one when it may. Sourced by start-redis.sh, after ask.sh.
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

# Runs until this replica may be promoted: a whole copy has come, or it turned out that no other disk is newer.
watch_until_promotable() {
  while :; do
    sleep 1
    state=$(redis_cli 127.0.0.1 "$REDIS_PORT" INFO replication) || continue
    case $(printf '%s\n' "$state" | info_field role):$(printf '%s\n' "$state" | info_field master_link_status) in
    master:* | slave:up) rm -f "$NEVER_SYNCED" ;;
    *)
      ask_all
      read_answers
      [ "$named" != nobody ] || continue
      [ "$(may_be_promoted)" = yes ] || continue
      ;;
    esac
    redis_cli 127.0.0.1 "$REDIS_PORT" CONFIG SET replica-priority 100 replica-serve-stale-data yes >/dev/null || continue
    say promotable
    return
  done
}
