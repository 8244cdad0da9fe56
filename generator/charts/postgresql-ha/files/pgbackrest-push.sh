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
# push REPOSITORY PATH. Each repository has a process of its own: one that stands still would hold up the others.
push() {
  code=0
  mkdir -p "$DATA_DIR/spool/$1"
  said=$($limit pgbackrest --config="${KEYS_DIR:-/run/keys}/pgbackrest.$1.conf" --spool-path="$DATA_DIR/spool/$1" \
    --lock-path="${RUN_DIR:-/run/postgresql}/pgbackrest-$1" --stanza="$STANZA" archive-push "$2" 2>&1) || code=$?
  [ -z "$said" ] || printf '%s\n' "$said" >&2
  case $said in *'dropped WAL'*) touch "$DATA_DIR/wal-dropped-$1" ;; esac
  return "$code"
}

pushing=''
for repository in $BACKUP_REPOSITORIES; do
  push "$repository" "$1" &
  pushing="$pushing $repository:$!"
done
status=0
having=''
for process in $pushing; do
  if wait "${process#*:}"; then
    having="$having ${process%%:*}"
  else
    status=$?
  fi
done

# PostgreSQL asks for no later segment before this one is everywhere. A repository that has it is asked for the newest
# one, and takes all that wait, beside us.
if [ "$status" != 0 ] && [ ! -e "$DATA_DIR/stopping" ]; then
  limit='timeout 2'
  newest=$(find "$(dirname "$1")/archive_status" -name '*.ready' 2>/dev/null | sort | tail -n 1)
  newest=$(basename "$newest" .ready)
  for repository in $having; do
    [ -z "$newest" ] || [ "$newest" = "$(basename "$1")" ] || push "$repository" "$(dirname "$1")/$newest"
  done
fi
exit "$status"
