#!/bin/sh
# Runs before everything else in a pod: copies the secrets and writes the first hosts file.
set -eu
umask 077
COMPONENT=postgresql-prepare
here=$(dirname "$0")
. "$here/lib.sh"
. "$here/secrets.sh"
. "$here/addresses.sh"

case $NODE_NAME in
monitor) check_secrets monitor-password ;;
*) check_secrets password replication-password ;;
esac
copy_secrets
# The kubelet mounts the file over /etc/hosts for all the other containers, so it must exist.
(umask 022 && refresh_hosts)
say prepared hosts "$(grep -c . "$HOSTS_FILE")"
