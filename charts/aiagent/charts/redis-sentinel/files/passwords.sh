# shellcheck shell=sh
# The passwords: read from the mounted files, checked, and put where Redis, Sentinel and the exporter want them, for
# users as hashes. Sourced by configure.sh. Must not print any of them.

# Copies the passwords, so that a Secret that changes under a running pod locks nobody out before the pod is replaced.
copy_passwords() {
  mkdir -p "$RUN_DIR/secrets"
  [ -e "$SECRETS_DIR/password" ] || die bad-password file password reason 'the file is missing'
  for file in "$SECRETS_DIR"/*password "$SECRETS_DIR"/*password-also "$SECRETS_DIR"/user-*; do
    [ -e "$file" ] || continue
    name=$(basename "$file")
    bytes=$(wc -c <"$file")
    allowed=$(LC_ALL=C tr -d "\\000-\\037\\177\"'" <"$file" | wc -c)
    [ "$bytes" -gt 0 ] || die bad-password file "$name" reason 'the file is empty'
    [ "$bytes" -eq "$allowed" ] ||
      die bad-password file "$name" reason 'it holds a quote, a line break, a NUL or another control character'
    rm -f "$RUN_DIR/secrets/$name"
    install -m 0400 "$file" "$RUN_DIR/secrets/$name"
  done
}

hash_of() {
  sha256sum <"$1" | cut -c 1-64
}

# Reads "user NAME on RULES" lines and adds the hash of each user's password, and of the one that is accepted as well.
with_passwords() {
  grep '^user ' "$1" | while read -r _ user state rules; do
    file=$(password_file "$user")
    [ -e "$file" ] || die bad-password file "$(basename "$file")" reason 'the file is missing'
    hashes="#$(hash_of "$file")"
    [ ! -e "$file-also" ] || hashes="$hashes #$(hash_of "$file-also")"
    printf "%s\n" "user $user $state $hashes $rules"
  done
}

# The passwords as the exporter wants them. It mounts the folder, and sees nothing else of what is here.
write_exporter() {
  mkdir -p "$RUN_DIR/exporter"
  scheme=redis
  [ "${TLS_ENABLED:-false}" != true ] || scheme=rediss
  word=$(json_text "$(cat "$(password_file exporter)")")
  rm -f "$RUN_DIR/exporter/passwords.json"
  printf '{"%s":"%s","%s":"%s"}\n' \
    "$scheme://exporter@127.0.0.1:$REDIS_PORT" "$word" "$scheme://exporter@127.0.0.1:$SENTINEL_PORT" "$word" \
    >"$RUN_DIR/exporter/passwords.json"
  chmod 0400 "$RUN_DIR/exporter/passwords.json"
}
