#!/bin/sh
# Keeps the label of this pod's role, by which the Services -rw and -ro find it. A node that takes writes also takes the
# label from its peers: a lost machine cannot do that itself, and its pod would stay in the Service.
set -u
COMPONENT=postgresql-labels
here=$(dirname "$0")
. "$here/lib.sh"

# It is the first process of its container, and would not hear the signal otherwise.
trap 'exit 0' TERM INT

TOKEN_DIR=${TOKEN_DIR:-/var/run/secrets/kubernetes.io/serviceaccount}
API=${API:-https://${KUBERNETES_SERVICE_HOST:-kubernetes.default.svc}:${KUBERNETES_SERVICE_PORT:-443}}
# Said again after so long, in case somebody else changed it.
REPEAT_SECONDS=${REPEAT_SECONDS:-30}

# label POD ROLE: the role, or null for none; a pod that does not exist just now needs no label. The token stands in a file
# of curl's, never among the arguments.
label() {
  answer=$(printf 'header = "Authorization: Bearer %s"\n' "$(cat "$TOKEN_DIR/token")" |
    curl --silent --max-time 4 --config - --cacert "$TOKEN_DIR/ca.crt" --request PATCH \
      --header 'Content-Type: application/merge-patch+json' --output /dev/null --write-out '%{http_code}' \
      --data "{\"metadata\":{\"labels\":{\"$ROLE_LABEL\":$2}}}" "$API/api/v1/namespaces/$NAMESPACE/pods/$1")
  case $answer in
  200 | 404) ;;
  *)
    say_now_and_then not-labelled pod "$1" answer "$answer"
    return 1
    ;;
  esac
}

# First the others: for a moment nobody has the label, and never two.
label_all() {
  if [ "$1" = '"primary"' ]; then
    for pod in $PEER_PODS; do
      [ "$pod" = "$POD_NAME" ] || label "$pod" '"replica"' || return 1
    done
  fi
  label "$POD_NAME" "$1"
}

last=''
last_at=0
while :; do
  case $(own_role) in
  writable) role='"primary"' ;;
  replica) role='"replica"' ;;
  *) role=null ;;
  esac
  now=$(date +%s)
  if [ "$role" != "$last" ] || [ $((now - last_at)) -ge "$REPEAT_SECONDS" ]; then
    # What failed is tried again in a second, from its beginning.
    if label_all "$role"; then
      [ "$role" = "$last" ] || say labelled role "$(echo "$role" | tr -d '"')"
      last=$role
      last_at=$now
    else
      last=''
    fi
  fi
  sleep 1
done
