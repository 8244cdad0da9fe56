#!/bin/sh
# Starts the monitor: makes its database when the volume is empty, sets the passwords before anybody can connect, and
# hands over to pg_autoctl.
set -eu
umask 077
COMPONENT=postgresql-monitor
here=$(dirname "$0")
. "$here/lib.sh"
. "$here/secrets.sh"
. "$here/server.sh"

create_monitor() {
  : >"$UNFINISHED"
  rm -rf "$PGDATA" "$NODE_CONFIG" "${XDG_DATA_HOME:?}/pg_autoctl"
  if [ "$SSL_MODE" = disable ]; then
    set -- --no-ssl
  else
    set -- --ssl-mode "$SSL_MODE" --ssl-ca-file "$CERTIFICATES/ca.crt" --server-cert "$CERTIFICATES/tls.crt" \
      --server-key "$CERTIFICATES/tls.key"
  fi
  # initdb of its own would let every local user in without a password.
  pg_ctl initdb -s -D "$PGDATA" -o '--username=postgres --auth-local=peer --auth-host=reject --encoding=UTF8 --locale=C.UTF-8 --data-checksums'
  pg_autoctl create monitor --pgport "$PG_PORT" --hostname "$NODE_HOST" --skip-pg-hba "$@"
  rm -f "$UNFINISHED"
}

# The volumes of the nodes are announced here: see start-node.sh.
print_monitor_roles() {
  print_quiet_log
  set_password autoctl_node monitor-password
  make_role exporter LOGIN
  cat <<'END'
GRANT pg_monitor TO exporter;
CREATE SCHEMA IF NOT EXISTS chartwright;
CREATE TABLE IF NOT EXISTS chartwright.volume (host text PRIMARY KEY, holds text NOT NULL,
  timeline int NOT NULL, at timestamptz NOT NULL);
GRANT USAGE ON SCHEMA chartwright TO autoctl_node;
GRANT SELECT, INSERT, UPDATE ON chartwright.volume TO autoctl_node;
GRANT USAGE ON SCHEMA pgautofailover TO exporter;
GRANT SELECT ON ALL TABLES IN SCHEMA pgautofailover TO exporter;
END
}

# What pg_auto_failover 2.2 would decide and must not. Whoever asks is refused, and asks again within a second.
# It reads what a node should be before it waits for its turn to decide: a primary that reports in the moment in which its
# end is decided would be told to go on alone, and would confirm what the next primary never gets. So who is no primary any
# more is never told to be one, except by a promotion.
# It promotes a standby that came back, while the primary goes on alone and only the monitor does not see it: both would
# take writes. So such a primary is not replaced before it waits for the standby again.
print_goal_guard() {
  cat <<'SQL'
CREATE OR REPLACE FUNCTION chartwright.refuse_goal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the goal of node % stays %, although % was decided by what it was before',
    OLD.nodename, OLD.goalstate, NEW.goalstate;
END $$;
CREATE OR REPLACE TRIGGER chartwright_keep_goal BEFORE UPDATE OF goalstate ON pgautofailover.node FOR EACH ROW
  WHEN (NEW.goalstate IN ('primary', 'wait_primary', 'join_primary', 'apply_settings')
    AND OLD.goalstate NOT IN ('single', 'primary', 'wait_primary', 'join_primary', 'apply_settings',
      'prepare_promotion', 'stop_replication'))
  EXECUTE FUNCTION chartwright.refuse_goal();
CREATE OR REPLACE FUNCTION chartwright.refuse_promotion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM pgautofailover.node WHERE formationid = OLD.formationid AND groupid = OLD.groupid
      AND nodeid <> OLD.nodeid AND reportedstate = 'wait_primary' AND goalstate = 'wait_primary') THEN
    RAISE EXCEPTION 'node % is not promoted: the primary confirms commits without it', OLD.nodename;
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER chartwright_keep_primary BEFORE UPDATE OF goalstate ON pgautofailover.node FOR EACH ROW
  WHEN (OLD.goalstate = 'secondary' AND NEW.goalstate = 'prepare_promotion')
  EXECUTE FUNCTION chartwright.refuse_promotion();
SQL
}

mkdir -p "$DATA_DIR/log" "$XDG_CONFIG_HOME" "$XDG_DATA_HOME"
lock_volume
rm -f "$RUNNING"
remove_leftovers
start_log_pipes
if [ ! -s "$PGDATA/PG_VERSION" ] || [ -e "$UNFINISHED" ]; then create_monitor; fi
include_configuration "$CONFIG_DIR/monitor.conf"
{ print_monitor_roles && print_goal_guard; } | SQL_DATABASE=pg_auto_failover run_quietly '' >/dev/null
: >"$RUNNING"
say start
exec pg_autoctl run
