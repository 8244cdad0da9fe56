# shellcheck shell=sh
# The restore of a backup into an empty volume, to a moment or to the end of the archive. Sourced, never run.

backrest() {
  timeout "${BACKREST_SECONDS:-0}" pgbackrest --config="${BACKREST_CONFIG:-$KEYS_DIR/pgbackrest.conf}" "$@"
}

# Fetches the data and plays the WAL, before anybody can connect; the server that comes out of it takes writes.
restore_database() {
  set -- --stanza="$RESTORE_FROM_STANZA" --repo="$RESTORE_REPOSITORY" --pg1-path="$PGDATA"
  if [ -n "${RESTORE_TARGET_TIME:-}" ]; then
    set -- "$@" --type=time --target="$RESTORE_TARGET_TIME" --target-action=promote
  fi
  say restore stanza "$RESTORE_FROM_STANZA" repository "$RESTORE_REPOSITORY" time "${RESTORE_TARGET_TIME:-end}"
  mkdir -m 0700 "$PGDATA"
  # Nothing is archived before it is known what comes out of it: neither into the old stanza nor into the new one.
  backrest "$@" --archive-mode=off restore || die restore-failed
  include_configuration "$CONFIG_DIR/postgresql.conf"
  play_recovery
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
  run_quietly "$(held_options)" until_recovered >/dev/null ||
    die recovery-failed log "$(tail -n 3 "$DATA_DIR/log/quiet.log")"
}
