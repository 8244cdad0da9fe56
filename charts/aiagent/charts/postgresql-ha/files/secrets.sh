# shellcheck shell=sh
# Passwords and certificates: read where they are mounted, checked, and put where PostgreSQL, pg_autoctl and pgBackRest
# want them. Sourced, never run. Must not print any of them.

# The one line of a mounted secret; fails where there is none or it is not one line.
secret() {
  [ -s "$SECRETS_DIR/$1" ] || return 1
  secret_bytes=$(wc -c <"$SECRETS_DIR/$1")
  [ "$(LC_ALL=C tr -d '\000-\037\177' <"$SECRETS_DIR/$1" | wc -c)" -eq "$secret_bytes" ] || return 1
  cat "$SECRETS_DIR/$1"
}

# Dies where a password that must be there cannot be used.
check_secrets() {
  for name in "$@"; do
    secret "$name" >/dev/null ||
      die bad-password file "$name" reason 'it is missing, empty, or holds a line break or a control character'
  done
}

# Copies certificates that changed. All three are read from one version of the Secret. A job that serves nobody has none.
copy_certificates() {
  [ "${TLS_ENABLED:-true}" = true ] && [ -e "$TLS_DIR/tls.key" ] || return 0
  mkdir -p "$CERTIFICATES"
  version=$(dirname "$(readlink -f "$TLS_DIR/tls.crt")")
  for file in ca.crt tls.crt tls.key; do
    cmp -s "$version/$file" "$CERTIFICATES/$file" && continue
    install -m 0400 "$version/$file" "$CERTIFICATES/$file.new" && mv "$CERTIFICATES/$file.new" "$CERTIFICATES/$file"
    : >"$RUN_DIR/reload-wanted"
  done
}

passfile_line() {
  printf '*:*:*:%s:%s\n' "$1" "$(printf '%s' "$2" | sed 's/\\/\\\\/g; s/:/\\:/g')"
}

# The passwords by which this pod logs in elsewhere. Not all pods have all of them.
print_passfile() {
  ! word=$(secret monitor-password) || passfile_line autoctl_node "$word"
  ! word=$(secret replication-password) || passfile_line pgautofailover_replicator "$word"
  # This password stands in the source of pg_auto_failover; pg_hba.conf confines the role.
  passfile_line pgautofailover_monitor pgautofailover_monitor
}

# pgBackRest's file: what the chart wrote, and the keys.
print_backup_configuration() {
  cat "$CONFIG_DIR/pgbackrest.conf"
  printf '\n[global]\n'
  for repository in ${BACKUP_REPOSITORIES:-}; do
    for key in azure-key s3-key s3-key-secret cipher-pass; do
      ! word=$(secret "repo$repository-$key") || printf 'repo%s-%s=%s\n' "$repository" "$key" "$word"
    done
    authority=$SECRETS_DIR/repo$repository-ca.crt
    [ ! -e "$authority" ] || printf 'repo%s-storage-ca-file=%s\n' "$repository" "$authority"
  done
}

write_if_changed() {
  new=$(cat; echo .)
  [ "${new%.}" != '' ] || return 0
  [ -e "$1" ] && [ "$new" = "$(cat "$1"; echo .)" ] && return 0
  printf '%s' "${new%.}" | (umask 077 && replace "$1")
}

# Brings all copies up to date.
copy_secrets() {
  copy_certificates
  print_passfile | write_if_changed "$PGPASSFILE"
  [ -e "$CONFIG_DIR/pgbackrest.conf" ] && [ -n "${BACKUP_REPOSITORIES:-}" ] || return 0
  print_backup_configuration | write_if_changed "$KEYS_DIR/pgbackrest.conf"
  for repository in $BACKUP_REPOSITORIES; do
    print_backup_configuration | grep -vE "^repo[^$repository]-" | write_if_changed "$KEYS_DIR/pgbackrest.$repository.conf"
  done
}
