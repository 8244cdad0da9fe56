# shellcheck shell=sh
# Certificates that are renewed on the disk: a server reads them at its start only. Sourced by those that start one.
# Must not know who renews them.

# What is mounted now, as one word; the three files change at once.
certificates() {
  cat "$TLS_DIR/tls.crt" "$TLS_DIR/tls.key" "$TLS_DIR/ca.crt" 2>/dev/null | sha256sum | cut -c 1-64
}

# To be called before the server starts, which reads them too.
note_certificates() {
  certificates_in_use=$(certificates)
}

# watch_certificates COMMAND...: calls the command when others are mounted than those in use, until it succeeds.
watch_certificates() {
  [ "${TLS_ENABLED:-false}" = true ] || return 0
  while :; do
    sleep "${CERTIFICATE_SECONDS:-10}"
    mounted=$(certificates)
    [ "$mounted" != "$certificates_in_use" ] || continue
    "$@" || continue
    certificates_in_use=$mounted
    say certificates-renewed
  done
}
