# shellcheck shell=sh
# What the other scripts share: places, log lines, questions to a database. Sourced, never run. Must not decide anything.
# shellcheck disable=SC2034 # Variables set here are read by those who source this file.

CONFIG_DIR=${CONFIG_DIR:-/config}
SECRETS_DIR=${SECRETS_DIR:-/secrets}
TLS_DIR=${TLS_DIR:-/tls}
RUN_DIR=${RUN_DIR:-/run/postgresql}
DATA_DIR=${DATA_DIR:-/data}
# Copies of secrets: no container of another image mounts it.
KEYS_DIR=${KEYS_DIR:-/run/keys}

# Present: the pod was asked to end; its node is, or will be, in maintenance.
STOPPING=$DATA_DIR/stopping
# Present: the node must be taken out of the maintenance that a stop put it in.
LEAVING=$DATA_DIR/leaving
# Present: pg_autoctl runs the server; what is done before that is nobody else's business.
RUNNING=$RUN_DIR/running
# The certificates under a path that no rotation changes: pg_autoctl resolves and stores it.
CERTIFICATES=$KEYS_DIR/tls
# pg_autoctl's own settings of this node.
NODE_CONFIG=$XDG_CONFIG_HOME/pg_autoctl$PGDATA/pg_autoctl.cfg
# pg_autoctl writes them in place: on a full volume they are lost, so a copy that was whole is kept.
KEPT_CONFIG=$DATA_DIR/pg_autoctl.cfg.kept
# Present: the database of this volume is not whole yet.
UNFINISHED=$DATA_DIR/unfinished
# Present: the keeper of this node must register it with a monitor that does not know it; then, while it does.
REGISTER=$RUN_DIR/register-wanted
REGISTERING=$RUN_DIR/registering

SSL_MODE=verify-full
[ "${TLS_ENABLED:-true}" = true ] || SSL_MODE=disable
MONITOR_URI="postgres://autoctl_node@${MONITOR_HOST:-}:$PG_PORT/pg_auto_failover?sslmode=$SSL_MODE"
[ "$SSL_MODE" = disable ] || MONITOR_URI="$MONITOR_URI&sslrootcert=$CERTIFICATES/ca.crt"

# The text as it may stand between the quotes of JSON.
json_text() {
  printf '%s' "$1" | LC_ALL=C tr -d '\000-\037\177' | sed 's/\\/\\\\/g; s/"/\\"/g'
}

# say EVENT [KEY VALUE]...: one line of JSON for the container's log. A log that is full ends nothing.
say() {
  say_line="{\"time\":\"$(date -u +%Y-%m-%dT%H:%M:%SZ)\",\"component\":\"$COMPONENT\",\"event\":\"$1\""
  shift
  while [ $# -gt 1 ]; do
    say_line="$say_line,\"$1\":\"$(json_text "$2")\""
    shift 2
  done
  { printf '%s}\n' "$say_line" >&3; } 3>&2 2>/dev/null || true
}

# Says a thing once, and again every ten seconds while it lasts.
say_now_and_then() {
  moment=$(date +%s)
  [ "$1 $3" != "${said:-}" ] || [ $((moment - said_at)) -ge 10 ] || return 0
  said="$1 $3"
  said_at=$moment
  say "$@"
}

die() {
  say "$@"
  exit 1
}

# sql [WORD...]: asks the server of this pod as its superuser; without words it reads from its input.
sql() {
  PGCONNECT_TIMEOUT=3 timeout "${SQL_SECONDS:-5}" psql -XAtq -v ON_ERROR_STOP=1 -h "$RUN_DIR" -p "$PG_PORT" \
    -U postgres -d "${SQL_DATABASE:-postgres}" "$@"
}

# monitor_sql [WORD...]: asks the monitor as a node does.
monitor_sql() {
  PGCONNECT_TIMEOUT=3 timeout "${SQL_SECONDS:-5}" psql -XAtq -v ON_ERROR_STOP=1 "$MONITOR_URI" "$@"
}

# writable, replica, or nothing when there is no answer. A server is promoted before it may write: only the latter counts.
own_role() {
  case $(sql -c "SELECT pg_is_in_recovery(), current_setting('transaction_read_only')" 2>/dev/null) in
  'f|off') echo writable ;;
  't|'*) echo replica ;;
  esac
}

# Whether this server receives what its primary writes.
follows() {
  [ "$(sql -c "SELECT EXISTS (SELECT FROM pg_stat_wal_receiver WHERE status = 'streaming')" 2>/dev/null)" = t ]
}

# replace FILE: what comes in, whole or not at all; a full volume leaves the old file.
replace() {
  if cat >"$1.new" && [ -s "$1.new" ]; then
    mv "$1.new" "$1"
  else
    rm -f "$1.new"
    return 1
  fi
}

# A line of text between the quotes of SQL.
sql_text() {
  printf "'%s'" "$(printf '%s' "$1" | sed "s/'/''/g")"
}
