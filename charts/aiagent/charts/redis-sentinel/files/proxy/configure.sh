#!/bin/sh
# Writes haproxy.cfg: each Redis is asked whether it is master, and each Sentinel whom it takes for the master; a
# client is led to the one of which both say so. Addresses are asked for once, so that no failover waits for DNS.
set -eu
out=/run/haproxy/haproxy.cfg

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

# ask ANSWER WORD...: one question of a check.
ask() {
  answer=$1
  shift
  echo "  tcp-check send-binary $(words "$@")"
  echo "  tcp-check expect string $answer"
}

# opening NAME: a backend, logged in.
opening() {
  echo "backend $1"
  echo '  option tcp-check'
  echo "  tcp-check connect$encrypted"
  ask +OK AUTH "$password"
}

address() {
  until getent hosts "$1" | awk '{ print $1; exit }' | grep .; do
    echo "waiting for the address of $1" >&2
    sleep 1
  done
}

umask 077
password=$(cat /secrets/password)
encrypted=
if [ "$TLS_ENABLED" = true ]; then
  encrypted=" ssl sni $SERVER_NAME"
  verified=" check-sni $SERVER_NAME ca-file /tls/ca.crt verify required verifyhost $SERVER_NAME"
fi
addresses=
ordinal=0
while [ "$ordinal" -lt "$REPLICAS" ]; do
  addresses="$addresses $(address "$ADDRESS_PREFIX-$ordinal.$ADDRESS_DOMAIN.")"
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
