#!/bin/sh
# Writes haproxy.cfg: each Redis is asked whether it is master, and each Sentinel whom it takes for the master; a
# client is led to the one of which both say so. Addresses are asked for once, so that no failover waits for DNS.
set -eu
out=${RUN_DIR:-/run/haproxy}/haproxy.cfg

# hex TEXT: as HAProxy wants binary data, which needs no quotes.
hex() {
  printf '%s' "$1" | od -An -v -tx1 | tr -d ' \n'
}

# words WORD...: a command as Redis reads it, whatever characters it holds.
words() {
  printf '2a%s0d0a' "$(hex "$#")"
  for word in "$@"; do
    printf '24%s0d0a%s0d0a' "$(hex "$(printf '%s' "$word" | wc -c | tr -d ' ')")" "$(hex "$word")"
  done
}

# line TEXT: as a check looks for it; as a part of a line it would be found in others too.
line() {
  printf '0d0a%s0d0a' "$(hex "$1")"
}

# ask LINE WORD...: one question of a check, and a line that must be in the answer.
ask() {
  answer=$(line "$1")
  shift
  echo "  tcp-check send-binary $(words "$@")"
  echo "  tcp-check expect binary $answer"
}

# opening NAME: a backend, logged in.
opening() {
  echo "backend $1"
  echo '  option tcp-check'
  echo "  tcp-check connect$encrypted"
  echo "  tcp-check send-binary $(words AUTH "$password")"
  echo '  tcp-check expect string +OK'
}

given_up_at=$(($(date +%s) + 60))
address() {
  until timeout 2 getent hosts "$1" | awk '{ print $1; exit }' | grep .; do
    echo "waiting for the address of $1" >&2
    [ "$(date +%s)" -lt "$given_up_at" ] || return 1
    sleep 1
  done
}

# The first process of a container hears no signal that it has not asked for.
trap 'exit 143' TERM INT
umask 077
password=$(cat "${SECRETS_DIR:-/secrets}/password")
encrypted=
if [ "$TLS_ENABLED" = true ]; then
  encrypted=" ssl sni $SERVER_NAME"
  verified=" check-sni $SERVER_NAME ca-file /tls/ca.crt verify required verifyhost $SERVER_NAME"
fi
addresses=
ordinal=0
while [ "$ordinal" -lt "$REPLICAS" ]; do
  one=$(address "$ADDRESS_PREFIX-$ordinal.$ADDRESS_DOMAIN.")
  addresses="$addresses $one"
  ordinal=$((ordinal + 1))
done

{
  echo 'global'
  echo '  log stdout format raw local0 notice'
  echo 'defaults'
  echo '  mode tcp'
  echo '  log global'
  echo '  timeout connect 1s'
  echo "  timeout client ${IDLE_SECONDS}s"
  echo "  timeout server ${IDLE_SECONDS}s"
  echo '  timeout check 1s'
  echo "  default-server inter ${CHECK_MILLISECONDS}ms fall 1 rise 1 on-marked-down shutdown-sessions${verified:-}"
  echo 'frontend health'
  echo '  bind :8404'
  echo '  mode http'
  echo '  monitor-uri /health'
  echo 'frontend redis'
  echo "  bind :$REDIS_PORT"
  ordinal=0
  for one in $addresses; do
    echo "  use_backend redis-$ordinal if { nbsrv(redis-$ordinal) ge 1 } { nbsrv(named-$ordinal) ge $QUORUM }"
    ordinal=$((ordinal + 1))
  done
  ordinal=0
  for one in $addresses; do
    opening "redis-$ordinal"
    ask role:master INFO replication
    echo "  server redis-$ordinal $one:$REDIS_PORT check"
    opening "named-$ordinal"
    ask "$one" SENTINEL get-master-addr-by-name "$MASTER_NAME"
    sentinel=0
    for other in $addresses; do
      echo "  server sentinel-$sentinel $other:$SENTINEL_PORT check"
      sentinel=$((sentinel + 1))
    done
    ordinal=$((ordinal + 1))
  done
} >"$out"
