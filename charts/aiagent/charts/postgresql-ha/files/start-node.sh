#!/bin/sh
# Starts the node: makes or joins the group when its volume is empty, and then hands over to pg_autoctl. Nothing is made
# before the monitor answers, and a new database only where no node of the group holds data.
set -eu
umask 077
COMPONENT=postgresql-start
here=$(dirname "$0")
. "$here/lib.sh"
. "$here/secrets.sh"
. "$here/server.sh"
. "$here/monitor.sh"
. "$here/restore.sh"

# Present: somebody decided that this node leads a group of which the monitor knows nobody.
LEAD=$DATA_DIR/lead
# A copy of another history, kept until this node has joined.
SUPERSEDED=$DATA_DIR/superseded

is_whole() {
  grep -q '^monitor = postgres' "$1" 2>/dev/null && grep -q '^\[timeout\]' "$1"
}

keep_or_restore_config() {
  if is_whole "$NODE_CONFIG"; then
    cmp -s "$NODE_CONFIG" "$KEPT_CONFIG" || replace "$KEPT_CONFIG" <"$NODE_CONFIG" || true
  elif is_whole "$KEPT_CONFIG" && ! is_unregistered; then
    say settings-restored reason 'those of pg_autoctl were not whole'
    replace "$NODE_CONFIG" <"$KEPT_CONFIG"
  fi
}

volume_state() {
  if [ ! -s "$PGDATA/PG_VERSION" ] || [ -e "$UNFINISHED" ]; then
    echo empty
  elif [ -e "$PGDATA/standby.signal" ]; then
    echo replica
  else
    echo writable
  fi
}

# Whether all nodes have just said what they hold: nobody decides while another may know more.
all_announced() {
  [ "$(announced true)" = "$(echo "$NODE_HOSTS" | wc -w)" ]
}

judge_empty() {
  if [ "$(announced "holds = 'empty'")" != "$(echo "$NODE_HOSTS" | wc -w)" ]; then
    judgement='wait: this volume is empty, and not every other node has said that its own is'
  elif [ "$NODE_HOST" = "${NODE_HOSTS%% *}" ]; then
    judgement="make"
  else
    judgement='wait: the first node makes the group'
  fi
}

# A monitor that knows nobody, and a volume with a database that took writes: it leads where nobody has a newer history.
judge_writable() {
  if [ -e "$LEAD" ]; then
    judgement=adopt
  elif ! all_announced; then
    judgement='wait: the monitor knows nobody, and not every node has said what it holds'
  elif [ "$(announced "timeline > $timeline")" = 0 ]; then
    judgement=adopt
  else
    judgement='wait: the monitor knows nobody, and another node has a newer history'
  fi
}

# What to do now: run, make, join, resume, adopt, lead, enlist, forget, supersede, or to wait, and why.
judge() {
  state=''
  if ! nodes=$(known_nodes) || ! state=$(own_state) || ! announce "$holds" "$timeline"; then nodes=''; fi
  if is_whole "$NODE_CONFIG"; then config=whole; elif is_unregistered; then config=unregistered; else config=none; fi
  case $nodes,$holds,$state,$config in
  ,*) judgement='wait: the monitor does not answer' ;;
  0,empty,unknown,*) judge_empty ;;
  *,empty,unknown,*) judgement="join" ;;
  *,empty,*,whole) judgement=resume ;;
  *,*,unknown,*)
    if [ "$nodes" = 0 ] && [ "$holds" = replica ] && [ -e "$LEAD" ]; then
      judgement=lead
    elif [ "$nodes" = 0 ] && [ "$holds" = replica ]; then
      judgement='wait: the monitor knows nobody, and this volume holds a replica'
    elif [ "$nodes" = 0 ]; then
      judge_writable
    elif [ "$holds" = replica ] && [ "$config" != none ]; then
      judgement=enlist
    elif primary_lives; then
      judgement=supersede
    else
      judgement='wait: this volume holds a database of another group, and no node of this one takes writes yet'
    fi
    ;;
  *,*,*,whole) judgement=run ;;
  # A registration that was cut short: the monitor knows the node, and the node knows no monitor.
  *,empty,* | *,unregistered) judgement=forget ;;
  # To join anew it would have to give its data up, which may be the only copy.
  *) judgement='wait: the settings of pg_autoctl are lost; move the data of this node aside where others hold it' ;;
  esac
}

tls_words() {
  if [ "$SSL_MODE" = disable ]; then
    echo --no-ssl
  else
    echo "--ssl-mode $SSL_MODE --ssl-ca-file $CERTIFICATES/ca.crt --server-cert $CERTIFICATES/tls.crt --server-key $CERTIFICATES/tls.key"
  fi
}

# Registers, and makes or fetches the data. The server that it starts meanwhile has the configuration of initdb, which
# admits nobody from outside.
create_node() {
  # shellcheck disable=SC2046 # These are words.
  pg_autoctl create postgres --pgport "$PG_PORT" --listen '*' --pghost "$RUN_DIR" --username postgres --dbname postgres \
    --name "$NODE_NAME" --hostname "$NODE_HOST" --monitor "$MONITOR_URI" --formation "$FORMATION" --skip-pg-hba \
    $(tls_words) --candidate-priority "$CANDIDATE_PRIORITY" --replication-quorum "$REPLICATION_QUORUM" \
    --maximum-backup-rate "$MAXIMUM_BACKUP_RATE"
}

# Nothing of the group that a copied database came from may hold back the first node of this one, nor what made it follow
# another region.
forget_old_group() {
  rm -f "$DATA_DIR/follow.conf"
  rm -f "$PGDATA/recovery.signal"
  sed -E '/^(synchronous_standby_names|default_transaction_read_only|restore_command|recovery_target|primary_|archive_mode)/d' \
    "$PGDATA/postgresql.auto.conf" | { cat; echo '# chartwright'; } | replace "$PGDATA/postgresql.auto.conf"
}

forget_keeper() {
  rm -rf "$NODE_CONFIG" "$KEPT_CONFIG" "${XDG_DATA_HOME:?}/pg_autoctl"
}

# A copy of this group's data, for a monitor that does not know it yet: what is there is not fetched again.
enlist() {
  forget_keeper
  create_node
}

# The copy that somebody decided on becomes the one that takes writes.
promote_copy() {
  forget_old_group
  include_configuration "$CONFIG_DIR/postgresql.conf"
  hold_settings "$CONFIG_DIR/postgresql.conf"
  echo 'SELECT pg_promote(true, 600);' | run_quietly "$(held_options)" >/dev/null
}

# What pg_autoctl must be asked for in its own container: it tells the keeper by its process number. Ends with this process,
# which becomes pg_autoctl.
register_when_asked() {
  while sleep 1 && kill -0 $$ 2>/dev/null; do
    mv "$REGISTER" "$REGISTERING" 2>/dev/null || continue
    if register_anew; then say registered-anew; else say registration-failed; fi
    rm -f "$REGISTERING"
  done
}

make_database() {
  : >"$UNFINISHED"
  rm -rf "$PGDATA"
  if [ "${RESTORE_ENABLED:-false}" = true ]; then
    restore_database
  else
    pg_ctl initdb -s -D "$PGDATA" -o '--username=postgres --auth-local=peer --auth-host=reject --encoding=UTF8 --locale=C.UTF-8 --data-checksums'
  fi
  rm -f "$UNFINISHED"
  adopt_database
}

# The configuration comes before the registration: from then on pg_autoctl may start the server at any time.
adopt_database() {
  forget_old_group
  include_configuration "$CONFIG_DIR/postgresql.conf"
  print_roles | run_quietly '' >/dev/null
  forget_keeper
  create_node
  rm -f "$LEAD"
}

join_group() {
  : >"$UNFINISHED"
  rm -rf "$PGDATA"
  forget_keeper
  resume_joining
}

resume_joining() {
  create_node
  rm -f "$UNFINISHED"
  rm -rf "$SUPERSEDED"
}

# Without the line of a time as a standby of another region, pg_autoctl's own primary_conninfo counts.
configure_server() {
  rm -f "$DATA_DIR/follow.conf"
  include_configuration "$CONFIG_DIR/postgresql.conf"
  hold_settings "$CONFIG_DIR/postgresql.conf"
}

configure_keeper() {
  [ "$(pg_autoctl config get timeout.network_partition_timeout 2>/dev/null)" = "$NETWORK_PARTITION_SECONDS" ] ||
    pg_autoctl config set timeout.network_partition_timeout "$NETWORK_PARTITION_SECONDS" >/dev/null
}

# Ends when this node is one of the group, with a whole database.
prepare_group() {
  while :; do
    holds=$(volume_state)
    timeline=$(timeline)
    judge
    case $judgement in
    wait:*) say_now_and_then waiting reason "${judgement#wait: }" ;;
    *) say "$judgement" volume "$holds" timeline "$timeline" state "$state" nodes "$nodes" ;;
    esac
    case $judgement in
    run) return ;;
    make) make_database; return ;;
    adopt) adopt_database; return ;;
    lead) promote_copy; adopt_database; return ;;
    enlist) enlist; return ;;
    join) join_group; return ;;
    resume) resume_joining; return ;;
    forget) forget_own_node || true ;;
    # Another node was made the first of a new group: this copy is no part of its history any more.
    supersede) rm -rf "$SUPERSEDED" && mv "$PGDATA" "$SUPERSEDED" ;;
    esac
    sleep 1
  done
}

mkdir -p "$DATA_DIR/log" "$XDG_CONFIG_HOME" "$XDG_DATA_HOME"
lock_volume
rm -f "$RUNNING"
remove_leftovers
# One name for "stop" and another for "started again": the clean-up of one start must not take the marker of the next stop.
[ ! -e "$STOPPING" ] || mv "$STOPPING" "$LEAVING"
start_log_pipes
keep_or_restore_config
prepare_group
configure_server
configure_keeper
keep_or_restore_config
rm -f "$RUN_DIR/settled" "$REGISTER" "$REGISTERING"
register_when_asked 9>&- &
: >"$RUNNING"
say start node "$NODE_NAME"
exec pg_autoctl run
