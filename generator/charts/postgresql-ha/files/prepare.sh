#!/bin/sh
# Runs before everything else in a pod: keeps the scripts, copies the secrets and writes the first hosts file.
set -eu
umask 077
COMPONENT=postgresql-prepare
here=$(dirname "$0")
. "$here/lib.sh"
. "$here/secrets.sh"
. "$here/addresses.sh"

# The ConfigMap changes below a pod that is not replaced yet: its hooks and probes must stay those that it started with.
install -m 0444 "$here"/*.sh "${SCRIPTS_KEPT:-/scripts-kept}"

case $NODE_NAME in
monitor) check_secrets monitor-password ;;
*)
  check_secrets password replication-password
  # No reason not to serve; but the store is then asked without it.
  for key in "$SECRETS_DIR"/repo[12]-*; do
    case $key in
    *'*' | *-ca.crt) ;;
    *)
      secret "$(basename "$key")" >/dev/null ||
        say bad-key file "$(basename "$key")" reason 'it is empty, or holds a line break or a control character'
      ;;
    esac
  done
  ;;
esac
copy_secrets
# The kubelet mounts the file over /etc/hosts for all the other containers, so it must exist.
(umask 022 && refresh_hosts)
say prepared hosts "$(grep -c . "$HOSTS_FILE")"
