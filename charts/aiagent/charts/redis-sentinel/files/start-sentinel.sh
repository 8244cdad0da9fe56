#!/bin/sh
# Starts Sentinel. One that knows no group yet answers the others meanwhile, and starts anew when Redis has decided:
# a script to call cannot be given to a running Sentinel.
set -eu
umask 077
COMPONENT=sentinel-boot
here=$(dirname "$0")
. "$here/lib.sh"

configuration=$SENTINEL_DATA/sentinel.conf

wait_for_decision() {
  redis-server "$RUN_DIR/sentinel-waiting.conf" --sentinel &
  waiting=$!
  trap 'kill "$waiting" 2>/dev/null; wait "$waiting"; exit 0' TERM INT
  until [ -s "$DECISION" ]; do
    kill -0 "$waiting" 2>/dev/null || die waiting-sentinel-ended
    sleep 0.1
  done
  kill "$waiting"
  wait "$waiting" || true
  trap - TERM INT
}

if ! grep -q "^sentinel monitor $MASTER_NAME " "$configuration"; then
  wait_for_decision
  cp "$configuration" "$configuration.new"
  {
    echo "sentinel monitor $MASTER_NAME $(cat "$DECISION") $REDIS_PORT $QUORUM"
    cat "$RUN_DIR/sentinel-group.conf"
  } >>"$configuration.new"
  mv "$configuration.new" "$configuration"
fi
say start master "$(sed -n "s/^sentinel monitor $MASTER_NAME //p" "$configuration")"
exec redis-server "$configuration" --sentinel
