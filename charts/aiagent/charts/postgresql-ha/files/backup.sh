#!/bin/sh
# The scheduler of base backups, beside every node: the one that takes writes makes them, into each repository when it is
# due there. A repository that fails is tried again, and holds up no other.
set -u
umask 077
COMPONENT=postgresql-backup
here=$(dirname "$0")
. "$here/lib.sh"
. "$here/restore.sh"

# Between two looks, and after a failure in a repository.
LOOK_SECONDS=${LOOK_SECONDS:-30}
RETRY_SECONDS=${RETRY_SECONDS:-300}
running=''

# A backup takes hours and the end of a pod must not: it runs beside, and ends with us.
trap '[ -z "$running" ] || kill -TERM "$running" 2>/dev/null; say end; exit 0' TERM INT

run() {
  backrest "$@" >"$RUN_DIR/backup.answer" 2>&1 &
  running=$!
  wait "$running"
  result=$?
  running=''
  return $result
}

nap() {
  sleep "$1" &
  wait $!
}

# Whether the repository has the stanza.
stanza_status() {
  backrest --stanza="$STANZA" --repo="$1" --output=json info 2>/dev/null | jq '[.[].db[]?] | length > 0'
}

# full, diff, or nothing: what is due in a repository now.
due() {
  backrest --stanza="$STANZA" --repo="$1" --output=json info 2>/dev/null | jq -r --argjson now "$(date +%s)" \
    --argjson full "$BACKUP_FULL_HOURS" --argjson differential "$BACKUP_DIFFERENTIAL_HOURS" \
    --arg hour "${BACKUP_HOUR:-}" --argjson thisHour "$(($(date -u +%s) / 3600 % 24))" '
    [.[0].backup[]? | select(.error != true)] as $all
    | ([$all[] | select(.type == "full").timestamp.stop] | max) as $lastFull
    | ([$all[].timestamp.stop] | max) as $last
    # Half an hour early is in time: the next look at the hour of backups is a day later.
    | ($hour == "" or ($hour | tonumber) == $thisHour) as $isHour
    | if $lastFull == null then "full"
      elif $isHour and $now - $lastFull > $full * 3600 - 1800 then "full"
      elif $isHour and $now - $last > $differential * 3600 - 1800 then "diff"
      else "" end'
}

# One row for each backup that the repository holds, so that its age can be measured.
publish() {
  backrest --stanza="$STANZA" --repo="$1" --output=json info 2>/dev/null | jq -r --arg repository "$1" '
    "BEGIN; DELETE FROM chartwright.backup WHERE repository = \($repository);",
    (.[0].backup[]? | select(.error != true) |
      "INSERT INTO chartwright.backup VALUES (\($repository), '"'"'\(.type)'"'"', to_timestamp(\(.timestamp.stop)), \(.info.repository.delta // .info.delta), \(.timestamp.stop - .timestamp.start));"),
    "COMMIT;"' | { echo "SET synchronous_commit = local;"; cat; } | sql >/dev/null || say not-published repository "$1"
}

back_up() {
  began=$(date +%s)
  say begin repository "$1" type "$2"
  if run --stanza="$STANZA" --repo="$1" --type="$2" backup; then
    say finished repository "$1" type "$2" seconds "$(($(date +%s) - began))"
    publish "$1"
  else
    say failed repository "$1" type "$2" answer "$(grep -m 1 ERROR "$RUN_DIR/backup.answer")"
    return 1
  fi
}

# Not before a while: a repository that fails is left alone for some time.
postpone() {
  echo "$(($(date +%s) + RETRY_SECONDS))" >"$RUN_DIR/backup-$1.not-before"
}

# look REPOSITORY: makes what is due. The stanza is made where it is missing; that it is there is no failure.
look() {
  not_before=$(cat "$RUN_DIR/backup-$1.not-before" 2>/dev/null || echo 0)
  [ "$(date +%s)" -ge "$not_before" ] || return 0
  if [ ! -e "$RUN_DIR/backup-$1.created" ]; then
    # It makes it in all repositories at once; one that is away holds up only itself, since the others have it then.
    if ! run --stanza="$STANZA" stanza-create && [ "$(stanza_status "$1")" != true ]; then
      say failed repository "$1" act stanza-create answer "$(grep -m 1 ERROR "$RUN_DIR/backup.answer")"
      postpone "$1"
      return 0
    fi
    : >"$RUN_DIR/backup-$1.created"
    publish "$1"
  fi
  type=$(due "$1")
  [ -n "$type" ] || return 0
  back_up "$1" "$type" || postpone "$1"
}

say start repositories "$BACKUP_REPOSITORIES"
while :; do
  for repository in $BACKUP_REPOSITORIES; do
    [ -e "$RUNNING" ] && [ "$(own_role)" = writable ] && look "$repository"
  done
  nap "$LOOK_SECONDS"
done
