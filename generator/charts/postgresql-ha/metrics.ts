// What the exporter asks besides its own questions. A metric's name is that of the question and of the column.
import { type Expr, type Line, lines, when } from '../../engine/index.ts';
import { values as v } from './values.ts';

type Usage = 'LABEL' | 'GAUGE';

interface Column {
  readonly name: string;
  readonly usage: Usage;
  readonly description: string;
}

interface Question {
  readonly name: string;
  readonly query: string;
  readonly columns: readonly Column[];
  readonly only?: Expr<boolean>;
}

const gauge = (name: string, description: string): Column => ({ name, usage: 'GAUGE', description });
const label = (name: string, description: string): Column => ({ name, usage: 'LABEL', description });

const printColumn = ({ name, usage, description }: Column): readonly string[] => [
  `    - ${name}:`,
  `        usage: ${usage}`,
  `        description: ${description}`,
];

function print({ name, query, columns, only }: Question): readonly Line[] {
  const text = [`${name}:`, `  query: >-`, `    ${query}`, `  metrics:`, ...columns.flatMap(printColumn)];
  return only === undefined ? text : [when<readonly string[]>(only, text)];
}

const nodeQuestions: readonly Question[] = [
  {
    name: 'chartwright_postgresql_node',
    query: `SELECT (NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off')::int AS writable, pg_is_in_recovery()::int AS in_recovery`,
    columns: [gauge('writable', 'Whether it takes writes'), gauge('in_recovery', 'Whether it is a standby')],
  },
  {
    name: 'chartwright_postgresql_standbys',
    query: `SELECT count(*) FILTER (WHERE state = 'streaming') AS streaming, count(*) FILTER (WHERE sync_state IN ('sync', 'quorum')) AS synchronous FROM pg_stat_replication WHERE NOT pg_is_in_recovery() HAVING NOT pg_is_in_recovery()`,
    columns: [
      gauge('streaming', 'Standbys that follow this primary'),
      gauge('synchronous', 'Standbys that its commits wait for'),
    ],
  },
  {
    // A slow link delivers late what the primary has said last: only what is replayed to that very place is no lag.
    name: 'chartwright_postgresql_replay',
    query: `SELECT CASE WHEN (SELECT latest_end_lsn <= pg_last_wal_replay_lsn() FROM pg_stat_wal_receiver WHERE status = 'streaming') THEN 0 ELSE coalesce(extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()), 0) END AS lag_seconds, (SELECT count(*) FROM pg_stat_wal_receiver WHERE status = 'streaming') AS streaming WHERE pg_is_in_recovery()`,
    columns: [
      gauge('lag_seconds', 'How far this standby is behind'),
      gauge('streaming', 'Whether it has a living link'),
    ],
  },
  {
    name: 'chartwright_postgresql_archiver',
    query: `SELECT coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false)::int AS failing, (SELECT count(*) FROM pg_ls_archive_statusdir() WHERE name LIKE '%.ready') AS waiting FROM pg_stat_archiver WHERE NOT pg_is_in_recovery()`,
    columns: [
      gauge('failing', 'Whether the last attempt to archive failed'),
      gauge('waiting', 'How many files of WAL wait for the store'),
    ],
  },
  {
    name: 'chartwright_postgresql_slots',
    query: `SELECT slot_name, (wal_status IN ('unreserved', 'lost'))::int AS lost, coalesce(pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, restart_lsn), 0) AS held_bytes FROM pg_replication_slots`,
    columns: [
      label('slot_name', 'The slot'),
      gauge('lost', 'Whether the WAL that it needs goes or is gone'),
      gauge('held_bytes', 'How much WAL it holds'),
    ],
  },
  {
    name: 'chartwright_postgresql_connections',
    query: `SELECT count(*) AS used, current_setting('max_connections')::int AS maximum FROM pg_stat_activity WHERE backend_type = 'client backend'`,
    columns: [gauge('used', 'Connections of clients'), gauge('maximum', 'How many there may be')],
  },
  {
    name: 'chartwright_postgresql_backup',
    query: `SELECT repository::text AS repository, extract(epoch FROM clock_timestamp() - max(finished)) AS age_seconds FROM chartwright.backup WHERE NOT pg_is_in_recovery() GROUP BY repository`,
    columns: [
      label('repository', 'The repository'),
      gauge('age_seconds', 'How old the newest backup in it is'),
    ],
    only: v.backup.enabled,
  },
];

const monitorQuestions: readonly Question[] = [
  {
    name: 'chartwright_postgresql_monitor',
    query: `SELECT nodename, goalstate::text AS goal, reportedstate::text AS reported, (health = 1)::int AS healthy, (goalstate <> reportedstate)::int AS changing, extract(epoch FROM clock_timestamp() - reporttime) AS silence_seconds FROM pgautofailover.node`,
    columns: [
      label('nodename', 'The node'),
      label('goal', 'The state that it should have'),
      label('reported', 'The state that it says it has'),
      gauge('healthy', 'Whether it answers the monitor'),
      gauge('changing', 'Whether the two states differ'),
      gauge('silence_seconds', 'How long ago it reported'),
    ],
  },
];

export const nodeQueries = lines(...nodeQuestions.flatMap(print));
export const monitorQueries = lines(...monitorQuestions.flatMap(print));
