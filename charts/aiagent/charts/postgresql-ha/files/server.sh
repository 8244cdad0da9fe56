# shellcheck shell=sh
# A server on this pod's volume: the lock, what an ended process left behind, the configuration, roles and passwords
# before anybody can connect. Sourced, never run.

# A forced delete can leave the last pod's server on the same volume, where PostgreSQL's own lock does not see it: other
# pods have other process numbers. Who starts the server hands the descriptor on.
lock_volume() {
  exec 9>"$DATA_DIR/.lock"
  until flock -n 9; do
    say_now_and_then waiting reason 'another process still uses this volume'
    sleep 0.5
  done
}

# Under the lock nothing of this lives: an emptyDir outlives its container, and process numbers repeat.
remove_leftovers() {
  rm -rf "${XDG_RUNTIME_DIR:?}/pg_autoctl" "$RUN_DIR/.s.PGSQL.$PG_PORT" "$RUN_DIR/.s.PGSQL.$PG_PORT.lock"
  rm -f "$PGDATA/postmaster.pid"
}

# PostgreSQL writes JSON to files only; these files are pipes, and what comes out of them is the container's log.
start_log_pipes() {
  [ "${LOG_FORMAT:-text}" = json ] || return 0
  mkdir -p "$RUN_DIR/log"
  for pipe in postgres postgres.json; do
    [ -p "$RUN_DIR/log/$pipe" ] || { rm -f "$RUN_DIR/log/$pipe" && mkfifo "$RUN_DIR/log/$pipe"; }
    # Opened both ways: it never ends, and a writer never waits for a reader.
    (while :; do cat <>"$RUN_DIR/log/$pipe" || sleep 1; done) 9>&- &
  done
}

# The settings that the chart made come last, and so win over those of pg_autoctl.
include_configuration() {
  grep -qF "include '$1'" "$PGDATA/postgresql.conf" && return 0
  { cat "$PGDATA/postgresql.conf" && printf "%s\n" "include '$1'" "include_if_exists '$DATA_DIR/held.conf'"; } |
    replace "$PGDATA/postgresql.conf"
}

# Settings of which a replica may never have less than the primary had: it would end, or stop to follow.
HELD_SETTINGS='max_connections max_worker_processes max_wal_senders max_prepared_transactions max_locks_per_transaction'

# What PostgreSQL takes where the chart says nothing.
default_value() {
  case $1 in
  max_connections) echo 100 ;;
  max_worker_processes) echo 8 ;;
  max_wal_senders) echo 10 ;;
  max_prepared_transactions) echo 0 ;;
  max_locks_per_transaction) echo 64 ;;
  esac
}

# What a replica's own control file says that its primary had, as the value of a setting.
held_value() {
  pg_controldata "$PGDATA" 2>/dev/null |
    awk -v name="$1" -F': *' 'index($1, name " setting") == 1 || (name == "max_locks_per_transaction" && index($1, "max_locks_per_xact setting") == 1) || (name == "max_prepared_transactions" && index($1, "max_prepared_xacts setting") == 1) { print $2 }'
}

# A lowered value goes to the primary first: a replica keeps the higher one until it has replayed the change.
hold_settings() {
  held=''
  if [ -e "$PGDATA/standby.signal" ]; then
    for setting in $HELD_SETTINGS; do
      wanted=$(awk -F' *= *' -v name="$setting" '$1 == name { value = $2 } END { gsub(/[^0-9]/, "", value); print value }' \
        "$1")
      [ -n "$wanted" ] || wanted=$(default_value "$setting")
      had=$(held_value "$setting")
      [ "${had:-0}" -gt "$wanted" ] || continue
      held="$held$setting = $had
"
      say setting-held setting "$setting" wanted "$wanted" primary "$had"
    done
  fi
  if [ -n "$held" ]; then printf '%s' "$held" | replace "$DATA_DIR/held.conf"; else rm -f "$DATA_DIR/held.conf"; fi
}

# The newest timeline that the volume has seen; each promotion begins one.
timeline() {
  {
    echo 0
    pg_controldata "$PGDATA" 2>/dev/null | sed -n "s/^Latest checkpoint's TimeLineID: *//p"
    for history in "$PGDATA"/pg_wal/*.history; do
      number=$(basename "$history" .history)
      case $number in *[!0-9A-F]*) ;; *) echo $((0x$number)) ;; esac
    done
  } | sort -n | tail -n 1
}

# The values that a replica must have at least, as words for postgres.
held_options() {
  for setting in $HELD_SETTINGS; do
    printf ' -c %s=%s' "$setting" "$(held_value "$setting")"
  done
}

# run_quietly OPTIONS [COMMAND]: runs the server for its own pod alone, feeds it SQL or runs the command, and ends it.
run_quietly() {
  rm -f "$DATA_DIR/log/quiet.log"
  pg_ctl start -D "$PGDATA" -w -t 86400 -s -l "$DATA_DIR/log/quiet.log" \
    -o "-c listen_addresses='' -c unix_socket_directories=$RUN_DIR -c logging_collector=off -c port=$PG_PORT -c archive_mode=off $1"
  status=0
  if [ $# -gt 1 ]; then "$2" || status=$?; else SQL_SECONDS=600 sql || status=$?; fi
  pg_ctl stop -D "$PGDATA" -w -t 3600 -s -m fast
  return $status
}

# A password must not stand in the log, whether its statement fails, is slow, or is picked to be logged.
print_quiet_log() {
  printf 'SET log_min_error_statement = panic; SET log_statement = none; SET log_duration = off;\n'
  printf 'SET log_min_duration_statement = -1; SET log_min_duration_sample = -1; SET log_transaction_sample_rate = 0;\n'
}

# set_password ROLE SECRET: as SQL. Passwords travel on standard input, never among the arguments.
set_password() {
  ! word=$(secret "$2") || printf 'ALTER ROLE "%s" PASSWORD %s;\n' "$1" "$(sql_text "$word")"
}

# A role that is there, or is made now.
make_role() {
  printf "SELECT 'CREATE ROLE \"%s\"' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%s') \\\\gexec\nALTER ROLE \"%s\" %s;\n" \
    "$1" "$1" "$1" "$2"
}

# All that the chart's own roles may do, and the passwords. May be played at any time on a server that takes writes.
print_roles() {
  print_quiet_log
  printf 'SET synchronous_commit = local;\n'
  make_role pgautofailover_replicator 'LOGIN REPLICATION'
  set_password pgautofailover_replicator replication-password
  make_role pgautofailover_monitor LOGIN
  printf "ALTER ROLE pgautofailover_monitor PASSWORD 'pgautofailover_monitor';\n"
  make_role exporter 'LOGIN'
  make_role operations 'LOGIN'
  set_password operations operations-password
  make_role "$APPLICATION_USER" 'LOGIN'
  set_password "$APPLICATION_USER" password
  cat <<END
GRANT pg_monitor TO exporter, operations;
GRANT EXECUTE ON FUNCTION pg_promote(boolean, integer) TO operations;
-- What pg_rewind needs to read from the primary as the replication role.
GRANT EXECUTE ON FUNCTION pg_ls_dir(text, boolean, boolean), pg_stat_file(text, boolean), pg_read_binary_file(text),
  pg_read_binary_file(text, bigint, bigint, boolean) TO pgautofailover_replicator;
-- A password is changed without a refused login by a second role: it acts as the owner, whose objects it shares.
SELECT 'CREATE DATABASE "$DATABASE" OWNER "$APPLICATION_USER"' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '$DATABASE') \gexec
SELECT format('GRANT %I TO %I', owner, '$APPLICATION_USER'), format('ALTER ROLE %I SET role = %I', '$APPLICATION_USER', owner)
  FROM (SELECT pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = '$DATABASE') AS database
  WHERE owner <> '$APPLICATION_USER' \gexec
CREATE SCHEMA IF NOT EXISTS chartwright;
GRANT USAGE ON SCHEMA chartwright TO exporter, operations;
CREATE TABLE IF NOT EXISTS chartwright.backup (repository int, type text, finished timestamptz, bytes bigint, seconds int);
GRANT SELECT ON chartwright.backup TO exporter, operations;
END
}
