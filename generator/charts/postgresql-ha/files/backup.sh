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
# Within this time a repository says what it holds, or does not answer: one that stands still would hold up the others.
ANSWER_SECONDS=${ANSWER_SECONDS:-30}
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

# What the repository holds, as JSON, also where that is no stanza yet; nothing where it does not answer.
inventory() (
  BACKREST_SECONDS=$ANSWER_SECONDS
  backrest --stanza="$STANZA" --repo="$1" --output=json info 2>/dev/null |
    jq -c 'if .[0] == null or any(.[0].repo[]?; .status.code == 99) then empty else .[0] end'
)

# Whether the repository has the stanza.
has_stanza() {
  [ "$(inventory "$1" | jq '[.db[]?] | length > 0')" = true ]
}

# full, diff, incr, or nothing: what is due in a repository now. Days begin at the hour of backups, and what was due stays
# due until it is made. A new timeline, or WAL that was given up, needs a backup to start from: an archive may have a hole
# where the server was that nobody has any more. One with broken pages was made as well: the next would have them too.
due() {
  line=$(sql -c 'SELECT substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)' 2>/dev/null)
  hole=false
  # One that is being filled is filled by a backup that came to its end.
  [ ! -e "$DATA_DIR/wal-dropped-$1" ] && [ ! -e "$DATA_DIR/wal-dropped-$1.filling" ] || hole=true
  inventory "$1" | jq -r --argjson now "$(date +%s)" --argjson full "$BACKUP_FULL_HOURS" \
    --argjson differential "$BACKUP_DIFFERENTIAL_HOURS" --arg hour "${BACKUP_HOUR:-}" --arg line "$line" \
    --argjson hole "$hole" '
    [.backup[]?] as $all
    | (if $hour == "" then 1 else 86400 end) as $step
    | (if $hour == "" then 0 else ($hour | tonumber) * 3600 end) as $offset
    | def slot: . - ((. - $offset) % $step);
      ([$all[] | select(.type == "full").timestamp.start] | max) as $lastFull
    | ([$all[].timestamp.start] | max) as $last
    | ($all | max_by(.timestamp.start) | .archive.start[0:8]) as $made
    | if $lastFull == null then "full"
      elif ($now | slot) - ($lastFull | slot) >= $full * 3600 then "full"
      elif ($now | slot) - ($last | slot) >= $differential * 3600 then "diff"
      elif $hole or ($line != "" and $made != $line) then "incr"
      else "" end'
}

# One row for each backup that the repository holds, so that its age can be measured; where it holds none, one that is as
# old as can be.
publish() {
  inventory "$1" | jq -r --arg repository "$1" '
    def insert(type; stop; bytes; seconds):
      "INSERT INTO chartwright.backup VALUES (\($repository), '"'"'\(type)'"'"', to_timestamp(\(stop)), \(bytes), \(seconds));";
    [.backup[]? | select(.error != true)] as $all
    | "BEGIN; DELETE FROM chartwright.backup WHERE repository = \($repository);",
      (if $all == [] then insert("none"; 0; 0; 0) else $all[]
        | insert(.type; .timestamp.stop; .info.repository.delta // .info.delta; .timestamp.stop - .timestamp.start) end),
      "COMMIT;"' | { echo 'SET synchronous_commit = local;' && cat; } | sql >/dev/null || say not-published repository "$1"
}

# What is published of a repository that cannot be asked: that no backup is known, where none is.
publish_none() {
  echo "SET synchronous_commit = local;
    INSERT INTO chartwright.backup SELECT $1, 'none', to_timestamp(0), 0, 0
    WHERE NOT EXISTS (SELECT FROM chartwright.backup WHERE repository = $1);" | sql >/dev/null || true
}

# What is older than the values ask for goes, but nothing for the sake of a backup that has broken pages: by the time that
# somebody notices, those would be all that is left. A difference looks at changed pages only, so its full one counts too.
expire() {
  case $(inventory "$1" | jq '.backup | [max_by(.timestamp.start),
    (map(select(.type == "full")) | max_by(.timestamp.start))] | any(.error == true)') in
  false) run --stanza="$STANZA" --repo="$1" expire || say failed repository "$1" act expire ;;
  true) say broken-pages repository "$1" reason 'the newest backup, or the full one below it, has pages whose checksums are wrong: nothing is expired' ;;
  esac
}

back_up() {
  began=$(date +%s)
  hole=$DATA_DIR/wal-dropped-$1
  # One that comes meanwhile needs another backup.
  [ ! -e "$hole" ] || mv "$hole" "$hole.filling"
  say begin repository "$1" type "$2"
  # WAL reaches a repository late while another one stands still: PostgreSQL asks about once a minute then.
  if run --stanza="$STANZA" --repo="$1" --archive-timeout=600 --no-expire-auto --type="$2" backup; then
    say finished repository "$1" type "$2" seconds "$(($(date +%s) - began))"
    rm -f "$hole.filling"
    expire "$1"
    publish "$1"
  else
    [ ! -e "$hole.filling" ] || mv "$hole.filling" "$hole"
    say failed repository "$1" type "$2" answer "$(grep -m 1 ERROR "$RUN_DIR/backup.answer")"
    return 1
  fi
}

# Not before a while: a repository that fails is left alone for some time.
postpone() {
  echo "$(($(date +%s) + RETRY_SECONDS))" >"$RUN_DIR/backup-$1.not-before"
}

# In this repository alone: asked for all, it stops at the first that is away. Never cut short: half a stanza is one that
# no later call mends.
create_stanza() {
  BACKREST_CONFIG=$KEYS_DIR/pgbackrest.$1.conf
  created=0
  # The archiver holds its lock while it tries, and cannot go on without this.
  run --stanza="$STANZA" --lock-path="$RUN_DIR/pgbackrest-create" stanza-create || created=$?
  unset BACKREST_CONFIG
  return "$created"
}

# look REPOSITORY: makes what is due. The stanza is made where it is missing; that it is there is no failure.
look() {
  not_before=$(cat "$RUN_DIR/backup-$1.not-before" 2>/dev/null || echo 0)
  [ "$(date +%s)" -ge "$not_before" ] || return 0
  if [ ! -e "$RUN_DIR/backup-$1.created" ]; then
    if [ -z "$(inventory "$1")" ]; then
      # Not postponed: looking costs little, and PostgreSQL keeps all WAL until this store has its stanza.
      say failed repository "$1" act look answer 'it does not answer'
      publish_none "$1"
      return 0
    fi
    if ! create_stanza "$1" && ! has_stanza "$1"; then
      say failed repository "$1" act stanza-create answer "$(grep -m 1 ERROR "$RUN_DIR/backup.answer")"
      publish_none "$1"
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
