#!/bin/sh
# archive-get.sh FILE PATH: the restore_command of a standby.
exec pgbackrest --config="${RUN_DIR:-/run/postgresql}/pgbackrest.conf" --stanza="$STANZA" archive-get "$1" "$2"
