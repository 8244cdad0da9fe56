// Which lines of postgresql.conf a person may add: what exists and is safe, with a plain value; and the names, ranges
// and moments that reach pg_hba.conf and the scripts.
import { describe, expect, it } from 'vitest';
import { PostgresqlHaValues } from '../../../schemas/postgresql-ha.ts';

const faultsOf = (values: object): readonly string[] =>
  (PostgresqlHaValues.safeParse(values).error?.issues ?? []).map(({ message }) => message);
const faultsOfLine = (line: string) => faultsOf({ configuration: [line] });

const owned = 'belongs to pg_auto_failover, which decides who is primary and who is waited for';
const ofChart = 'is set by the chart, whose addresses, paths and users it would change';

describe('a line of configuration', () => {
  it.each([
    'statement_timeout = 30s',
    'log_autovacuum_min_duration = 1000',
    'autovacuum_vacuum_scale_factor = 0.05',
    'jit = off',
    'temp_file_limit = 10GB',
    'lock_timeout = -1',
  ])('%s is taken', (line) => expect(faultsOfLine(line)).toEqual([]));

  it.each([
    ['primary_conninfo = x', `primary_conninfo ${owned}`],
    ['primary_slot_name = x', `primary_slot_name ${owned}`],
    ['synchronous_standby_names = x', `synchronous_standby_names ${owned}`],
    ['default_transaction_read_only = off', `default_transaction_read_only ${owned}`],
    ['wal_log_hints = off', `wal_log_hints ${owned}`],
    ['hot_standby = off', `hot_standby ${owned}`],
    ['recovery_target_time = x', `recovery_target_time ${owned}`],
    ['port = 5433', `port ${ofChart}`],
    ['listen_addresses = localhost', `listen_addresses ${ofChart}`],
    ['hba_file = x', `hba_file ${ofChart}`],
    ['data_directory = x', `data_directory ${ofChart}`],
    ['ssl = off', 'ssl belongs to TLS, which the chart sets'],
    ['archive_command = x', 'archive_command belongs to backups, which have values of their own'],
    ['fsync = off', 'fsync would lose acknowledged commits, or hide that they are lost'],
    [
      'full_page_writes = off',
      'full_page_writes would lose acknowledged commits, or hide that they are lost',
    ],
    ['include = x', 'include would run code or read files that nobody has judged'],
    ['shared_buffers = 1GB', 'shared_buffers is set by a value of its own'],
    ['wal_receiver_status_interval = 0', 'wal_receiver_status_interval is set by a value of its own'],
  ])('%s is refused, with the reason', (line, reason) => expect(faultsOfLine(line)).toContain(reason));

  it.each([
    'statement_timeuot = 30s',
    'STATEMENT_TIMEOUT = 30s',
    'statement_timeout',
    'statement_timeout=30s',
    'statement_timeout =  30s',
    ' statement_timeout = 30s',
    'statement_timeout = 30s ',
    'statement_timeout = 30s\nfsync = off',
    'statement_timeout = 30s\r\nfsync = off',
    "statement_timeout = '30s'",
    'statement_timeout = "30s"',
    'statement_timeout = 30s # half a minute',
    'statement_timeout = /tmp/x',
    'statement_timeout = $(id)',
    'statement_timeout = \\',
    '',
  ])('%j is refused', (line) => expect(faultsOfLine(line)).not.toEqual([]));
});

describe('names of databases and roles', () => {
  const ofFacts = (change: object) => faultsOf({ global: { postgresql: change } });

  it.each([
    'postgres',
    'template0',
    'template1',
    'pg_auto_failover',
    'pg_monitor',
    'Main',
    'a b',
    "a'b",
    'a\n',
    '',
  ])('%j is no database of the platform', (database) => expect(ofFacts({ database })).not.toEqual([]));
  it.each([
    'postgres',
    'exporter',
    'operations',
    'autoctl_node',
    'pgautofailover_replicator',
    'replication',
    'a"b',
  ])('%j is no role of the platform', (username) => expect(ofFacts({ username })).not.toEqual([]));
  it.each(['postgres', 'all', 'pg_write_all_data', 'exporter', 'a b', 'a all all trust'])(
    '%j may not log in besides',
    (role) => expect(faultsOf({ clientRoles: [role] })).not.toEqual([]),
  );
  it('plain ones are taken', () => {
    expect(ofFacts({ database: 'agents', username: 'agents' })).toEqual([]);
    expect(faultsOf({ clientRoles: ['reports'] })).toEqual([]);
  });
  it.each(['monitor', 'rw', 'ro', 'z-1', 'Z1', '1z'])('%j is no name of a node', (name) => {
    const node = { name, zone: 'eastus-1', candidatePriority: 50, replicationQuorum: true };
    expect(ofFacts({ nodes: [node] })).not.toEqual([]);
    expect(ofFacts({ nodes: [{ ...node, name: 'z1' }] })).toEqual([]);
  });
});

describe('what reaches pgBackRest and the scripts', () => {
  it.each([
    "2026-11-30 12:00:00+00'",
    '2026-11-30',
    'now',
    '2026-11-30 12:00:00+01',
    '2026-11-30 12:00:00+00\n',
  ])('%j is no moment', (time) => expect(faultsOf({ restore: { time } })).not.toEqual([]));
  it('a moment in UTC is taken', () => {
    expect(faultsOf({ restore: { time: '2026-11-30 12:00:00+00' } })).toEqual([]);
  });
  it.each(['/a/../b', '/a b', 'a', "/a'", '/a\n[global]', ''])('%j is no folder of a repository', (path) => {
    expect(faultsOf({ backup: { repository: { path } } })).not.toEqual([]);
    expect(faultsOf({ backup: { secondRepository: { path } } })).not.toEqual([]);
  });
  it.each(['main\n', 'Main', 'a/b', ''])('%j is no stanza', (stanza) => {
    expect(faultsOf({ backup: { stanza } })).not.toEqual([]);
    expect(faultsOf({ restore: { stanza } })).not.toEqual([]);
  });
});
