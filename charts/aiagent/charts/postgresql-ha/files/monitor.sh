# shellcheck shell=sh
# What a node asks and tells the monitor about itself and its peers. Sourced, never run.

FORMATION=default

# How many nodes the monitor knows; nothing when it does not answer.
known_nodes() {
  monitor_sql -c "SELECT count(*) FROM pgautofailover.node WHERE formationid = '$FORMATION'" 2>/dev/null
}

# reported|goal of this node; "unknown" when the monitor answers and does not know it; nothing when it does not answer.
own_state() {
  monitor_sql -c "SELECT coalesce((SELECT reportedstate || '|' || goalstate FROM pgautofailover.node
    WHERE formationid = '$FORMATION' AND nodehost = '$NODE_HOST'), 'unknown')" 2>/dev/null
}

# announce HOLDS TIMELINE: tells the monitor what this volume holds: empty, writable or replica.
announce() {
  monitor_sql -c "INSERT INTO chartwright.volume VALUES ('$NODE_HOST', '$1', $2, now())
    ON CONFLICT (host) DO UPDATE SET holds = excluded.holds, timeline = excluded.timeline, at = now()" >/dev/null 2>&1
}

# announced CONDITION: how many nodes said within the last 15 s something of which the condition holds.
announced() {
  monitor_sql -c "SELECT count(*) FROM chartwright.volume WHERE at > now() - interval '15 s'
    AND host = ANY (string_to_array('$NODE_HOSTS', ' ')) AND ($1)" 2>/dev/null
}

# The first setting of this node that the monitor has otherwise, or "none"; nothing while any node changes its state.
unsettled() {
  monitor_sql -c "SELECT CASE
    WHEN own.candidatepriority <> $CANDIDATE_PRIORITY THEN 'candidatepriority'
    WHEN own.replicationquorum <> $REPLICATION_QUORUM THEN 'replicationquorum'
    WHEN formation.number_sync_standbys <> $NUMBER_SYNC_STANDBYS THEN 'number_sync_standbys'
    ELSE 'none' END
    FROM pgautofailover.node own JOIN pgautofailover.formation USING (formationid)
    WHERE own.formationid = '$FORMATION' AND own.nodehost = '$NODE_HOST' AND NOT EXISTS (
      SELECT FROM pgautofailover.node WHERE formationid = '$FORMATION'
      AND (reportedstate <> goalstate OR reportedstate NOT IN ('primary', 'secondary', 'single')))" 2>/dev/null
}

# Whether a node takes writes and answers: only then may another copy of the data be given up.
primary_lives() {
  [ "$(monitor_sql -c "SELECT count(*) FROM pgautofailover.node WHERE formationid = '$FORMATION' AND health = 1
    AND reportedstate IN ('single', 'wait_primary', 'primary')" 2>/dev/null)" = 1 ]
}

# Whether the monitor just heard of a primary that is well, and that waits for its standby.
primary_waits() {
  [ "$(monitor_sql -c "SELECT count(*) FROM pgautofailover.node WHERE formationid = '$FORMATION' AND health = 1
    AND reportedstate = 'primary' AND goalstate = 'primary' AND reportedpgisrunning
    AND reporttime > now() - interval '5 s'" 2>/dev/null)" = 1 ]
}

# Takes the node off the monitor's list: its volume is lost, and what comes now is another one.
forget_own_node() {
  monitor_sql -c "SELECT pgautofailover.remove_node('$NODE_HOST', $PG_PORT, true)" >/dev/null
}

# Whether pg_autoctl was told to forget its monitor, and nothing since.
is_unregistered() {
  grep -q '^monitor = PG_AUTOCTL_DISABLED' "$NODE_CONFIG" 2>/dev/null
}

# Registers a node whose server runs with a monitor that does not know it. In the container of the keeper only: it is told
# by its process number, and pg_autoctl takes a number that it does not see for one that ended.
register_anew() {
  pg_autoctl disable monitor --force >/dev/null 2>&1 || true
  # The keeper forgets a wish to reload that comes while it reloads, and would go on without a monitor.
  sleep 2
  timeout 120 pg_autoctl enable monitor "$MONITOR_URI" >/dev/null || return 1
  sleep 2
  pg_autoctl reload >/dev/null 2>&1
}
