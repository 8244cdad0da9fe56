#!/bin/sh
# The drill: restores the newest backup into an empty volume, plays its WAL to the end, checks every table and index, and
# counts the rows. Fails where the newest backup is too old, or anything is wrong.
set -eu
umask 077
COMPONENT=postgresql-drill
here=$(dirname "$0")
. "$here/lib.sh"
. "$here/secrets.sh"
. "$here/server.sh"
. "$here/restore.sh"

# Small: the drill shares a machine with what serves.
SMALL='-c shared_buffers=64MB -c effective_cache_size=64MB -c maintenance_work_mem=64MB -c huge_pages=off -c ssl=off'

mkdir -p "$DATA_DIR/log"
copy_secrets
started=$(date +%s)
newest=$(backrest --stanza="$STANZA" --repo="$DRILL_REPOSITORY" --output=json info | jq '[.[0].backup[]? | select(.error != true).timestamp.stop] | max // 0')
age=$((started - newest))
end=$(archive_end "$STANZA" "$DRILL_REPOSITORY")
[ "$newest" -gt 0 ] || die no-backup repository "$DRILL_REPOSITORY"
say newest repository "$DRILL_REPOSITORY" ageSeconds "$age"
[ "$age" -le "$DRILL_MAXIMUM_AGE_SECONDS" ] || die backup-too-old ageSeconds "$age" limit "$DRILL_MAXIMUM_AGE_SECONDS"

rm -rf "$PGDATA"
mkdir -m 0700 "$PGDATA"
backrest --stanza="$STANZA" --repo="$DRILL_REPOSITORY" --pg1-path="$PGDATA" --archive-mode=off \
  --recovery-option="$(fetch_option "$STANZA" "$DRILL_REPOSITORY")" restore || die restore-failed
# Only what the backup holds counts, not what a configuration of another machine says.
printf "local all all peer\n" >"$DATA_DIR/hba.conf"
printf '' >"$PGDATA/postgresql.conf"
sed -i -E '/^(synchronous_standby_names|default_transaction_read_only|primary_)/d' "$PGDATA/postgresql.auto.conf"

# No less than the primary had, or the WAL cannot be played.
SMALL="$SMALL$(held_options)"

run_server() {
  pg_ctl start -D "$PGDATA" -w -t 86400 -s -l "$DATA_DIR/log/drill.log" \
    -o "-c listen_addresses='' -c unix_socket_directories=$RUN_DIR -c port=$PG_PORT -c hba_file=$DATA_DIR/hba.conf -c archive_mode=off $SMALL" ||
    die start-failed log "$(tail -n 3 "$DATA_DIR/log/drill.log")"
}
run_server
SQL_SECONDS=86400
until_recovered || die recovery-failed log "$(tail -n 3 "$DATA_DIR/log/drill.log")"
reached "$end"
restored=$(($(date +%s) - started))
timeout 86400 pg_amcheck -h "$RUN_DIR" -p "$PG_PORT" -U postgres --all --install-missing --heapallindexed --no-strict-names >"$DATA_DIR/log/amcheck.log" 2>&1 ||
  die corruption log "$(tail -n 3 "$DATA_DIR/log/amcheck.log")"
rows=$(SQL_DATABASE=$DATABASE sql -c "SELECT coalesce(sum((xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I.%I', schemaname, tablename), false, true, '')))[1]::text::bigint), 0)
  FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")
pg_ctl stop -D "$PGDATA" -w -s -m fast
say passed repository "$DRILL_REPOSITORY" backupAgeSeconds "$age" restoreSeconds "$restored" rows "$rows"

[ -z "${DRILL_PUSH_URL:-}" ] ||
  printf 'postgresql_restore_drill_rows %s\npostgresql_restore_drill_seconds %s\npostgresql_restore_drill_backup_age_seconds %s\npostgresql_restore_drill_last_success_seconds %s\n' \
    "$rows" "$restored" "$age" "$(date +%s)" |
  curl --silent --show-error --fail --max-time 30 --data-binary @- "$DRILL_PUSH_URL" || die push-failed
