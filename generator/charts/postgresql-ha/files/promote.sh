#!/bin/sh
# Promotes the standby of this region that has received most, and says what it lacked. The region that it followed must be
# lost or stopped: nothing here can know that, a person says it by starting this.
set -eu
umask 077
COMPONENT=postgresql-promote
here=$(dirname "$0")
. "$here/lib.sh"
. "$here/secrets.sh"

check_secrets operations-password
PGPASSFILE=$RUN_DIR/pgpass
export PGPASSFILE
passfile_line operations "$(secret operations-password)" >"$PGPASSFILE"

ask() {
  host=$1
  shift
  authority=''
  [ "$SSL_MODE" = disable ] || authority="sslrootcert=$TLS_DIR/ca.crt"
  PGCONNECT_TIMEOUT=3 timeout 90 psql -XAtq -v ON_ERROR_STOP=1 \
    "host=$host port=$PG_PORT user=operations dbname=postgres sslmode=$SSL_MODE $authority" -c "$1"
}

best=''
best_lsn=0
for host in $NODE_HOSTS; do
  answer=$(ask "$host" "SELECT pg_is_in_recovery(), coalesce(pg_wal_lsn_diff(greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()), '0/0'), 0)") || {
    say no-answer host "$host"
    continue
  }
  case $answer in
  f*)
    say already-promoted host "$host"
    exit 0
    ;;
  esac
  lsn=${answer#*|}
  say standby host "$host" received "$lsn"
  if [ -z "$best" ] || [ "$lsn" -gt "$best_lsn" ]; then
    best=$host
    best_lsn=$lsn
  fi
done
[ -n "$best" ] || die nobody-answers

lag=$(ask "$best" "SELECT coalesce(extract(epoch FROM now() - pg_last_xact_replay_timestamp())::int, -1)")
say promote host "$best" secondsSinceLastCommit "$lag"
[ "$(ask "$best" 'SELECT pg_promote(true, 60)')" = t ] || die not-promoted host "$best"
until [ "$(ask "$best" 'SHOW transaction_read_only')" = off ]; do sleep 0.2; done
say promoted host "$best" secondsSinceLastCommit "$lag"
