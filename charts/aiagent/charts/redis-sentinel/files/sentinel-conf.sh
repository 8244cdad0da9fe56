# shellcheck shell=sh
# The configuration of Sentinel: every setting is written anew at each start, what it had learnt is kept. Sourced by
# start-sentinel.sh. Must not know the configuration of Redis.
# shellcheck disable=SC2154 # $here and $configuration are set by start-sentinel.sh.

# shellcheck disable=SC2016 # The words of awk.
is_of_master='$1 == "sentinel" && $3 == master'

# The name of the group that is remembered: that of the last start, which may be another.
remembered_group() {
  [ ! -s "$configuration" ] || awk '$1 == "sentinel" && $2 == "monitor" { print $3; exit }' "$configuration"
}

# The lines of a Sentinel that watches nobody yet. The id comes from the ordinal: a Sentinel that lost its disk comes
# back as the one that it was, instead of as one more, whom the others would count for a majority for ever.
sentinel_settings() {
  awk -v master="$MASTER_NAME" "!($is_of_master)" "$CONFIG_DIR/sentinel.base.conf"
  echo "dir $SENTINEL_DATA"
  echo "aclfile $RUN_DIR/sentinel.acl"
  echo "sentinel announce-ip $(address_of "$ORDINAL")"
  echo "sentinel announce-port $SENTINEL_PORT"
  echo 'sentinel sentinel-user sentinel'
  # Not echo: some shells read backslashes in it.
  printf 'sentinel sentinel-pass %s\n' "$(quoted_password sentinel)"
  echo "sentinel myid $(printf '%s' "$ADDRESS_PREFIX-$MASTER_NAME-$ORDINAL" | sha1sum | cut -c 1-40)"
}

# The settings of the watched group; they come after the line that names its master.
group_settings() {
  awk -v master="$MASTER_NAME" "$is_of_master" "$CONFIG_DIR/sentinel.base.conf"
  echo "sentinel auth-user $MASTER_NAME sentinel"
  printf 'sentinel auth-pass %s %s\n' "$MASTER_NAME" "$(quoted_password sentinel)"
  echo "sentinel notification-script $MASTER_NAME $here/notify.sh"
  echo "sentinel client-reconfig-script $MASTER_NAME $here/reconfig.sh"
}

# Whom the Sentinel watched last; nothing when it remembers nobody.
remembered_master() {
  [ ! -s "$configuration" ] || awk '$1 == "sentinel" && $2 == "monitor" { print $4; exit }' "$configuration"
}

# What it had learnt of the group: epochs, and whom it knows. Pods that no longer exist are left out: their Sentinels would
# count for a majority for ever.
learnt() {
  awk -v master="$(remembered_group)" -v name="$MASTER_NAME" -v addresses="$ADDRESSES" '
    BEGIN { while ((getline line < addresses) > 0) { split(line, part, " "); exists[part[2]] = 1 } }
    '"$is_of_master"' && $2 ~ /^known-/ && !($4 in exists) { next }
    '"$is_of_master"' && $2 ~ /^(config-epoch|leader-epoch|known-.*)$/ { $3 = name; print }
    $1 == "sentinel" && $2 == "current-epoch" { print }' "$configuration"
}

# write_sentinel MASTER: the file of a Sentinel that watches this master and remembers what it knew.
write_sentinel() {
  {
    sentinel_settings
    echo "sentinel monitor $MASTER_NAME $1 $REDIS_PORT $QUORUM"
    group_settings
    [ ! -s "$configuration" ] || learnt
  } >"$configuration.new"
  mv "$configuration.new" "$configuration"
}
