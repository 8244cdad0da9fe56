#!/bin/sh
# Copies the data of a replica that follows its master into the mounted claim, and removes copies that are too old.
set -eu
. "$(dirname "$0")/test-ask.sh"

BACKUP_DIR=${BACKUP_DIR:-/backup}
SECRETS_DIR=${SECRETS_DIR:-/secrets}
password=$SECRETS_DIR/password
if [ -e "$SECRETS_DIR/replica-password" ]; then
  password=$SECRETS_DIR/replica-password
fi

# source: the first pod that is a replica and follows; the master where none does.
source_pod() {
  ordinal=$((REPLICAS - 1))
  last=
  while [ "$ordinal" -ge 0 ]; do
    state=$(ask "$(pod_name "$ordinal")" "$REDIS_PORT" INFO replication || true)
    case $state in
      *role:slave*master_link_status:up*)
        echo "$ordinal"
        return
        ;;
      *role:master*) last=$ordinal ;;
    esac
    ordinal=$((ordinal - 1))
  done
  echo "$last"
}

pod=$(source_pod)
[ -n "$pod" ] || fail 'no pod answers'
file="$BACKUP_DIR/$ADDRESS_PREFIX-$(date -u +%Y%m%dT%H%M%SZ).rdb"
set -- -h "$(pod_name "$pod")" -p "$REDIS_PORT" --user replica --no-auth-warning
if [ "$TLS_ENABLED" = true ]; then
  set -- "$@" --tls --cacert /tls/ca.crt --sni "$SERVER_NAME"
fi
trap 'rm -f "$file.part"' EXIT
REDISCLI_AUTH=$(cat "$password") redis-cli "$@" --rdb "$file.part"
redis-check-rdb "$file.part" >/dev/null || fail 'the copy cannot be read'
mv "$file.part" "$file"
echo "copied pod $pod to $file"

# Only names as they are made above: the copies of another Redis may begin with the name of this one.
# shellcheck disable=SC2010 # The names that are let through are plain.
ls -1 "$BACKUP_DIR" | grep -x "$ADDRESS_PREFIX-[0-9]\{8\}T[0-9]\{6\}Z\.rdb" | sort -r | tail -n +$((KEEP + 1)) |
  while read -r old; do
    rm -f "$BACKUP_DIR/$old"
    echo "removed $BACKUP_DIR/$old"
  done
