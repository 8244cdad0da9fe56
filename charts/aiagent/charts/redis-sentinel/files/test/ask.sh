# shellcheck shell=sh
# What the test pods share: how a server is asked. Sourced, never run.

# ask HOST PORT COMMAND...: the answer, or nothing within five seconds.
ask() {
  ask_host=$1
  ask_port=$2
  shift 2
  set -- -h "$ask_host" -p "$ask_port" --no-auth-warning "$@"
  if [ "$TLS_ENABLED" = true ]; then
    set -- --tls --cacert /tls/ca.crt --sni "$SERVER_NAME" "$@"
  fi
  REDISCLI_AUTH=$(cat "${SECRETS_DIR:-/secrets}/password") timeout 5 redis-cli "$@"
}

fail() {
  echo "$1" >&2
  exit 1
}

# The name of a pod's Service, by its ordinal.
pod_name() {
  echo "$ADDRESS_PREFIX-$1.$ADDRESS_DOMAIN."
}

# The address of the master, as the Sentinel of a pod names it.
master_by() {
  ask "$(pod_name "$1")" "$SENTINEL_PORT" SENTINEL get-master-addr-by-name "$MASTER_NAME" | head -n 1
}
