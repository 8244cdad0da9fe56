#!/bin/sh
# pgbackrest-get.sh FILE PATH: the restore_command of a standby.
exec pgbackrest --config="${KEYS_DIR:-/run/keys}/pgbackrest.conf" --stanza="$STANZA" archive-get "$1" "$2"
