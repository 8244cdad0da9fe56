#!/bin/sh
# The init container: puts the configuration together from the ConfigMap, the passwords and the addresses.
set -eu
umask 077
COMPONENT=redis-configure
here=$(dirname "$0")
. "$here/lib.sh"
. "$here/addresses.sh"
. "$here/sentinel-conf.sh"

# Copies the passwords, so that a Secret that changes under a running pod locks nobody out before the pod is replaced.
copy_passwords() {
  mkdir -p "$RUN_DIR/secrets"
  [ -e "$SECRETS_DIR/password" ] || die bad-password file password reason 'the file is missing'
  for file in "$SECRETS_DIR"/*password "$SECRETS_DIR"/*password-also; do
    [ -e "$file" ] || continue
    name=$(basename "$file")
    bytes=$(wc -c <"$file")
    # Sentinel writes passwords to its file without quotes, so a space would break its next start.
    allowed=$(LC_ALL=C tr -d "\\000-\\040\\177\"'" <"$file" | wc -c)
    [ "$bytes" -gt 0 ] || die bad-password file "$name" reason 'the file is empty'
    [ "$bytes" -eq "$allowed" ] ||
      die bad-password file "$name" reason 'it holds a quote, a space, a line break, a NUL or another control character'
    install -m 0400 "$file" "$RUN_DIR/secrets/$name"
  done
}

hash_of() {
  sha256sum <"$1" | cut -c 1-64
}

# with_passwords: reads "user NAME on RULES" lines and adds the hash of each user's password, and of one that is also accepted.
with_passwords() {
  grep '^user ' "$1" | while read -r _ user state rules; do
    file=$(password_file "$user")
    hashes="#$(hash_of "$file")"
    [ ! -e "$file-also" ] || hashes="$hashes #$(hash_of "$file-also")"
    echo "user $user $state $hashes $rules"
  done
}

# The password of a user between double quotes, as the configuration of Redis wants it.
quoted_password() {
  printf '"%s"' "$(sed 's/\\/\\\\/g' "$(password_file "$1")")"
}

# What Redis starts from; start-redis.sh adds whom it follows.
write_redis() {
  with_passwords "$CONFIG_DIR/users.base.acl" >"$RUN_DIR/users.acl"
  {
    cat "$CONFIG_DIR/redis.base.conf"
    echo "dir $REDIS_DATA"
    echo "aclfile $RUN_DIR/users.acl"
    echo 'masteruser replica'
    echo "masterauth $(quoted_password replica)"
    echo "replica-announce-ip $own_address"
    echo "replica-announce-port $REDIS_PORT"
  } >"$RUN_DIR/redis.assembled.conf"
}

mkdir -p "$REDIS_DATA" "$SENTINEL_DATA"
copy_passwords
find_addresses "$RUN_DIR/addresses"
own_address=$(sed -n "s/^$ORDINAL //p" "$RUN_DIR/addresses")
if disk_is_empty; then disk=empty; else disk=data; fi
if [ -s "$ADDRESSES" ]; then
  cmp -s "$ADDRESSES" "$RUN_DIR/addresses" || say addresses-changed
else
  cp "$RUN_DIR/addresses" "$ADDRESSES"
fi
write_redis
write_sentinel
# Last, so that a start that was cut short finds the old addresses beside the old file.
mv "$RUN_DIR/addresses" "$SENTINEL_DATA/addresses.new"
mv "$SENTINEL_DATA/addresses.new" "$ADDRESSES"
rm -f "$DECISION"
say configured address "$own_address" disk "$disk" memory "${monitor:-none}"
