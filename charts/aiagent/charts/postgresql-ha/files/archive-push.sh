#!/bin/sh
# archive-push.sh PATH: the archive_command. Fails, and is asked again, until every repository has the segment or a queue
# that is too long was given up (archive-push-queue-max).
exec pgbackrest --config="${RUN_DIR:-/run/postgresql}/pgbackrest.conf" --stanza="$STANZA" archive-push "$1"
