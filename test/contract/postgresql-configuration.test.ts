// What the chart writes into postgresql.conf and pg_hba.conf is read back by a real PostgreSQL as it was meant, for
// defaults, for random values and for every setting that may be added.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { JsonMap } from '../../generator/engine/index.ts';
import { allowedSettings } from '../../schemas/postgresql-ha/settings.ts';
import { PostgresqlHaValues } from '../../schemas/postgresql-ha.ts';
import { quantityInThousandths } from '../../schemas/quantities.ts';
import { arbitraryValues } from '../support/arbitrary-values.ts';
import { products } from '../support/chart-subjects.ts';
import { isAvailable } from '../support/required.ts';

const versions = '/usr/lib/postgresql';
/** The newest server that Debian's packages have put here. */
const server = (existsSync(versions) ? readdirSync(versions) : [])
  .sort((a, b) => Number(b) - Number(a))
  .map((version) => join(versions, version, 'bin/postgres'))
  .find((path) => existsSync(path));
const ready = isAvailable('postgres', server === undefined ? `it is not in ${versions}` : undefined);
const seed = Number(process.env.CHARTWRIGHT_SEED ?? Math.floor(Math.random() * 2 ** 31));
console.info(`configuration of PostgreSQL: repeat it with CHARTWRIGHT_SEED=${seed}`);

const subject = products.find(({ name }) => name === 'postgresql-ha')!;
const folder = mkdtempSync(join(tmpdir(), 'chartwright-postgresql-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Files = Readonly<Record<string, string>>;

function filesOf(input: JsonMap): Files {
  const values = PostgresqlHaValues.parse(input);
  const objects = subject.evaluate({ values, release: { name: 'r', namespace: 'n' } });
  const map = objects.find(({ metadata }) => metadata.name === 'r-postgresql-configuration');
  return (map as unknown as { data: Files }).data;
}

/** What the server makes of a setting in a file: in its own unit, as `postgres -C` says it; or why it refuses the file. */
function settingIn(text: string, name: string): string {
  writeFileSync(join(folder, 'postgresql.conf'), text);
  writeFileSync(join(folder, 'PG_VERSION'), '');
  try {
    return execFileSync(server!, ['-C', name, '-D', folder], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  } catch (error) {
    return `refused: ${String((error as { stderr?: string }).stderr)}`;
  }
}

const inBytes = (quantity: string): number => quantityInThousandths(quantity) / 1000;

describe.runIf(ready)('postgresql.conf', () => {
  it('has the settings of the requirements by default, as the server reads them', () => {
    const text = filesOf({})['postgresql.conf']!;
    const wanted = {
      // In pages of 8 KiB.
      shared_buffers: String(inBytes('4Gi') / 8192),
      effective_cache_size: String(inBytes('12Gi') / 8192),
      wal_buffers: String(inBytes('16Mi') / 8192),
      // In KiB and MiB.
      maintenance_work_mem: String(inBytes('1Gi') / 1024),
      wal_keep_size: '1024',
      max_slot_wal_keep_size: String(64 * 1024),
      wal_level: 'replica',
      synchronous_commit: 'on',
      max_connections: '200',
      checkpoint_completion_target: '0.9',
      default_statistics_target: '100',
      random_page_cost: '1.1',
      effective_io_concurrency: '200',
      log_min_duration_statement: '1000',
      log_checkpoints: 'on',
      log_connections: 'on',
      log_disconnections: 'on',
      log_lock_waits: 'on',
      log_replication_commands: 'on',
      hot_standby: 'on',
      hot_standby_feedback: 'on',
      max_standby_streaming_delay: '30000',
    };
    const found = Object.fromEntries(Object.keys(wanted).map((name) => [name, settingIn(text, name)]));
    expect(found).toEqual(wanted);
  });

  it('is read for random values, and says what they say', () => {
    fc.assert(
      fc.property(arbitraryValues(PostgresqlHaValues), (input) => {
        // What a person adds has a name that exists, and a value that may be none for it.
        const plain = { ...(input as JsonMap), configuration: [] };
        const values = PostgresqlHaValues.parse(plain);
        const text = filesOf(plain)['postgresql.conf']!;
        expect(settingIn(text, 'max_connections')).toBe(String(values.connections.maximum));
      }),
      { numRuns: 25, seed },
    );
  });

  it('may hold every setting that is offered, and none that does not exist', () => {
    const unknown = allowedSettings.filter((name) =>
      /unrecognized configuration parameter/.test(settingIn('', name)),
    );
    expect(unknown).toEqual([]);
    expect(settingIn('', 'no_such_setting')).toMatch(/unrecognized configuration parameter/);
  });

  it('names pgBackRest in the archive_command, without which it makes no backup', () => {
    const files = filesOf({ backup: { enabled: true } });
    expect(settingIn(files['postgresql.conf']!, 'archive_command')).toContain('pgbackrest');
  });

  it('would be refused with a value that is none', () => {
    expect(settingIn("max_connections = 'many'\n", 'max_connections')).toMatch(/^refused/);
  });
});

/** What each line may be: `pg_hba.conf` has no quotes and no line that runs on. */
const accessLine =
  /^(local|hostssl|host) [a-z0-9_]+ [a-z0-9_]+ ([0-9./]+ |all )?(scram-sha-256|peer( map=exporter)?)$/;

describe('pg_hba.conf', () => {
  it('has nothing but whole lines, whatever the values', () => {
    fc.assert(
      fc.property(arbitraryValues(PostgresqlHaValues), (input) => {
        const files = filesOf(input as JsonMap);
        for (const name of ['pg_hba.conf', 'monitor_hba.conf']) {
          const lines = files[name]!.trimEnd().split('\n');
          expect(lines.filter((line) => !accessLine.test(line))).toEqual([]);
        }
      }),
      { numRuns: 50, seed },
    );
  });

  it('lets nobody in without a password over the network, and the superuser not at all', () => {
    const lines = filesOf({ crossRegion: { enabled: true, clients: ['10.20.0.0/22'] } })['pg_hba.conf']!;
    const remote = lines.split('\n').filter((line) => line.startsWith('host'));
    expect(remote.length).toBeGreaterThan(3);
    expect(remote.filter((line) => !line.endsWith(' scram-sha-256'))).toEqual([]);
    expect(remote.filter((line) => / (postgres|all) (postgres|all) /.test(line))).toEqual([]);
  });

  it('admits the other region only where it is let in', () => {
    const clients = ['10.20.0.0/22'];
    const has = (enabled: boolean) =>
      filesOf({ crossRegion: { enabled, clients } })['pg_hba.conf']!.includes('10.20.0.0/22');
    expect([has(true), has(false)]).toEqual([true, false]);
  });
});
