# shellcheck shell=sh
# The restore of a backup into an empty volume, to a moment or to the end of the archive. Sourced, never run.

backrest() {
  timeout "${BACKREST_SECONDS:-0}" pgbackrest --config="${BACKREST_CONFIG:-$KEYS_DIR/pgbackrest.conf}" "$@"
}

# Segments are fetched by a script of the chart, which tells one that does not exist from a store that does not answer:
# for pgBackRest's own command both are the end of the archive, and the rest of it would be left out without a word.
# fetch_option STANZA REPOSITORY: the words for pgBackRest.
fetch_option() {
  # shellcheck disable=SC2154 # Set by those who source this file.
  printf "restore_command=sh %s/pgbackrest-fetch.sh %s %s %%f \"%%p\"" "$here" "$1" "$2"
}

# archive_end STANZA REPOSITORY: the newest segment of the archive.
archive_end() {
  backrest --stanza="$1" --repo="$2" --output=json info | jq -r '.[0].archive[-1].max // empty'
}

# reached SEGMENT: dies where what was played ends before it, or in an older history. The server has left recovery.
reached() {
  [ -n "$1" ] || die archive-unknown
  last=$(sql -c "SELECT pg_walfile_name(pg_last_wal_replay_lsn())" | cut -c 9-)
  history=$(find "$PGDATA/pg_wal" -name '*.history' | sort | tail -n 1)
  line=$(printf '%08X' "$(awk 'NF { line = $1 } END { print line + 0 }' "$history")")
  say played to "$line$last" archive "$1"
  [ "$(printf '%s\n%s\n' "$1" "$line$last" | sort | head -n 1)" = "$1" ] ||
    die recovery-ended-early played "$line$last" archive "$1"
}

# A history that is not ours would be mixed with this one: segments of both have the same names.
check_unused_stanza() {
  [ "${BACKUP_ENABLED:-false}" = true ] || return 0
  for repository in $BACKUP_REPOSITORIES; do
    used=$(BACKREST_SECONDS=60 backrest --stanza="$STANZA" --repo="$repository" --output=json info |
      jq '[.[0].backup[]?, .[0].archive[]?] | length')
    case $used in
    0) ;;
    # A store that is lost must not stand in the way of a restore from the other.
    '') say stanza-unknown stanza "$STANZA" repository "$repository" ;;
    *)
      die stanza-in-use stanza "$STANZA" repository "$repository" \
        reason 'another database wrote into it: each restore needs a new one'
      ;;
    esac
  done
}

# Fetches the data and plays the WAL, before anybody can connect; the server that comes out of it takes writes.
restore_database() {
  set -- --stanza="$RESTORE_FROM_STANZA" --repo="$RESTORE_REPOSITORY" --pg1-path="$PGDATA"
  if [ -n "${RESTORE_TARGET_TIME:-}" ]; then
    set -- "$@" --type=time --target="$RESTORE_TARGET_TIME" --target-action=promote
  fi
  check_unused_stanza
  end=''
  [ -n "${RESTORE_TARGET_TIME:-}" ] || end=$(archive_end "$RESTORE_FROM_STANZA" "$RESTORE_REPOSITORY")
  say restore stanza "$RESTORE_FROM_STANZA" repository "$RESTORE_REPOSITORY" time "${RESTORE_TARGET_TIME:-end}"
  mkdir -m 0700 "$PGDATA"
  # Nothing is archived before it is known what comes out of it: neither into the old stanza nor into the new one.
  backrest "$@" --archive-mode=off \
    --recovery-option="$(fetch_option "$RESTORE_FROM_STANZA" "$RESTORE_REPOSITORY")" restore || die restore-failed
  include_configuration "$CONFIG_DIR/postgresql.conf"
  play_recovery
}

# Once the server has left recovery: at the moment that was asked for, or at the end of the archive.
recovered() {
  until_recovered && { [ -n "${RESTORE_TARGET_TIME:-}" ] || reached "$end"; }
}

# Many short questions: one that waited would be cancelled by a change that is played and takes away what it may see.
until_recovered() {
  until [ "$(sql -c 'SELECT pg_is_in_recovery()' 2>/dev/null)" = f ]; do
    pg_ctl status -D "$PGDATA" >/dev/null || return 1
    sleep 0.2
  done
}

# Runs the server until it has left recovery, however long that takes; with no less than the primary of the backup had.
play_recovery() {
  run_quietly "$(held_options)" recovered ||
    die recovery-failed log "$(tail -n 3 "$DATA_DIR/log/quiet.log")"
}
