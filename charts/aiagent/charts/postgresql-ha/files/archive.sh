# shellcheck shell=sh
# The archive of the WAL after a promotion. Sourced, never run.

# A standby marks every segment that it receives as archived, because its primary does that. Where the primary was lost
# before it did, nobody would: a new primary offers all that it still has. pgBackRest takes the same segment twice.
archive_again() {
  [ "${BACKUP_ENABLED:-false}" = true ] || return 0
  offered=0
  for done in "$PGDATA"/pg_wal/archive_status/*.done; do
    segment=$(basename "$done" .done)
    [ -e "$PGDATA/pg_wal/$segment" ] || continue
    mv "$done" "${done%.done}.ready" 2>/dev/null && offered=$((offered + 1))
  done
  say archive-offered segments "$offered"
}
