#!/bin/sh
# A test of Helm: writes a row through the string with all nodes, sees it on another node where there is one, and leaves
# nothing behind.
set -eu
umask 077
COMPONENT=postgresql-test
here=$(dirname "$0")
. "$here/lib.sh"
. "$here/secrets.sh"

check_secrets password
PGPASSFILE=$HOME/pgpass
export PGPASSFILE
passfile_line "$APPLICATION_USER" "$(secret password)" >"$PGPASSFILE"
TABLE=chartwright_test_$(date +%s)_$$

# ask HOSTS ATTRIBUTES SQL
ask() {
  authority=''
  [ "$SSL_MODE" = disable ] || authority="sslrootcert=$TLS_DIR/ca.crt"
  timeout 20 psql -XAtq -v ON_ERROR_STOP=1 \
    "host=$1 port=$PG_PORT user=$APPLICATION_USER dbname=$DATABASE target_session_attrs=$2 connect_timeout=3 sslmode=$SSL_MODE $authority" -c "$3"
}

hosts=$(echo "$NODE_HOSTS" | tr ' ' ',')
trap 'exit 1' TERM INT
trap 'ask "$hosts" read-write "DROP TABLE IF EXISTS $TABLE" || true' EXIT
ask "$hosts" read-write "CREATE TABLE $TABLE AS SELECT 42 AS answer"
say written
for host in $NODE_HOSTS; do
  seen=''
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    seen=$(ask "$host" any "SELECT answer FROM $TABLE" 2>/dev/null) || seen=''
    [ "$seen" != 42 ] || break
    sleep 1
  done
  [ "$seen" = 42 ] || die not-seen host "$host"
  say seen host "$host"
done
