#!/bin/sh
# Starts a standby of the other region: a plain PostgreSQL that follows whichever node there takes writes, without a slot,
# without pg_auto_failover. After its promotion it starts as the server that takes writes.
set -eu
umask 077
COMPONENT=postgresql-standby
here=$(dirname "$0")
. "$here/lib.sh"
. "$here/secrets.sh"
. "$here/server.sh"

FOLLOW=$DATA_DIR/follow.conf
# Present: somebody decided that what this volume holds may go.
CLONE_AGAIN=$DATA_DIR/clone-again

# All nodes of the other region with their addresses; libpq finds the one that takes writes, so every failover is followed.
upstream() {
  printf 'host=%s hostaddr=%s port=%s user=pgautofailover_replicator dbname=postgres target_session_attrs=read-write application_name=%s passfile=%s connect_timeout=5 keepalives_idle=10 keepalives_interval=5 keepalives_count=3 tcp_user_timeout=30000 options=-cwal_sender_timeout=%ss sslmode=%s' \
    "$UPSTREAM_HOSTS" "$UPSTREAM_ADDRESSES" "$(echo "$UPSTREAM_HOSTS" | sed "s/[^,][^,]*/$PG_PORT/g")" "$NODE_NAME" "$PGPASSFILE" "$SENDER_TIMEOUT_SECONDS" \
    "$SSL_MODE"
  [ "$SSL_MODE" = disable ] || printf ' sslrootcert=%s/ca.crt' "$CERTIFICATES"
}

clone() {
  : >"$UNFINISHED"
  rm -rf "$PGDATA"
  say clone from "$UPSTREAM_HOSTS"
  pg_basebackup -D "$PGDATA" -d "$(upstream)" -X stream -c fast --max-rate="$MAXIMUM_BACKUP_RATE" 9>&-
  : >"$PGDATA/standby.signal"
  rm -rf "$NODE_CONFIG" "$KEPT_CONFIG" "$CLONE_AGAIN" "${XDG_DATA_HOME:?}/pg_autoctl"
  rm -f "$UNFINISHED"
}

# The archive fills what the slotless stream misses. It is asked for a limited time: a promotion must not wait for it.
write_follow() {
  {
    printf "include_if_exists '%s/standby.conf'\n" "$CONFIG_DIR"
    printf "primary_conninfo = '%s'\nprimary_slot_name = ''\n" "$(upstream)"
    [ "${BACKUP_ENABLED:-false}" != true ] ||
      printf "restore_command = 'timeout 20 sh /scripts/pgbackrest-get.sh %%f \"%%p\"'\n"
    printf "recovery_target_timeline = 'latest'\nsynchronous_standby_names = ''\ndefault_transaction_read_only = off\n"
    if [ "$SSL_MODE" = disable ]; then
      printf 'ssl = off\n'
    else
      printf "ssl = on\nssl_ca_file = '%s/ca.crt'\nssl_cert_file = '%s/tls.crt'\nssl_key_file = '%s/tls.key'\n" \
        "$CERTIFICATES" "$CERTIFICATES" "$CERTIFICATES"
    fi
    printf "listen_addresses = '*'\nport = %s\nunix_socket_directories = '%s'\n" "$PG_PORT" "$RUN_DIR"
  } | replace "$FOLLOW"
}

# What the copied database says of its own group must not hold here: neither its nodes nor its includes.
forget_group() {
  sed "/^include 'postgresql-auto-failover/d" "$PGDATA/postgresql.conf" | replace "$PGDATA/postgresql.conf"
  { sed -E '/^(synchronous_standby_names|default_transaction_read_only|primary_)/d' "$PGDATA/postgresql.auto.conf" &&
    echo '# chartwright'; } | replace "$PGDATA/postgresql.auto.conf"
  include_configuration "$CONFIG_DIR/postgresql.conf"
  grep -qF "include_if_exists '$FOLLOW'" "$PGDATA/postgresql.conf" ||
    { cat "$PGDATA/postgresql.conf" && echo "include_if_exists '$FOLLOW'"; } | replace "$PGDATA/postgresql.conf"
}

mkdir -p "$DATA_DIR/log"
lock_volume
rm -f "$RUNNING"
remove_leftovers
start_log_pipes
# After a region came back: its old data may hold commits that nobody else has, so it is not given up unasked.
if [ -e "$NODE_CONFIG" ] && [ ! -e "$CLONE_AGAIN" ]; then
  die belongs-to-a-group reason "this volume was a node's; create $CLONE_AGAIN or delete the claim to make it a standby"
fi
if [ ! -s "$PGDATA/PG_VERSION" ] || [ -e "$UNFINISHED" ] || [ -e "$CLONE_AGAIN" ]; then clone; fi
write_follow
forget_group
hold_settings "$CONFIG_DIR/postgresql.conf"
: >"$RUNNING"
say start upstream "$UPSTREAM_HOSTS"
postgres -D "$PGDATA" &
server=$!
# TERM would let PostgreSQL wait for all its clients; INT ends them.
trap 'kill -INT "$server"' TERM INT
wait "$server" || true
# The trap ends the first wait, not the server.
wait "$server"
