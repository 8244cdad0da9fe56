# shellcheck shell=sh
# The addresses of the other servers, kept in the pod's own hosts file: a name must be found while DNS is half dead, or a
# failover waits for it (65 s instead of 22 s were measured). Sourced, never run.

HOSTS_FILE=${HOSTS_FILE:-/run/hosts/hosts}
# Survives the pod: what was known last.
KNOWN_HOSTS=$DATA_DIR/known-hosts

# The address that DNS gives now; nothing when it gives none.
resolve() {
  timeout 5 getent -s dns ahostsv4 "$1" 2>/dev/null | awk 'NR == 1 { print $1 }'
}

print_hosts() {
  printf '127.0.0.1 localhost\n::1 localhost\n'
  for name in $RESOLVED_HOSTS; do
    address=$(resolve "$name")
    [ -n "$address" ] || address=$(awk -v name="$name" '$2 == name { print $1 }' "$KNOWN_HOSTS" 2>/dev/null || true)
    [ -z "$address" ] || printf '%s %s\n' "$address" "$name"
  done
}

# The file is a mount: it can only be written in place, so it is, and only when something changed.
refresh_hosts() {
  hosts=$(print_hosts)
  [ "$hosts" != "$(cat "$HOSTS_FILE" 2>/dev/null)" ] || return 0
  printf '%s\n' "$hosts" >"$HOSTS_FILE"
  printf '%s\n' "$hosts" | replace "$KNOWN_HOSTS" || say known-hosts-not-kept reason 'the volume does not take it'
}
