# shellcheck shell=sh
# The addresses of all pods, asked from the DNS once, before anything else starts. Sourced by configure.sh.
# From here on nobody asks the DNS: a failover must not wait for a name. Must not know what runs at them.

# The first address of a pod's Service; nothing when there is no answer in time.
resolve() {
  resolve_name=$ADDRESS_PREFIX-$1
  # The dot at the end keeps the resolver from trying every search domain.
  [ -z "${ADDRESS_DOMAIN:-}" ] || resolve_name=$resolve_name.$ADDRESS_DOMAIN.
  timeout 2 getent hosts "$resolve_name" | awk 'NR == 1 { print $1 }'
}

# Adds what the DNS says of every ordinal that the given file lacks, all asked at once; fails while it lacks one.
resolve_missing() {
  for ordinal in $(seq 0 "$LAST_ORDINAL"); do
    grep -q "^$ordinal " "$1" || resolve "$ordinal" | sed "s/^/$ordinal /" >>"$1" &
  done
  wait
  [ "$(wc -l <"$1")" -eq "$REPLICAS" ]
}

# Fills the gaps from the addresses of the last start; fails where it did not know one either.
fill_from_stored() {
  [ -s "$ADDRESSES" ] || return 1
  for ordinal in $(seq 0 "$LAST_ORDINAL"); do
    grep -q "^$ordinal " "$1" || grep "^$ordinal " "$ADDRESSES" >>"$1" || return 1
  done
}

# Writes the map of all ordinals to the given file. Ends when it is not whole in time, for without it nobody could be
# asked: the container is started anew, and the pod shows that.
find_addresses() {
  : >"$1"
  reason='the DNS does not know every pod, or does not answer'
  stored_from=$(seconds_from_now "${DNS_SECONDS:-10}")
  given_up_at=$(seconds_from_now "${DNS_LONGEST_SECONDS:-60}")
  until resolve_missing "$1"; do
    if past "$stored_from" && fill_from_stored "$1"; then
      say stored-addresses-used reason "$reason"
      break
    fi
    ! past "$given_up_at" || die addresses-unknown reason "$reason"
    say waiting reason "$reason"
    sleep 1
  done
  sort -n -o "$1" "$1"
}

# with_new_addresses OLD NEW: reads lines, and puts the new address of an ordinal in place of its old one, word by word.
with_new_addresses() {
  awk -v old="$1" -v new="$2" '
    BEGIN {
      while ((getline line < new) > 0) { split(line, part, " "); now[part[1]] = part[2] }
      while ((getline line < old) > 0) { split(line, part, " "); if (part[1] in now) becomes[part[2]] = now[part[1]] }
    }
    { for (i = 1; i <= NF; i++) if ($i in becomes) $i = becomes[$i]; print }
  '
}
