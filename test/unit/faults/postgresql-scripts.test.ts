// The scripts of the PostgreSQL chart without a server: what they refuse, what they decide, and in what order they act.

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isAvailable } from '../../support/required.ts';
import { findProgram } from '../reference-api/real-stores.ts';
import { PostgresqlScriptPod, scripts } from './run-postgresql-script.ts';

let pods: PostgresqlScriptPod[] = [];
const podOf = (...args: ConstructorParameters<typeof PostgresqlScriptPod>): PostgresqlScriptPod => {
  const pod = new PostgresqlScriptPod(...args);
  pods.push(pod);
  return pod;
};
afterEach(() => {
  for (const pod of pods) pod.close();
  pods = [];
});

const z1 = 'aiagent-postgresql-z1.lab.svc.cluster.local';
const z2 = 'aiagent-postgresql-z2.lab.svc.cluster.local';

describe('the passwords', () => {
  it.each([
    ['a line break', 'two\nlines-of-it'],
    ['a control character', 'lines\u0007-of-it'],
    ['nothing', ''],
  ])('are refused with %s, and not shown', (_, password) => {
    const pod = podOf();
    pod.write('secrets/replication-password', password);
    const { status, output } = pod.run('prepare.sh');
    expect(status).toBe(1);
    expect(output).toContain('bad-password');
    expect(output).toContain('replication-password');
    expect(output).not.toContain('of-it');
  });

  it('are escaped in the file of passwords, which only its owner reads', () => {
    const pod = podOf();
    pod.write('secrets/monitor-password', "a\\b:c'd");
    expect(pod.run('prepare.sh').status).toBe(0);
    expect(pod.read('keys/pgpass')).toContain("*:*:*:autoctl_node:a\\\\b\\:c'd\n");
    expect((statSync(pod.path('keys/pgpass')).mode & 0o777).toString(8)).toBe('600');
  });

  it('are quoted in SQL, and stand among no arguments', () => {
    const pod = podOf();
    pod.write('secrets/password', "it's");
    const { output } = pod.evaluate(['lib.sh', 'secrets.sh', 'server.sh'], 'set_password aiagent password');
    expect(output).toBe("ALTER ROLE \"aiagent\" PASSWORD 'it''s';\n");
  });
});

describe('the scripts', () => {
  it('are kept for the pod as they were when it started', () => {
    const pod = podOf();
    pod.run('prepare.sh');
    expect(pod.read('scripts/stop-node.sh')).toBe(readFileSync(join(scripts, 'stop-node.sh'), 'utf8'));
  });
});

describe('the addresses', () => {
  it('are those that the DNS gives, and the last known ones when it gives none', () => {
    const pod = podOf();
    pod.write('names', `10.96.0.1 ${z1}\n10.96.0.2 ${z2}\n`);
    pod.run('prepare.sh');
    expect(pod.read('hosts/hosts')).toContain(`10.96.0.2 ${z2}\n`);
    pod.write('names', `10.96.0.9 ${z1}\n`);
    pod.write('hosts/hosts', '');
    expect(pod.run('prepare.sh').status).toBe(0);
    expect(pod.read('hosts/hosts')).toBe(
      `127.0.0.1 localhost\n::1 localhost\n10.96.0.9 ${z1}\n10.96.0.2 ${z2}\n`,
    );
  });
});

describe('a node that starts', () => {
  const knowing = (nodes: number, state: string, further: Readonly<Record<string, string>> = {}) => ({
    'SELECT count(*) FROM pgautofailover.node': String(nodes),
    'SELECT coalesce': state,
    'INSERT INTO chartwright.volume': '',
    ...further,
    'CREATE ROLE': '',
  });
  const allEmpty = { "holds = 'empty'": '2' };
  const started = (pod: PostgresqlScriptPod): boolean => pod.calls.includes('pg_autoctl run');
  const made = (pod: PostgresqlScriptPod): boolean => pod.calls.includes('pg_ctl initdb');

  it('makes a database where every node has said that its volume is empty, and is the first', () => {
    const pod = podOf();
    pod.answer(knowing(0, 'unknown', allEmpty));
    expect(pod.run('start-node.sh').output).toContain('"event":"start"');
    expect([made(pod), started(pod), pod.has('data/unfinished')]).toEqual([true, true, false]);
    expect(pod.read('data/pgdata/postgresql.conf')).toContain(
      `include '${pod.path('config')}/postgresql.conf'`,
    );
  });

  it('sets roles before it registers, and only then can anybody connect', () => {
    const pod = podOf();
    pod.answer(knowing(0, 'unknown', allEmpty));
    pod.run('start-node.sh');
    const place = (start: string): number => pod.calls.findIndex((call) => call.startsWith(start));
    expect(place('psql SET log_min_error_statement')).toBeGreaterThan(place('pg_ctl initdb'));
    expect(place('pg_autoctl create')).toBeGreaterThan(place('psql SET log_min_error_statement'));
  });

  it.each([
    ['the monitor does not answer', { 'SELECT count(*) FROM pgautofailover.node': 'FAIL' }, 'z1'],
    ['another node has not said that it is empty', knowing(0, 'unknown', { "holds = 'empty'": '1' }), 'z1'],
    ['it is not the first', knowing(0, 'unknown', allEmpty), 'z2'],
  ])('waits on an empty volume where %s', (_, answers, node) => {
    const pod = podOf(node);
    pod.answer(answers);
    const { status, output } = pod.run('start-node.sh', [], 2);
    expect([status, made(pod), started(pod)]).toEqual([124, false, false]);
    expect(output).toContain('waiting');
  });

  it('joins where the monitor knows others', () => {
    const pod = podOf('z2');
    pod.answer(knowing(1, 'unknown'));
    pod.run('start-node.sh');
    expect([made(pod), started(pod)]).toEqual([false, true]);
    expect(pod.calls.some((call) => call.startsWith('pg_autoctl create postgres'))).toBe(true);
  });

  it('has itself taken off the list where its volume is lost', () => {
    const pod = podOf();
    pod.answer(knowing(2, 'primary|primary', { 'SELECT pgautofailover.remove_node': 't' }));
    pod.run('start-node.sh', [], 2);
    expect(pod.calls.some((call) => call.includes(`remove_node('${z1}', 5432, true)`))).toBe(true);
    expect([made(pod), started(pod)]).toEqual([false, false]);
  });

  it('runs what it holds where the monitor knows it', () => {
    const pod = podOf();
    pod.hold('replica');
    pod.answer(knowing(2, 'secondary|secondary'));
    pod.run('start-node.sh');
    expect(pod.calls.filter((call) => call.startsWith('pg_autoctl create'))).toEqual([]);
    expect(started(pod)).toBe(true);
  });

  it.each([
    ['leads', 'the newest history', '0', true],
    ['waits', 'an older history than another node', '1', false],
  ])('%s with %s where the monitor lost its memory', (_, _history, newer, leads) => {
    const pod = podOf();
    pod.hold('writable');
    pod.answer(knowing(0, 'unknown', { 'timeline > 1': newer, 'AND (true)': '2' }));
    pod.run('start-node.sh', [], leads ? 10 : 2);
    expect([started(pod), made(pod)]).toEqual([leads, false]);
  });

  it('waits with a replica where the monitor lost its memory, whoever else is empty', () => {
    const pod = podOf();
    pod.hold('replica');
    pod.answer(knowing(0, 'unknown', { 'AND (true)': '2' }));
    expect(pod.run('start-node.sh', [], 2).status).toBe(124);
    expect(started(pod)).toBe(false);
  });

  it('enlists a copy that a new monitor does not know, without fetching it again', () => {
    const pod = podOf('z2');
    pod.hold('replica');
    pod.answer(knowing(1, 'unknown'));
    expect(pod.run('start-node.sh').output).toContain('"event":"enlist"');
    expect([pod.has('data/pgdata/standby.signal'), made(pod), started(pod)]).toEqual([true, false, true]);
    expect(pod.calls.some((call) => call.startsWith('pg_autoctl create postgres'))).toBe(true);
  });

  it('promotes the copy that somebody decided on where the monitor knows nobody', () => {
    const pod = podOf('z2');
    pod.hold('replica');
    pod.write('data/lead', '');
    pod.answer({ pg_promote: 't', ...knowing(0, 'unknown') });
    expect(pod.run('start-node.sh').output).toContain('"event":"lead"');
    expect(pod.calls.some((call) => call.includes('pg_promote'))).toBe(true);
    expect([pod.has('data/lead'), started(pod)]).toEqual([false, true]);
  });

  it('has itself taken off the list where its registration was cut short, and gives no data up', () => {
    const pod = podOf();
    pod.hold('writable');
    pod.write(
      `data/config/pg_autoctl${pod.path('data', 'pgdata')}/pg_autoctl.cfg`,
      'monitor = PG_AUTOCTL_DISABLED\n[timeout]\n',
    );
    pod.answer(knowing(2, 'primary|primary', { 'SELECT pgautofailover.remove_node': 't' }));
    pod.run('start-node.sh', [], 2);
    expect(pod.calls.some((call) => call.includes('remove_node'))).toBe(true);
    expect([pod.has('data/pgdata/PG_VERSION'), started(pod)]).toEqual([true, false]);
  });

  it("gives no data up where pg_autoctl's settings are lost and the monitor knows it", () => {
    const pod = podOf();
    pod.hold('writable', { configured: false });
    pod.answer(knowing(2, 'wait_primary|wait_primary', { 'SELECT pgautofailover.remove_node': 't' }));
    expect(pod.run('start-node.sh', [], 2).output).toContain('settings of pg_autoctl are lost');
    expect([pod.has('data/pgdata/PG_VERSION'), started(pod)]).toEqual([true, false]);
    expect(pod.calls.some((call) => call.includes('remove_node'))).toBe(false);
  });

  it.each([
    ['moves a copy of another history aside', '1', true],
    ['keeps a copy of another history', '0', false],
  ])('%s where so many nodes take writes: %s', (_, primaries, moves) => {
    const pod = podOf('z2');
    pod.hold('replica', { configured: false });
    pod.answer(knowing(1, 'unknown', { 'AND health = 1': primaries }));
    // The first line of the answers that fits counts.
    pod.write('answers', `AND health = 1\t${primaries}\n${pod.read('answers')}`);
    pod.run('start-node.sh', [], 8);
    expect([pod.has('data/pgdata/PG_VERSION') && !started(pod), started(pod)]).toEqual([!moves, moves]);
  });

  it('renames the marker of the stop', () => {
    const pod = podOf();
    pod.hold('replica');
    pod.write('data/stopping', '');
    pod.answer(knowing(2, 'maintenance|maintenance'));
    pod.run('start-node.sh');
    expect([pod.has('data/stopping'), pod.has('data/leaving')]).toEqual([false, true]);
  });

  it("puts pg_autoctl's settings back where a full volume cut them off", () => {
    const pod = podOf();
    pod.hold('replica');
    pod.answer(knowing(2, 'secondary|secondary'));
    pod.run('start-node.sh');
    const file = `data/config/pg_autoctl${pod.path('data', 'pgdata')}/pg_autoctl.cfg`;
    pod.write(file, '');
    expect(pod.run('start-node.sh').output).toContain('settings-restored');
    expect(pod.read(file)).toContain('monitor = postgres');
  });

  it('keeps the higher setting of its primary, as long as it follows', () => {
    const pod = podOf();
    pod.hold('replica');
    pod.write(
      'control',
      `Latest checkpoint's TimeLineID:       1\nmax_connections setting:              500\n`,
    );
    pod.answer(knowing(2, 'secondary|secondary'));
    expect(pod.run('start-node.sh').output).toContain('setting-held');
    expect(pod.read('data/held.conf')).toBe('max_connections = 500\n');
    pod.write('config/postgresql.conf', 'max_connections = 600\n');
    pod.run('start-node.sh');
    expect(pod.has('data/held.conf')).toBe(false);
  });
});

describe('the end of a node', () => {
  const own = (state: string) => ({ 'SELECT coalesce': state });

  it('writes the marker before the request', () => {
    const pod = podOf();
    pod.write('bin/pg_autoctl', '#!/bin/sh\n[ -e "$DATA_DIR/stopping" ] && echo marked >>"$CALLS"\nexit 1\n');
    spawnSync('chmod', ['755', pod.path('bin/pg_autoctl')]);
    pod.answer(own('primary|primary'));
    pod.run('stop-node.sh');
    expect(pod.calls).toContain('marked');
  });

  it('asks again until the time is up', () => {
    const pod = podOf();
    pod.write('refuses', '');
    pod.answer(own('primary|primary'));
    pod.run('stop-node.sh');
    const asked = pod.calls.filter((call) => call === 'pg_autoctl enable maintenance --allow-failover');
    expect(asked.length).toBeGreaterThanOrEqual(2);
    expect(pod.read('data/log/stop.log')).toContain('no candidate');
    expect(pod.read('data/log/stop.log')).toContain('gave-up');
  });

  it('is through when the monitor says so, and leaves a marker of an earlier start behind', () => {
    const pod = podOf();
    pod.write('data/leaving', '');
    pod.answer(own('maintenance|maintenance'));
    pod.run('stop-node.sh');
    expect(pod.calls.filter((call) => call.startsWith('pg_autoctl'))).toEqual([]);
    expect([pod.has('data/stopping'), pod.has('data/leaving')]).toEqual([true, false]);
  });

  it('leaves a maintenance that somebody asked for as it is, also for the next start', () => {
    const pod = podOf();
    pod.answer(own('maintenance|maintenance'));
    pod.run('stop-node.sh');
    expect([pod.has('data/stopping'), pod.has('data/leaving')]).toEqual([false, false]);
  });

  it.each([
    ['does not wait for a monitor whose name is gone while others are found', '', 'release-removed'],
    [
      'waits for one that is only silent',
      '10.0.0.2 aiagent-postgresql-monitor.lab.svc.cluster.local\n',
      'gave-up',
    ],
  ])('%s', (_, known, event) => {
    const pod = podOf('z1', { HANDOVER_SECONDS: event === 'gave-up' ? '3' : '30' });
    pod.write('refuses', '');
    pod.write('names', `10.0.0.1 kubernetes.default.svc.cluster.local\n${known}`);
    pod.run('stop-node.sh', [], 20);
    expect(pod.read('data/log/stop.log')).toContain(event);
  });

  it('waits where no name is found at all', () => {
    const pod = podOf('z1', { HANDOVER_SECONDS: '3' });
    pod.write('refuses', '');
    pod.run('stop-node.sh', [], 20);
    expect(pod.read('data/log/stop.log')).toContain('gave-up');
  });

  it('does not wait where there is no other node', () => {
    const pod = podOf('z1', { NODE_HOSTS: z1 });
    expect(pod.run('stop-node.sh').status).toBe(0);
    expect(pod.calls).toEqual([]);
  });
});

describe('the readiness', () => {
  const ask = (answer: string, marker?: string): number | null => {
    const pod = podOf();
    if (marker !== undefined) pod.write(`data/${marker}`, '');
    pod.answer({ pg_is_in_recovery: answer });
    return pod.run('probe.sh', ['readiness']).status;
  };

  it('follows what the server says of itself', () => {
    expect([ask('t'), ask('f') === 0, ask('FAIL') === 0]).toEqual([0, false, false]);
  });

  it('is denied while no failover to the node is possible', () => {
    expect([ask('t', 'stopping'), ask('t', 'leaving')]).toEqual([1, 1]);
  });

  it('refuses a question that it does not know', () => {
    expect(podOf().run('probe.sh', ['liveness']).status).toBe(2);
  });
});

describe('what is done beside a server', () => {
  const watch = (
    pod: PostgresqlScriptPod,
    { state, role = 't|on', nodes = '2' }: { state: string; role?: string; nodes?: string },
    seconds = 5,
  ): string => {
    pod.write('run/running', '');
    pod.answer({
      'SELECT pg_is_in_recovery()': role,
      'SELECT coalesce': state,
      'SELECT count(*) FROM pgautofailover.node': nodes,
      'SELECT CASE': 'none',
      'SELECT pg_reload_conf': 't',
      'SELECT substr': '00000002',
      'INSERT INTO chartwright.volume': '',
      remove_node: 't',
      'CREATE ROLE': '',
    });
    return pod.run('watch.sh', [], seconds).output;
  };

  it('takes the node out of the maintenance that a stop put it in, by the word of the monitor', () => {
    const pod = podOf();
    pod.write('data/leaving', '');
    watch(pod, { state: 'maintenance|maintenance' });
    expect(pod.calls).toContain('pg_autoctl disable maintenance');
    expect(pod.has('data/leaving')).toBe(true);
  });

  it.each([
    ['while the pod ends', 'stopping', 'maintenance|maintenance'],
    ['before it is in it', 'leaving', 'secondary|prepare_maintenance'],
    ["that is an operator's", 'nothing', 'maintenance|maintenance'],
  ])('leaves a maintenance alone %s', (_, marker, state) => {
    const pod = podOf();
    pod.write(`data/${marker}`, '');
    watch(pod, { state }, 3);
    expect(pod.calls).not.toContain('pg_autoctl disable maintenance');
  });

  it('gives the marker up when the node has been outside for a while', () => {
    const pod = podOf();
    pod.write('data/leaving', '');
    watch(pod, { state: 'secondary|secondary' }, 9);
    expect(pod.has('data/leaving')).toBe(false);
  });

  it.each([
    ['the one that takes writes, first', 'f|off', '0', true],
    ['a standby, once somebody is listed', 't|on', '1', true],
    ['no standby before', 't|on', '0', false],
  ])('registers with a new monitor: %s', (_, role, nodes, registers) => {
    const pod = podOf();
    watch(pod, { state: 'unknown', role, nodes }, 6);
    // The keeper's own container does it: this one does not see its process.
    expect(pod.has('run/register-wanted')).toBe(registers);
    expect(pod.calls.filter((call) => call.includes('monitor --force'))).toEqual([]);
    expect(pod.calls.some((call) => call.includes('INSERT INTO chartwright.volume'))).toBe(true);
  });

  it('mends a registration that was cut short', () => {
    const pod = podOf();
    pod.hold('writable');
    pod.write(
      `data/config/pg_autoctl${pod.path('data', 'pgdata')}/pg_autoctl.cfg`,
      'monitor = PG_AUTOCTL_DISABLED\n[timeout]\n',
    );
    // Three looks, three seconds apart where nothing else is under way.
    watch(pod, { state: 'primary|primary', role: 'f|off', nodes: '0' }, 12);
    expect(pod.calls.some((call) => call.includes('remove_node'))).toBe(true);
    expect(pod.has('run/register-wanted')).toBe(true);
  });

  it.each([
    ['steps aside where a primary that is well waits for it in vain', 'f', '1', true],
    ['stays while it receives', 't', '1', false],
    ['stays while the primary is not well', 'f', '0', false],
  ])('a standby %s', (_, streams, primaries, leaves) => {
    const pod = podOf('z2');
    pod.write('run/running', '');
    pod.answer({
      'SELECT EXISTS': streams,
      'AND health = 1': primaries,
      'SELECT pg_is_in_recovery()': 't|on',
      'SELECT coalesce': 'secondary|secondary',
      'SELECT CASE': 'none',
      'CREATE ROLE': '',
    });
    pod.run('watch.sh', [], 15);
    expect(pod.calls.includes('pg_autoctl enable maintenance')).toBe(leaves);
  });

  it('lets a held setting go on the server that takes writes', () => {
    const pod = podOf();
    pod.write('data/held.conf', 'max_connections = 500\n');
    expect(watch(pod, { state: 'primary|primary', role: 'f|off' }, 3)).toContain('settings-let-go');
    expect(pod.has('data/held.conf')).toBe(false);
  });

  it('offers what an old primary may not have archived, as soon as the node takes writes', () => {
    const pod = podOf('z1', { BACKUP_ENABLED: 'true' });
    for (const name of ['000000010000000000000007', '000000010000000000000008']) {
      pod.write(`data/pgdata/pg_wal/${name}`, '');
      pod.write(`data/pgdata/pg_wal/archive_status/${name}.done`, '');
    }
    pod.write('data/pgdata/pg_wal/archive_status/000000010000000000000001.done', '');
    watch(pod, { state: 'primary|primary', role: 'f|off' }, 3);
    expect(pod.has('data/pgdata/pg_wal/archive_status/000000010000000000000007.ready')).toBe(true);
    expect(pod.has('data/pgdata/pg_wal/archive_status/000000010000000000000001.done')).toBe(true);
    // Once for each timeline, whatever is restarted beside the server.
    pod.write('data/pgdata/pg_wal/archive_status/000000010000000000000008.done', '');
    watch(pod, { state: 'primary|primary', role: 'f|off' }, 3);
    expect(pod.has('data/pgdata/pg_wal/archive_status/000000010000000000000008.done')).toBe(true);
  });

  it('leaves the archive of a standby alone', () => {
    const pod = podOf('z1', { BACKUP_ENABLED: 'true' });
    pod.write('data/pgdata/pg_wal/000000010000000000000007', '');
    pod.write('data/pgdata/pg_wal/archive_status/000000010000000000000007.done', '');
    watch(pod, { state: 'secondary|secondary' }, 3);
    expect(pod.has('data/pgdata/pg_wal/archive_status/000000010000000000000007.done')).toBe(true);
  });

  it('copies a renewed certificate to the path that never changes, and reloads until it is done', () => {
    const pod = podOf('z1', { TLS_ENABLED: 'true' });
    for (const name of ['ca.crt', 'tls.crt', 'tls.key']) pod.write(`tls/${name}`, 'new');
    expect(watch(pod, { state: 'secondary|secondary' }, 3)).toContain('reloaded');
    expect([pod.read('keys/tls/tls.key'), pod.has('run/reload-wanted')]).toEqual(['new', false]);
  });
});

describe('the base backups', () => {
  const hour = 3600;
  const callsAfter = (
    full: number | undefined,
    last: number | undefined,
    { variables = {}, timeline = '00000001', code = 0, hole = '', error = false, fullError = false } = {},
  ): readonly string[] => {
    const pod = podOf('z1', {
      BACKUP_REPOSITORIES: '1',
      BACKUP_FULL_HOURS: '168',
      BACKUP_DIFFERENTIAL_HOURS: '24',
      LOOK_SECONDS: '1',
      ...variables,
    });
    const now = Math.floor(Date.now() / 1000);
    const backup = [
      ...(full === undefined
        ? []
        : [{ type: 'full', error: fullError, timestamp: { start: now - full, stop: now } }]),
      ...(last === undefined ? [] : [{ type: 'diff', error, timestamp: { start: now - last, stop: now } }]),
    ].map((one) => ({
      ...one,
      archive: { start: '0000000100000000000000A5' },
      info: { delta: 1, repository: { delta: 1 } },
    }));
    pod.write('info', JSON.stringify([{ db: [{}], repo: [{ status: { code } }], backup }]));
    pod.write('run/running', '');
    pod.write('keys/pgbackrest.conf', 'repo1-path=/a\nrepo2-path=/b\n');
    if (hole !== '') pod.write(`data/${hole}`, '');
    pod.answer({
      'SELECT pg_is_in_recovery()': 'f|off',
      'SELECT substr': timeline,
      'SET synchronous_commit': '',
    });
    pod.run('backup.sh', [], 4);
    return pod.calls;
  };
  const dueAfter = (...after: Parameters<typeof callsAfter>): string =>
    callsAfter(...after)
      .map((call) => /--type=(\w+) backup/.exec(call)?.[1])
      .find(Boolean) ?? '';
  const jq = findProgram('jq');
  const available = isAvailable('jq', jq ? undefined : 'it is not installed');

  it.runIf(available)('are full where there is none or the last one is old, and else differences', () => {
    expect([
      dueAfter(undefined, undefined),
      dueAfter(169 * hour, 2 * hour),
      dueAfter(30 * hour, 25 * hour),
      dueAfter(30 * hour, 2 * hour),
    ]).toEqual(['full', 'full', 'diff', '']);
  });

  it.runIf(available)('count days from their hour on, but the first one does not wait', () => {
    const at = (hours: number) => ({ BACKUP_HOUR: String((new Date().getUTCHours() + hours) % 24) });
    expect([
      dueAfter(undefined, undefined, { variables: at(12) }),
      dueAfter(20 * hour, 20 * hour, { variables: at(0) }),
      dueAfter(20 * hour, 20 * hour, { variables: at(1) }),
    ]).toEqual(['full', 'diff', '']);
  });

  it.runIf(available)('begin anew after a failover and after WAL was given up', () => {
    expect([
      dueAfter(30 * hour, 2 * hour, { timeline: '00000002' }),
      dueAfter(30 * hour, 2 * hour, { hole: 'wal-dropped-1' }),
      // The backup that was to end the gap did not come to its end.
      dueAfter(30 * hour, 2 * hour, { hole: 'wal-dropped-1.filling' }),
    ]).toEqual(['incr', 'incr', 'incr']);
  });

  it.runIf(available)(
    'are no reason for the next one where they have broken pages, and nothing goes for them',
    () => {
      const expires = (calls: readonly string[]) => calls.some((call) => call.endsWith(' expire'));
      expect(dueAfter(2 * hour, undefined, { fullError: true })).toBe('');
      expect(expires(callsAfter(30 * hour, 25 * hour))).toBe(true);
      expect(expires(callsAfter(30 * hour, 25 * hour, { error: true }))).toBe(false);
      // A difference says nothing of pages that did not change.
      expect(expires(callsAfter(30 * hour, 25 * hour, { fullError: true }))).toBe(false);
    },
  );

  it.runIf(available)('are made in one store while the other stands still', () => {
    const pod = podOf('z1', {
      BACKUP_REPOSITORIES: '1 2',
      BACKUP_FULL_HOURS: '168',
      BACKUP_DIFFERENTIAL_HOURS: '24',
      ANSWER_SECONDS: '1',
    });
    pod.write('info', JSON.stringify([{ db: [{}], repo: [{ status: { code: 0 } }], backup: [] }]));
    pod.write(
      'bin/pgbackrest',
      `#!/bin/sh
case "$*" in *pgbackrest.1.conf* | *--repo=1*) sleep 60 ;; esac
printf 'pgbackrest %s\\n' "$*" >>"$CALLS"
case "$*" in *' info'*) cat "$INFO" ;; esac
`,
    );
    spawnSync('chmod', ['755', pod.path('bin/pgbackrest')]);
    pod.write('run/running', '');
    pod.answer({
      'SELECT pg_is_in_recovery()': 'f|off',
      'SELECT substr': '00000001',
      'SET synchronous_commit': '',
    });
    pod.run('backup.sh', [], 8);
    expect(pod.calls.filter((call) => call.endsWith(' backup'))).toEqual([
      expect.stringMatching(/--repo=2 .*--type=full backup$/),
    ]);
  });

  it.runIf(available)('are not made where the store does not say what it holds', () => {
    expect(dueAfter(undefined, undefined, { code: 99 })).toBe('');
  });
});

describe('the archive', () => {
  const push = (pod: PostgresqlScriptPod, path = 'pg_wal/1') =>
    pod.evaluate([], `BACKUP_REPOSITORIES="1 2" sh ${join(scripts, 'pgbackrest-push.sh')} ${path}`);

  it('is given little time while the server hands over', () => {
    const pod = podOf();
    pod.write('bin/pgbackrest', '#!/bin/sh\nsleep 9\n');
    spawnSync('chmod', ['755', pod.path('bin/pgbackrest')]);
    pod.write('data/stopping', '');
    const began = Date.now();
    expect(push(pod).status).not.toBe(0);
    expect(Date.now() - began).toBeLessThan(6000);
    spawnSync('touch', ['-d', '10 seconds ago', pod.path('data/stopping')]);
    expect(push(pod).status).toBe(1);
  });

  it('leaves a mark where WAL was given up, and in no other store', () => {
    const pod = podOf();
    pod.write(
      'bin/pgbackrest',
      `#!/bin/sh
case "$*" in *pgbackrest.2.conf*) echo "WARN: dropped WAL file 1 because the queue is full" ;; esac
`,
    );
    spawnSync('chmod', ['755', pod.path('bin/pgbackrest')]);
    expect(push(pod).status).toBe(0);
    expect([pod.has('data/wal-dropped-1'), pod.has('data/wal-dropped-2')]).toEqual([false, true]);
  });

  it('is pushed to each store by a process of its own; one that fails holds up PostgreSQL, and no other store', () => {
    const pod = podOf();
    pod.write(
      'bin/pgbackrest',
      `#!/bin/sh
printf '%s\\n' "$*" >>"$CALLS"
case "$*" in *pgbackrest.1.conf*) sleep 1; exit 82 ;; esac
`,
    );
    spawnSync('chmod', ['755', pod.path('bin/pgbackrest')]);
    for (const segment of [1, 2, 3]) pod.write(`data/pgdata/pg_wal/archive_status/${segment}.ready`, '');
    const asked = (path: string) => {
      const { status } = push(pod, path);
      const calls = pod.calls.map(
        (call) =>
          /pgbackrest\.(\d).*spool\/\1 .*pgbackrest-\1 .*archive-push .*(\d)$/.exec(call)?.slice(1) ?? call,
      );
      return { status, calls: calls.map(String).sort() };
    };
    expect(asked(pod.path('data/pgdata/pg_wal/1'))).toEqual({ status: 82, calls: ['1,1', '2,1', '2,3'] });
  });
});

describe('a restore', () => {
  it.each([
    ['has the segment', 0, 0],
    ['ends where there is no further segment', 1, 1],
    ['fails, and takes that for no end, where the store does not answer', 42, 255],
  ])('%s', (_, answer, status) => {
    const pod = podOf();
    pod.write('bin/pgbackrest', `#!/bin/sh\nexit ${answer}\n`);
    pod.write('bin/sleep', '#!/bin/sh\n');
    spawnSync('chmod', ['755', pod.path('bin/pgbackrest'), pod.path('bin/sleep')]);
    const fetch = `sh ${join(scripts, 'pgbackrest-fetch.sh')} main 1 000000010000000000000001 pg_wal/RECOVERYXLOG`;
    expect(pod.evaluate([], fetch).status).toBe(status);
  });

  it.each([
    ['at the newest segment of the archive', '000000020000000000000007', 0],
    ['after it', '000000020000000000000006', 0],
    ['before it', '000000020000000000000008', 1],
    ['in an older history', '000000030000000000000007', 1],
    ['while the archive says nothing', '', 1],
  ])('that ends %s', (_, end, status) => {
    const pod = podOf();
    pod.write('data/pgdata/pg_wal/00000003.history', '1\t0/3000000\tno reason\n2\t0/7000000\tno reason\n');
    pod.answer({ pg_last_wal_replay_lsn: '000000030000000000000007' });
    expect(pod.evaluate(['lib.sh', 'restore.sh'], `reached '${end}'`).status).toBe(status);
  });

  it.runIf(isAvailable('jq', findProgram('jq') ? undefined : 'it is not installed'))(
    'is refused where another database wrote into the stanza, and not where a store is away',
    () => {
      const check = (info: string): number | null => {
        const pod = podOf('z1', { BACKUP_ENABLED: 'true', BACKUP_REPOSITORIES: '1' });
        pod.write('info', info);
        return pod.evaluate(['lib.sh', 'restore.sh'], 'check_unused_stanza').status;
      };
      expect([
        check(JSON.stringify([{ backup: [], archive: [] }])),
        check(''),
        check(JSON.stringify([{ backup: [], archive: [{ max: '000000010000000000000001' }] }])),
        check(JSON.stringify([{ backup: [{}], archive: [] }])),
      ]).toEqual([0, 0, 1, 1]);
    },
  );
});

describe('the labels of roles', () => {
  it('go to the pod that takes writes, after its peers lost them', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (text) => {
        body += text;
      });
      request.on('end', () => {
        asked.push(`${request.method} ${request.url} ${request.headers.authorization} ${body}`);
        response.end('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const pod = podOf('z1', {
      API: `http://127.0.0.1:${port}`,
      TOKEN_DIR: '',
      NAMESPACE: 'lab',
      POD_NAME: 'own-0',
      PEER_PODS: 'own-0 other-0',
      ROLE_LABEL: 'chartwright.io/role',
    });
    pod.write('token', 'secret-token');
    pod.write('ca.crt', '');
    pod.answer({ 'SELECT pg_is_in_recovery()': 'f|off' });
    const { spawn } = await import('node:child_process');
    const child = spawn('timeout', ['3', 'sh', join(scripts, 'label-role.sh')], {
      env: { ...pod.variables, TOKEN_DIR: pod.folder },
    });
    await new Promise((resolve) => child.on('close', resolve));
    server.close();
    const patch = (name: string, role: string): string =>
      `PATCH /api/v1/namespaces/lab/pods/${name} Bearer secret-token {"metadata":{"labels":{"chartwright.io/role":"${role}"}}}`;
    expect(asked.slice(0, 2)).toEqual([patch('other-0', 'replica'), patch('own-0', 'primary')]);
  });
});

describe('the promotion of a region', () => {
  const promote = (answers: Readonly<Record<string, string>>) => {
    const pod = podOf('dr');
    pod.write('secrets/operations-password', 'good-enough');
    pod.answer(answers);
    const { status, output } = pod.run('promote.sh');
    return { status, output, asked: pod.calls.filter((call) => call.includes('pg_promote')).length };
  };
  const standby = {
    'SELECT pg_is_in_recovery(), coalesce': 't|100',
    extract: '3',
    'SHOW transaction': 'off',
  };

  it('promotes one standby, and says what it may lack', () => {
    const { status, output, asked } = promote({ ...standby, 'SELECT pg_promote': 't' });
    expect([status, asked]).toEqual([0, 1]);
    expect(output).toContain('"event":"promoted"');
    expect(output).toContain('"secondsSinceLastCommit":"3"');
  });

  it.each([
    ['touches nothing where one takes writes already', { 'SELECT pg_is_in_recovery(), coalesce': 'f|0' }, 0],
    ['fails where nobody answers', {}, 1],
    ['fails where the server says no', { ...standby, 'SELECT pg_promote': 'f' }, 1],
  ])('%s', (_, answers, status) => {
    const result = promote(answers);
    expect(result.status).toBe(status);
    expect(result.output).not.toContain('"event":"promoted"');
  });
});

const shellcheck = findProgram('shellcheck');
describe.runIf(isAvailable('shellcheck', shellcheck ? undefined : 'it is not installed'))(
  'shellcheck',
  () => {
    it('finds nothing in any script', () => {
      const files = readdirSync(scripts, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.sh'))
        .map((name) => join(scripts, name));
      expect(files.length).toBeGreaterThan(15);
      const { status, stdout } = spawnSync(shellcheck ?? '', ['-x', '-P', scripts, ...files], {
        encoding: 'utf8',
      });
      expect([status, stdout]).toEqual([0, '']);
    });
  },
);
