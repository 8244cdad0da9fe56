# shellcheck shell=sh
# The configuration of Sentinel: every setting is written anew, what it had learnt is kept. Sourced by configure.sh.
# Must not know the configuration of Redis.
# shellcheck disable=SC2154 # $here, $own_address and $disk are set by configure.sh.

# shellcheck disable=SC2016 # The words of awk.
is_of_master='$1 == "sentinel" && $3 == master'

# The lines of a Sentinel that watches nobody yet. The id comes from the ordinal: a Sentinel that lost its disk comes
# back as the one that it was, instead of as one more, whom the others would count for a majority for ever.
sentinel_settings() {
  awk -v master="$MASTER_NAME" "!($is_of_master)" "$CONFIG_DIR/sentinel.base.conf"
  echo "dir $SENTINEL_DATA"
  echo "sentinel announce-ip $own_address"
  echo "sentinel announce-port $SENTINEL_PORT"
  echo 'sentinel sentinel-user sentinel'
  echo "sentinel sentinel-pass $(quoted_password sentinel)"
  echo "sentinel myid $(printf '%s' "$ADDRESS_PREFIX-$MASTER_NAME-$ORDINAL" | sha1sum | cut -c 1-40)"
}

# The settings of the watched group; they come after the line that names its master.
group_settings() {
  awk -v master="$MASTER_NAME" "$is_of_master" "$CONFIG_DIR/sentinel.base.conf"
  echo "sentinel auth-user $MASTER_NAME sentinel"
  echo "sentinel auth-pass $MASTER_NAME $(quoted_password sentinel)"
  echo "sentinel notification-script $MASTER_NAME $here/notify.sh"
  echo "sentinel client-reconfig-script $MASTER_NAME $here/reconfig.sh"
}

# What the Sentinel had learnt, read from the file that it kept, with the addresses of today.
learnt() {
  with_new_addresses "$ADDRESSES" "$RUN_DIR/addresses" <"$SENTINEL_DATA/sentinel.conf" |
    awk -v master="$MASTER_NAME" -v quorum="$QUORUM" -v part="$1" '
      '"$is_of_master"' && $2 == "monitor" && part == "monitor" { print $1, $2, $3, $4, $5, quorum }
      '"$is_of_master"' && $2 ~ /^(config-epoch|leader-epoch|known-.*)$/ && part == "rest" { print }
      $1 == "sentinel" && $2 == "current-epoch" && part == "rest" { print }'
}

write_sentinel() {
  with_passwords "$CONFIG_DIR/sentinel-users.base.acl" >"$RUN_DIR/sentinel.acl"
  # A user that nobody can be, whose name tells the peers what the disk of a Sentinel without a memory holds.
  { cat "$RUN_DIR/sentinel.acl"; echo "user disk-$disk off"; } >"$RUN_DIR/sentinel-waiting.acl"
  { sentinel_settings; echo "aclfile $RUN_DIR/sentinel-waiting.acl"; } >"$RUN_DIR/sentinel-waiting.conf"
  group_settings >"$RUN_DIR/sentinel-group.conf"
  monitor=
  [ ! -s "$SENTINEL_DATA/sentinel.conf" ] || monitor=$(learnt monitor)
  {
    sentinel_settings
    echo "aclfile $RUN_DIR/sentinel.acl"
    if [ -n "$monitor" ]; then
      echo "$monitor"
      cat "$RUN_DIR/sentinel-group.conf"
      learnt rest
    fi
  } >"$SENTINEL_DATA/sentinel.conf.new"
  mv "$SENTINEL_DATA/sentinel.conf.new" "$SENTINEL_DATA/sentinel.conf"
}
