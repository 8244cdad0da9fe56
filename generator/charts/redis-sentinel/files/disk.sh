# shellcheck shell=sh
# What this pod's disk holds. Sourced by configure.sh and start-redis.sh. Must not know the other pods.

MANIFEST=$REDIS_DATA/appendonlydir/appendonly.aof.manifest
SNAPSHOT=$REDIS_DATA/dump.rdb

# Whether Redis is to append each write to a file.
appends() {
  grep -q '^appendonly yes$' "$CONFIG_DIR/redis.base.conf"
}

# Whether there are such files: only then Redis reads them, else it reads the snapshot.
has_appended() {
  appends && [ -s "$MANIFEST" ]
}

# What the disk holds: "empty", or the time of the last write to the data, as digits that sort. An append-only file is
# written to with each change, so of two replicas the one with the later write has more.
disk_state() {
  if [ -e "$NEVER_SYNCED" ]; then
    echo empty
  elif has_appended; then
    # Those of a rewrite that was cut short have other names, and are not read.
    last_write "$REDIS_DATA"/appendonlydir/appendonly.aof.*
  elif [ -s "$SNAPSHOT" ]; then
    last_write "$SNAPSHOT"
  else
    echo empty
  fi
}

last_write() {
  TZ=UTC stat -c %y "$@" | cut -c 1-29 | tr -dc '0-9\n' | sort | tail -n 1
}
