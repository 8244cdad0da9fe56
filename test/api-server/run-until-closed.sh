#!/bin/sh
# Runs etcd and kube-apiserver until standard input is closed, then leaves nothing behind. Whoever started
# this holds the other end of the pipe, so that both end with it, however it ends.
# $1 folder, removed at the end; $2 program of etcd; $3 its port; $4 port of its peers; $5 program of
# kube-apiserver; $6 its port
set -u
folder=$1
exec 3<&0
cd "$folder" || exit 1

# Nothing here outlives the tests, so nothing needs to reach a disk.
nice -n 10 "$2" --data-dir "$folder/etcd" --unsafe-no-fsync --log-level warn \
	--listen-client-urls "http://127.0.0.1:$3" --advertise-client-urls "http://127.0.0.1:$3" \
	--listen-peer-urls "http://127.0.0.1:$4" --initial-advertise-peer-urls "http://127.0.0.1:$4" \
	--initial-cluster "default=http://127.0.0.1:$4" \
	>"$folder/etcd.log" 2>&1 3<&- &
etcd=$!

# Without the ServiceAccount admission no controller is needed that would make the accounts' tokens.
# Privileged pods are allowed as far as the server goes, so that it is Pod Security that refuses them.
nice -n 10 "$5" --etcd-servers "http://127.0.0.1:$3" --bind-address 127.0.0.1 --secure-port "$6" \
	--advertise-address 127.0.0.1 --endpoint-reconciler-type none --cert-dir "$folder/certificates" \
	--service-cluster-ip-range 10.96.0.0/16 --authorization-mode AlwaysAllow --token-auth-file "$folder/tokens" \
	--disable-admission-plugins ServiceAccount --service-account-issuer https://localhost \
	--service-account-key-file "$folder/account.key" --service-account-signing-key-file "$folder/account.key" \
	--enable-priority-and-fairness=false --profiling=false --allow-privileged \
	>"$folder/kube-apiserver.log" 2>&1 3<&- &
server=$!

# One that ends by itself is told to whoever waits for it.
(
	exec 3<&-
	while kill -0 "$etcd" 2>/dev/null && kill -0 "$server" 2>/dev/null; do sleep 0.2; done
	touch "$folder/ended"
) &
watch=$!

read -r _ <&3
kill -9 "$watch" "$server" "$etcd" 2>/dev/null
wait
rm -rf "$folder"
