#!/bin/sh
# What is written on the master can be read on every pod.
set -eu
. "$(dirname "$0")/test-ask.sh"

master=$(master_by 0)
[ -n "$master" ] || fail 'Sentinel 0 names no master'
key="chartwright:test:$POD_NAME"
value="$$-$(date +%s)"
written=$(ask "$master" "$REDIS_PORT" SET "$key" "$value" EX 60 || true)
[ "$written" = OK ] || fail "the master $master does not take a write: ${written:-no answer}"

ordinal=0
while [ "$ordinal" -lt "$REPLICAS" ]; do
  attempt=0
  until [ "$(ask "$(pod_name "$ordinal")" "$REDIS_PORT" GET "$key" || true)" = "$value" ]; do
    attempt=$((attempt + 1))
    [ "$attempt" -lt 10 ] || fail "pod $ordinal does not have what the master took"
    sleep 1
  done
  echo "pod $ordinal has it"
  ordinal=$((ordinal + 1))
done
ask "$master" "$REDIS_PORT" DEL "$key" >/dev/null
