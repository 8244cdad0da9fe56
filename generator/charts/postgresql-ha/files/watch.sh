#!/bin/sh
# What must be done beside a server for as long as it runs: addresses, certificates, passwords, the end of a maintenance,
# a monitor that forgot everything, and the archive after a promotion. Each is tried again until it is done.
set -u
umask 077
COMPONENT=postgresql-watch
here=$(dirname "$0")
. "$here/lib.sh"
. "$here/secrets.sh"
. "$here/addresses.sh"
. "$here/server.sh"
. "$here/monitor.sh"
. "$here/archive.sh"

# A marker stays until the monitor has seen the node outside maintenance for this long.
SETTLED_SECONDS=5
# So long a primary that is well is waited for before its standby steps aside: longer than the standby takes to find it
# again after a restart.
ASIDE_SECONDS=8

reload_where_wanted() {
  [ -e "$RUN_DIR/reload-wanted" ] || return 0
  [ "$(sql -c 'SELECT pg_reload_conf()' 2>/dev/null)" = t ] || return 0
  rm -f "$RUN_DIR/reload-wanted"
  say reloaded
}

# Passwords that changed reach the roles where they are kept: on the server that takes writes.
play_passwords() {
  passwords=$(cat "$SECRETS_DIR"/*password 2>/dev/null | sha256sum)
  [ "$passwords" != "$(cat "$RUN_DIR/passwords-played" 2>/dev/null)" ] || return 0
  case $NODE_NAME in
  monitor)
    { print_quiet_log && set_password autoctl_node monitor-password; } | SQL_DATABASE=pg_auto_failover sql >/dev/null 2>&1 ||
      return 0
    ;;
  *)
    [ "$role" = writable ] || return 0
    print_roles | sql >/dev/null 2>&1 || return 0
    ;;
  esac
  echo "$passwords" >"$RUN_DIR/passwords-played"
  say passwords-set
}

leave_maintenance() {
  [ -e "$LEAVING" ] && [ ! -e "$STOPPING" ] || return 0
  case $state in
  'maintenance|maintenance')
    outside_since=''
    pg_autoctl disable maintenance >/dev/null 2>&1 && say maintenance-left
    ;;
  *maintenance* | '' | unknown) outside_since='' ;;
  *)
    [ -n "$outside_since" ] || outside_since=$now
    [ $((now - outside_since)) -lt "$SETTLED_SECONDS" ] || rm -f "$LEAVING"
    ;;
  esac
}

# A standby that is cut off from the primary alone holds up every commit for ever: the monitor sees both, and
# pg_auto_failover 2.2 does nothing (its issue 997). So it steps aside, as if its pod ended, and comes back as a copy that
# catches up, for which nobody waits. With two standbys another one confirms, and nothing is held up.
step_aside() {
  if [ "$NUMBER_SYNC_STANDBYS" != 0 ] || [ "$state,$role" != 'secondary|secondary,replica' ] || [ -e "$LEAVING" ] ||
    [ -e "$STOPPING" ] || follows || ! primary_waits; then
    cut_off_since=''
    return 0
  fi
  [ -n "$cut_off_since" ] || cut_off_since=$now
  [ $((now - cut_off_since)) -ge "$ASIDE_SECONDS" ] || return 0
  say steps-aside reason 'the primary is well, and its changes do not arrive'
  : >"$LEAVING" && pg_autoctl enable maintenance >/dev/null 2>&1
  cut_off_since=''
}

# A monitor whose volume was lost knows nobody. The primary goes first; the others follow when it is listed. Asked three
# times, because a node that is just being removed is unknown too.
find_new_monitor() {
  if [ -z "$role" ] || [ -e "$REGISTER" ] || [ -e "$REGISTERING" ] ||
    { [ "$state" != unknown ] && { [ -z "$state" ] || ! is_unregistered; }; }; then
    unknown_times=0
    return 0
  fi
  # A node that just starts decides by what the others say.
  announce "$role" "$(timeline)"
  unknown_times=$((unknown_times + 1))
  [ "$unknown_times" -ge 3 ] || return 0
  nodes=$(known_nodes)
  case $role,$nodes in
  writable,0) ;;
  replica,[1-9]*) ;;
  *) return 0 ;;
  esac
  say monitor-does-not-know-this-node role "$role" nodes "$nodes"
  # Of a registration that was cut short the monitor knows a half.
  [ "$state" = unknown ] || forget_own_node || return 0
  : >"$REGISTER"
  unknown_times=0
  rm -f "$RUN_DIR/settled"
}

# Logs on the volume, where the values ask for them, end some day.
expire_logs() {
  [ "${LOG_FORMAT:-}" = csv ] && [ $((now % 3600)) -lt 5 ] || return 0
  find "$DATA_DIR/log" -name '*.csv' -mtime +"$LOG_RETENTION_DAYS" -exec rm -f {} +
}

# Quick where something is under way: each look costs several processes.
rest() {
  if has_monitor && { [ -e "$LEAVING" ] || [ ! -e "$RUN_DIR/settled" ] || [ "$state" = unknown ]; }; then
    sleep 1
  else
    sleep 3
  fi
}

# Whether somebody decides about this server: not about the monitor itself, nor about the standby of another region.
has_monitor() {
  [ -n "${MONITOR_HOST:-}" ] && [ "$NODE_NAME" != monitor ]
}

# A lowered value was held for as long as the primary had the higher one; on the primary itself it may go. It counts from
# the next start of the server on.
let_go_of_settings() {
  [ -e "$DATA_DIR/held.conf" ] || return 0
  rm -f "$DATA_DIR/held.conf"
  say settings-let-go reason 'this server takes writes; the lower values count from its next start on'
}

# What the values say of this node is told to the monitor after each start, because it reads it only at the creation. Only
# where it differs, and while no node changes its state: in the middle of a change pg_auto_failover cannot apply it.
settle() {
  [ ! -e "$RUN_DIR/settled" ] || return 0
  case $(unsettled) in
  '') return 0 ;;
  candidatepriority) pg_autoctl set node candidate-priority "$CANDIDATE_PRIORITY" >/dev/null 2>&1 || true ;;
  replicationquorum) pg_autoctl set node replication-quorum "$REPLICATION_QUORUM" >/dev/null 2>&1 || true ;;
  number_sync_standbys) pg_autoctl set formation number-sync-standbys "$NUMBER_SYNC_STANDBYS" >/dev/null 2>&1 || true ;;
  none)
    : >"$RUN_DIR/settled"
    say settled priority "$CANDIDATE_PRIORITY" quorum "$REPLICATION_QUORUM" synchronous "$NUMBER_SYNC_STANDBYS"
    ;;
  esac
}

watch_node() {
  state=$(own_state)
  leave_maintenance
  step_aside
  find_new_monitor
  settle
}

# Resolving a name can take seconds while DNS is half dead, so it has a loop of its own.
(while :; do (umask 022 && refresh_hosts); sleep 3; done) &
resolver=$!
trap 'kill "$resolver" 2>/dev/null; exit 0' TERM INT

outside_since=''
cut_off_since=''
unknown_times=0
last_role=''
offered=false
state=''
while :; do
  now=$(date +%s)
  copy_secrets
  expire_logs
  reload_where_wanted
  role=''
  [ ! -e "$RUNNING" ] || role=$(own_role)
  play_passwords
  ! has_monitor || watch_node
  if [ -n "$role" ]; then
    [ "$role" = "$last_role" ] || say role is "$role"
    [ "$role" != writable ] || [ "$last_role" = writable ] || let_go_of_settings
    [ "$role" = writable ] || offered=false
    [ "$role" != writable ] || [ "$offered" = true ] || ! archive_again || offered=true
    last_role=$role
  fi
  rest
done
