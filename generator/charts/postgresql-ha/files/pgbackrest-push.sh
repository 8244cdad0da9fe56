#!/bin/sh
# pgbackrest-push.sh PATH: the archive_command. Fails, and is asked again, until every repository has the segment or a queue
# that is too long was given up (archive-push-queue-max), which leaves a mark for the next backup.
set -u
DATA_DIR=${DATA_DIR:-/data}

# A server does not end before its archiver has tried three times: while it hands over there is little time, and what
# stays here the next primary offers again.
limit=''
if [ -e "$DATA_DIR/stopping" ]; then
  [ $(($(date +%s) - $(stat -c %Y "$DATA_DIR/stopping"))) -lt 3 ] || exit 1
  limit='timeout 2'
fi
status=0
said=$($limit pgbackrest --config="${KEYS_DIR:-/run/keys}/pgbackrest.conf" --stanza="$STANZA" archive-push "$1" 2>&1) ||
  status=$?
[ -z "$said" ] || printf '%s\n' "$said" >&2
case $said in
*'dropped WAL'*)
  for repository in $BACKUP_REPOSITORIES; do
    touch "$DATA_DIR/wal-dropped-$repository"
  done
  ;;
esac
exit "$status"
