# shellcheck shell=sh
# What this pod's disk holds. Sourced by configure.sh and start-redis.sh. Must not know the other pods.

# What the disk holds: "empty", or the time of the last write to the data, as digits that sort. An append-only file is
# written to with each change, so of two replicas the one with the later write has more.
disk_state() {
  if [ -e "$NEVER_SYNCED" ]; then
    echo empty
  elif [ -s "$REDIS_DATA/appendonlydir/appendonly.aof.manifest" ]; then
    last_write "$REDIS_DATA"/appendonlydir/*
  elif [ -s "$REDIS_DATA/dump.rdb" ]; then
    last_write "$REDIS_DATA/dump.rdb"
  else
    echo empty
  fi
}

last_write() {
  TZ=UTC stat -c %y "$@" | cut -c 1-29 | tr -dc '0-9\n' | sort | tail -n 1
}
