# shellcheck shell=sh
# The archive of the WAL after a promotion. Sourced, never run.

# The timeline in which this was done: once is enough.
OFFERED=$DATA_DIR/archive-offered

# A standby marks every segment that it receives as archived, because its primary does that. Where the primary was lost
# before it did, nobody would: a new primary offers all that it still has. pgBackRest takes the same segment twice.
archive_again() {
  [ "${BACKUP_ENABLED:-false}" = true ] || return 0
  line=$(sql -c 'SELECT substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)' 2>/dev/null) && [ -n "$line" ] || return 1
  [ "$line" != "$(cat "$OFFERED" 2>/dev/null)" ] || return 0
  offered=0
  # The newest, and not all that a slot holds: a queue that is too long is given up whole.
  for file in $(find "$PGDATA/pg_wal/archive_status" -name '*.done' | sort -r | head -n 256); do
    segment=$(basename "$file" .done)
    [ -e "$PGDATA/pg_wal/$segment" ] || continue
    mv "$file" "${file%.done}.ready" 2>/dev/null && offered=$((offered + 1))
  done
  echo "$line" >"$OFFERED"
  say archive-offered segments "$offered" timeline "$line"
}
