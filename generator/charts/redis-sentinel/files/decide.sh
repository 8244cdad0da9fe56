# shellcheck shell=sh
# Whom this pod's Redis follows, by what the Sentinels say. Sourced by start-redis.sh, after ask.sh.
# There is no "nobody answered in time, so I am the master": that is the root of every split brain.
# Must not ask anybody, nor start anything.
# shellcheck disable=SC2153,SC2154 # $ORDINAL is set by lib.sh, $known, $virgin, $named and $newest are set by read_answers, $disk by start-redis.sh.

# Without a memory anywhere: the primary that the configuration names, if it holds data or nobody does; else the pod
# with the newest data.
first_of_all() {
  case $newest:${PRIMARY_ORDINAL:-} in
  none:*) echo "${PRIMARY_ORDINAL:-0}" ;;
  *:) echo "$newest" ;;
  *) if [ "$(disk_of "$PRIMARY_ORDINAL")" = empty ]; then echo "$newest"; else echo "$PRIMARY_ORDINAL"; fi ;;
  esac
}

# A majority remembers, or all have answered, so that nobody is left who could know better.
is_settled() {
  [ "$known" -ge "$MAJORITY" ] || [ "$((known + virgin))" -eq "$REPLICAS" ]
}

# What to do: "lead", "follow", "yield" (named, and yet another must lead), "refuse" (the same with an empty disk), "wait".
judge() {
  if [ "$known" -eq 0 ]; then
    if [ "$virgin" -eq "$REPLICAS" ] && [ "$(first_of_all)" = "$ORDINAL" ]; then echo lead; else echo wait; fi
  elif [ "$named" != "$(address_of "$ORDINAL")" ]; then
    # An empty disk has nothing to be overwritten, and nobody promotes what never synced: one word is enough for it.
    if is_settled || [ "$disk" = empty ]; then echo follow; else echo wait; fi
  elif ! is_settled; then
    echo wait
  elif [ "$disk" = empty ]; then
    if [ "$(peers_that_are empty)" -eq "$LAST_ORDINAL" ]; then echo lead; else echo refuse; fi
  elif [ "$(peers_that_are ahead)" -gt 0 ]; then
    echo yield
  else
    echo lead
  fi
}
