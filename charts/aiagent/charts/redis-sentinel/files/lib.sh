# shellcheck shell=sh
# What the other scripts share: places, log lines, passwords, redis-cli. Sourced, never run. Must not decide anything.
# shellcheck disable=SC2034 # Variables set here are read by those who source this file.

CONFIG_DIR=${CONFIG_DIR:-/config}
SECRETS_DIR=${SECRETS_DIR:-/secrets}
TLS_DIR=${TLS_DIR:-/tls}
RUN_DIR=${RUN_DIR:-/run/redis}
DATA_DIR=${DATA_DIR:-/data}

REDIS_DATA=$DATA_DIR/redis
SENTINEL_DATA=$DATA_DIR/sentinel
# Which address each ordinal has, a line each: "0 10.0.12.7".
ADDRESSES=$SENTINEL_DATA/addresses
# Whom this pod's Redis follows, or this pod itself; the Sentinel that knows nobody yet waits for it.
DECISION=$RUN_DIR/master
# Present: the preStop of Redis is through.
HANDED_OVER=$RUN_DIR/handed-over
# Present: this disk was empty, and no whole copy has come since.
NEVER_SYNCED=$REDIS_DATA/.never-synced

ORDINAL=${POD_NAME##*-}
LAST_ORDINAL=$((REPLICAS - 1))
MAJORITY=$((REPLICAS / 2 + 1))

# The text as it may stand between the quotes of JSON.
json_text() {
  printf '%s' "$1" | LC_ALL=C tr -d '\000-\037\177' | sed 's/\\/\\\\/g; s/"/\\"/g'
}

# say EVENT [KEY VALUE]...: one line of JSON for the container's log.
say() {
  say_line="{\"time\":\"$(date -u +%Y-%m-%dT%H:%M:%SZ)\",\"component\":\"$COMPONENT\",\"event\":\"$1\""
  shift
  while [ $# -gt 1 ]; do
    say_line="$say_line,\"$1\":\"$(json_text "$2")\""
    shift 2
  done
  printf '%s}\n' "$say_line" >&2
}

die() {
  say "$@"
  exit 1
}

# Waits until no other process uses this folder: a forced delete can leave the last pod's servers on the same volume. The
# lock is held by the descriptor 9, and goes with it to the server that is started; what runs beside it must close it.
lock() {
  exec 9>"$1/.lock"
  until flock -n 9; do
    say waiting reason 'another process still uses this disk'
    sleep 1
  done
}

# past MOMENT: whether it is so late, in seconds since 1970.
past() {
  [ "$(date +%s)" -ge "$1" ]
}

# seconds_from_now SECONDS: that moment.
seconds_from_now() {
  echo $(($(date +%s) + $1))
}

# The address of a pod, by its ordinal.
address_of() {
  sed -n "s/^$1 //p" "$ADDRESSES"
}

# The file with the password of a user. The chart's own users share one where they have none of their own; a further
# user of the application always has one.
password_file() {
  case $1 in
  default | replica | sentinel | exporter | admin)
    if [ -e "$RUN_DIR/secrets/$1-password" ]; then
      echo "$RUN_DIR/secrets/$1-password"
    else
      echo "$RUN_DIR/secrets/password"
    fi
    ;;
  *) echo "$RUN_DIR/secrets/user-$1" ;;
  esac
}

# The password of a user between double quotes, as the configuration of Redis wants it.
quoted_password() {
  printf '"%s"' "$(sed 's/\\/\\\\/g' "$(password_file "$1")")"
}

# redis_cli HOST PORT [WORD...]: one short call as the administrator; without words it reads commands from its input.
# The password stands in the environment of this call only, never among the arguments.
redis_cli() {
  cli_host=$1
  cli_port=$2
  shift 2
  set -- --no-auth-warning --user admin -h "$cli_host" -p "$cli_port" "$@"
  if [ "${TLS_ENABLED:-false}" = true ]; then
    set -- --tls --cacert "$TLS_DIR/ca.crt" --cert "$TLS_DIR/tls.crt" --key "$TLS_DIR/tls.key" "$@"
    # Nothing is between the two; and while the authority changes, what is mounted does not fit what is served.
    [ "$cli_host" != 127.0.0.1 ] || set -- --insecure "$@"
  fi
  REDISCLI_AUTH=$(cat "$(password_file admin)") timeout "${CLI_SECONDS:-1}" redis-cli "$@" 2>&1
}

# group_field HOST FIELD: what that Sentinel says of its group; nothing when the field is absent.
group_field() {
  redis_cli "$1" "$SENTINEL_PORT" SENTINEL MASTERS | tr -d '\r' |
    awk -v field="$2" 'NR % 2 { key = $0; next } key == field { print }'
}

# The value of a field in the output of INFO.
info_field() {
  tr -d '\r' | sed -n "s/^$1://p"
}
