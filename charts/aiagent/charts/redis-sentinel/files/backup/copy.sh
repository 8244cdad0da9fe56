#!/bin/sh
# Copies the data of a replica that follows its master into the mounted claim, and removes copies that are too old.
set -eu
. /scripts/test-ask.sh

password=/secrets/password
if [ -e /secrets/replica-password ]; then
  password=/secrets/replica-password
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
file="/backup/$ADDRESS_PREFIX-$(date -u +%Y%m%dT%H%M%SZ).rdb"
set -- -h "$(pod_name "$pod")" -p "$REDIS_PORT" --user replica --no-auth-warning
if [ "$TLS_ENABLED" = true ]; then
  set -- "$@" --tls --cacert /tls/ca.crt --sni "$SERVER_NAME"
fi
REDISCLI_AUTH=$(cat "$password") redis-cli "$@" --rdb "$file.part"
redis-check-rdb "$file.part" >/dev/null || fail 'the copy cannot be read'
mv "$file.part" "$file"
echo "copied pod $pod to $file"

# shellcheck disable=SC2012 # The names are those made above.
ls -1 /backup/"$ADDRESS_PREFIX"-*.rdb | sort -r | tail -n +$((KEEP + 1)) | while read -r old; do
  rm -f "$old"
  echo "removed $old"
done
