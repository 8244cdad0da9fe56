#!/bin/sh
# Starts Sentinel. One that remembers no master answers the others meanwhile, and starts anew when Redis has decided:
# a script to call cannot be given to a running Sentinel.
set -eu
umask 077
COMPONENT=sentinel-boot
here=$(dirname "$0")
. "$here/lib.sh"
. "$here/sentinel-conf.sh"
. "$here/certificates.sh"
. "$here/strangers.sh"

configuration=$SENTINEL_DATA/sentinel.conf

write_users() {
  cat "$RUN_DIR/sentinel-users.acl" "$RUN_DIR/disk.acl" >"$RUN_DIR/sentinel.acl"
}

wait_for_decision() {
  write_users
  sentinel_settings >"$RUN_DIR/sentinel-waiting.conf"
  redis-server "$RUN_DIR/sentinel-waiting.conf" --sentinel &
  waiting=$!
  trap 'kill "$waiting" 2>/dev/null; wait "$waiting" || true; exit 0' TERM INT
  until [ -s "$DECISION" ]; do
    kill -0 "$waiting" 2>/dev/null || die waiting-sentinel-ended
    sleep 0.1
  done
  kill "$waiting"
  wait "$waiting" || true
  trap 'exit 0' TERM INT
}

# Sentinel reads the state of a replica every ten seconds, and promotes none that it last saw unfit: what has become
# fit would stay unfit for so long. Where the command is not known, it stays so.
read_states_each_second() {
  for _ in $(seq 1 50); do
    sleep 0.2
    case $(redis_cli 127.0.0.1 "$SENTINEL_PORT" SENTINEL DEBUG info-period 1000) in OK* | ERR*) return ;; esac
  done
}

# Sentinel cannot read certificates again: it ends, and its container is started anew. One at a time, for a majority is
# needed at every moment.
end_in_turn() {
  is_own_turn || return 1
  say certificates-renewed reason 'Sentinel starts anew for them'
  kill "$$"
}

# Until redis-server runs, the first process of a container hears no signal that it has not asked for.
trap 'exit 0' TERM INT
lock "$SENTINEL_DATA"
note_certificates
master=$(remembered_master)
if [ -z "$master" ]; then
  wait_for_decision
  master=$(cat "$DECISION")
fi
write_users
write_sentinel "$master"
say start master "$master"
read_states_each_second 9>&- &
forget_strangers 9>&- &
watch_certificates end_in_turn 9>&- &
exec redis-server "$configuration" --sentinel
