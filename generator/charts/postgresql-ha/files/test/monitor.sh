#!/bin/sh
# A test of Helm: asks the monitor whether every node is what it should be.
set -eu
umask 077
COMPONENT=postgresql-test
here=$(dirname "$0")
. "$here/lib.sh"
. "$here/secrets.sh"
. "$here/monitor.sh"

check_secrets monitor-password
PGPASSFILE=$HOME/pgpass
export PGPASSFILE
print_passfile >"$PGPASSFILE"
# A job has no copies of certificates, only the mount.
[ "$SSL_MODE" = disable ] || MONITOR_URI=$(printf '%s' "$MONITOR_URI" | sed "s|sslrootcert=.*|sslrootcert=$TLS_DIR/ca.crt|")

wanted=$(echo "$NODE_HOSTS" | wc -w)
for _ in $(seq 30); do
  good=$(monitor_sql -c "SELECT count(*) FROM pgautofailover.node WHERE reportedstate = goalstate
    AND reportedstate IN ('primary', 'secondary', 'single') AND health = 1") || good=0
  [ "$good" -lt "$wanted" ] || { say whole nodes "$good"; exit 0; }
  sleep 2
done
die not-whole nodes "$good" wanted "$wanted"
