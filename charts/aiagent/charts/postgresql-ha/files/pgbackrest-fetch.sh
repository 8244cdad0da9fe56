#!/bin/sh
# pgbackrest-fetch.sh STANZA REPOSITORY FILE PATH: the restore_command of a restore. PostgreSQL takes every exit up to 125
# for the end of the archive, and goes on with what it has: only "it is not there" may be that.
set -u
for _ in 1 2 3 4 5; do
  status=0
  pgbackrest --config="${KEYS_DIR:-/run/keys}/pgbackrest.conf" --stanza="$1" --repo="$2" --no-archive-async \
    archive-get "$3" "$4" || status=$?
  [ "$status" -gt 1 ] || exit "$status"
  sleep 2
done
# Ends the recovery with an error, and so the restore.
exit 255
