#!/bin/sh
# Every Sentinel knows enough others for a failover, and all of them name one master.
set -eu
. "$(dirname "$0")/test-ask.sh"

named=
ordinal=0
while [ "$ordinal" -lt "$REPLICAS" ]; do
  answer=$(ask "$(pod_name "$ordinal")" "$SENTINEL_PORT" SENTINEL ckquorum "$MASTER_NAME" || true)
  case $answer in
    OK*) echo "Sentinel $ordinal: $answer" ;;
    *) fail "Sentinel $ordinal could not fail over: ${answer:-no answer}" ;;
  esac
  master=$(master_by "$ordinal")
  [ -n "$master" ] || fail "Sentinel $ordinal names no master"
  [ -z "$named" ] || [ "$named" = "$master" ] || fail "Sentinel $ordinal names $master, others $named"
  named=$master
  ordinal=$((ordinal + 1))
done
echo "all name $named"
