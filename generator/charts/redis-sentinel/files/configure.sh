#!/bin/sh
# The init container: puts the configuration together from the ConfigMap, the passwords and the addresses.
# Must not start anything, nor know who is master.
set -eu
umask 077
COMPONENT=redis-configure
here=$(dirname "$0")
. "$here/lib.sh"
. "$here/addresses.sh"
. "$here/passwords.sh"
. "$here/disk.sh"

# What Redis starts from; start-redis.sh adds whom it follows.
write_redis() {
  with_passwords "$CONFIG_DIR/users.base.acl" >"$RUN_DIR/users.acl"
  {
    cat "$CONFIG_DIR/redis.base.conf"
    echo "dir $REDIS_DATA"
    echo "aclfile $RUN_DIR/users.acl"
    echo 'masteruser replica'
    # Not echo: some shells read backslashes in it.
    printf 'masterauth %s\n' "$(quoted_password replica)"
    echo "replica-announce-ip $(address_of "$ORDINAL")"
    echo "replica-announce-port $REDIS_PORT"
  } >"$RUN_DIR/redis.assembled.conf"
}

# Writes the addresses of today, and puts them into what Sentinel remembers. The file of Sentinel goes first: a start
# that is cut short between the two finds its old addresses still, and does it again.
keep_addresses() {
  if [ -s "$ADDRESSES" ] && ! cmp -s "$ADDRESSES" "$1"; then
    say addresses-changed
    if [ -s "$SENTINEL_DATA/sentinel.conf" ]; then
      with_new_addresses "$ADDRESSES" "$1" <"$SENTINEL_DATA/sentinel.conf" >"$SENTINEL_DATA/sentinel.conf.new"
      mv "$SENTINEL_DATA/sentinel.conf.new" "$SENTINEL_DATA/sentinel.conf"
    fi
  fi
  cp "$1" "$ADDRESSES.new"
  mv "$ADDRESSES.new" "$ADDRESSES"
}

# The first process of a container hears no signal that it has not asked for; half a configuration is a failure.
trap 'exit 143' TERM INT
mkdir -p "$REDIS_DATA" "$SENTINEL_DATA"
copy_passwords
find_addresses "$RUN_DIR/addresses"
lock "$SENTINEL_DATA"
keep_addresses "$RUN_DIR/addresses"
write_redis
write_exporter
with_passwords "$CONFIG_DIR/sentinel-users.base.acl" >"$RUN_DIR/sentinel-users.acl"
disk=$(disk_state)
echo "user disk-$disk off" >"$RUN_DIR/disk.acl"
rm -f "$DECISION"
say configured address "$(address_of "$ORDINAL")" disk "$disk"
