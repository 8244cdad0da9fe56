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

# Writes what the DNS says of every ordinal to the given file, and returns the number of those still missing.
resolve_missing() {
  missing=0
  for ordinal in $(seq 0 "$LAST_ORDINAL"); do
    grep -q "^$ordinal " "$1" && continue
    found=$(resolve "$ordinal")
    if [ -n "$found" ]; then
      echo "$ordinal $found" >>"$1"
    else
      missing=$((missing + 1))
    fi
  done
  return "$missing"
}

# Fills the gaps from the addresses of the last start; fails where it did not know one either.
fill_from_stored() {
  [ -s "$ADDRESSES" ] || return 1
  for ordinal in $(seq 0 "$LAST_ORDINAL"); do
    grep -q "^$ordinal " "$1" || grep "^$ordinal " "$ADDRESSES" >>"$1" || return 1
  done
}

# Writes the map of all ordinals to the given file. Waits until it is whole: without it nobody could be asked.
find_addresses() {
  : >"$1"
  seconds=0
  until resolve_missing "$1"; do
    if [ "$seconds" -ge "${DNS_SECONDS:-10}" ] && fill_from_stored "$1"; then
      say stored-addresses-used reason 'the DNS does not know every pod, or does not answer'
      return
    fi
    [ $((seconds % 5)) -ne 0 ] || say waiting reason 'the DNS does not know every pod, or does not answer'
    seconds=$((seconds + 1))
    sleep 1
  done
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
