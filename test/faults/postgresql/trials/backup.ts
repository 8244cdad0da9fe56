// Backups in two repositories, the restore to a moment, and the drill. Must not know who leads afterwards.
import type { Ledger } from '../../../cluster/ledger.ts';
import { atLeast, atMost, exactly } from '../../../cluster/scenario.ts';
import { Azurite } from '../azurite.ts';
import type { Group } from '../group.ts';
import { type Rendered, renderEnvironment } from '../rendered.ts';
import type { Stage } from '../stage.ts';
import type { Trial } from '../trial.ts';

const restoreFile = 'test/faults/postgresql/values-restore.yaml';
/** The clocks of the ledger and of the server are one machine's; this much their readings may lie apart. */
const clockMs = 50;

/** Throws when it does not come true by then. */
async function until(
  stage: Stage,
  what: string,
  seconds: number,
  ask: () => Promise<boolean>,
): Promise<void> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await stage.wait(1))
    if (await ask()) return;
  throw new Error(`${what}: not after ${seconds} s`);
}

async function number(group: Group, sql: string): Promise<number> {
  return Number((await group.ask(await group.primary(), sql)) ?? Number.NaN);
}

/** Where there is none, a row says so. */
const hasBackups = async (group: Group, ...repositories: readonly number[]): Promise<boolean> => {
  const list = repositories.join(', ');
  const sql = `SELECT count(DISTINCT repository) FROM chartwright.backup WHERE type <> 'none' AND repository IN (${list})`;
  return (await number(group, sql)) === repositories.length;
};

const gibibyte = 2 ** 30;
const fillParts = 10;
/** About one kilobyte each, seven on a page: with their index a little more than a gibibyte. */
const rowsOfPart = 95_000;

/** Makes the database as large as the figure is for, with text that compresses badly. */
async function fill(group: Group): Promise<void> {
  const text =
    "SELECT string_agg(md5(random()::text || row || word), '') FROM generate_series(1, 32) AS word";
  const statements = [
    'CREATE TABLE bulk (id bigint PRIMARY KEY, text text)',
    ...Array.from({ length: fillParts }, (_, part) => {
      const rows = `generate_series(${part * rowsOfPart + 1}, ${(part + 1) * rowsOfPart}) AS row`;
      return `INSERT INTO bulk SELECT row, (${text}) FROM ${rows}`;
    }),
  ];
  for (const statement of statements)
    if ((await group.ask(await group.primary(), statement, 'aiagent')) === undefined)
      throw new Error('the database was not filled');
}

/** The new release, with the moment to go back to. */
async function renderRestore(time: string): Promise<Rendered> {
  const regions = await renderEnvironment(restoreFile, (values) => {
    const planted = values.replace('2026-01-01 00:00:00+00', time);
    if (planted === values) throw new Error(`${restoreFile} has no place for the time`);
    return planted;
  });
  const rendered = regions.get('eastus');
  if (rendered === undefined) throw new Error('the environment of the restore has no region');
  return rendered;
}

/** What must be there, and what must not, by the ledgers and a moment. */
function judge(ledgers: readonly Ledger[], held: ReadonlySet<string>, timeMs: number) {
  const all = ledgers.flatMap(({ openedAtMs, entries }) =>
    entries.map(({ id, sentMs, acknowledged }) => ({
      id,
      sentAt: openedAtMs + sentMs,
      ackedAt: acknowledged === undefined ? undefined : openedAtMs + acknowledged.ackedMs,
    })),
  );
  const wanted = all.filter(({ ackedAt }) => ackedAt !== undefined && ackedAt <= timeMs - clockMs);
  return {
    wanted: wanted.length,
    missing: wanted.filter(({ id }) => !held.has(id)).length,
    tooLate: all.filter(({ id, sentAt }) => sentAt > timeMs + clockMs && held.has(id)).length,
  };
}

export const backupTrials: readonly Trial[] = [
  {
    name: 'restore',
    fault:
      'the primary is lost, commits go on, and a new release is made from the backups as of a moment in between',
    values: 'values-backup.yaml',
    sharedVolumes: ['repository-2'],
    store: (site) => new Azurite(site, ['postgresql']),
    async run(stage) {
      const { group } = stage;
      await fill(group);
      await until(stage, 'a base backup in both repositories', 600, () => hasBackups(group, 1, 2));
      const lost = await group.primary();
      await stage.fault(() => lost.lose());
      // Past the failover: the moment lies in the history of the new primary, and before it in WAL of the old one.
      await stage.wait(40);
      const time = new Date(Math.ceil(Date.now() / 1000) * 1000);
      await stage.wait(5);
      const segment = await group.ask(await group.primary(), 'SELECT pg_walfile_name(pg_switch_wal())');
      if (segment === undefined) throw new Error('the new primary did not answer');
      await until(stage, 'the WAL in the archive', 90, async () => {
        const sql = `SELECT count(*) FROM pg_stat_archiver WHERE last_archived_wal >= '${segment}'`;
        return (await number(group, sql)) === 1;
      });
      await lost.remove();
      await group.start(lost);
      const drill = await group.runJob('restore-drill');
      if (drill.status !== 0) console.error(drill.output.slice(-2000));
      stage.add(exactly('exit of the restore drill', drill.status, 0));
      const began = Date.now();
      const rendered = await renderRestore(time.toISOString().replace('T', ' ').replace('.000Z', '+00'));
      const restored = await stage.addGroup(rendered, 'restored');
      await restored.start(...restored.pods);
      await restored.allReady(300);
      stage.add(atMost('restored and whole', (Date.now() - began) / 1000, 300, 's'));
      const size = "SELECT pg_database_size('aiagent')";
      stage.add(atLeast('data restored', (await number(restored, size)) / gibibyte, 1, 'GiB'));
      const ledgers = await stage.endWriters();
      const rows = (await restored.ask(await restored.primary(), 'SELECT id FROM ledger', 'aiagent')) ?? '';
      const { wanted, missing, tooLate } = judge(ledgers, new Set(rows.split('\n')), time.getTime());
      stage.add(atLeast('commits acknowledged by that moment', wanted, 100));
      stage.add(exactly('of them missing in the restored release', missing, 0));
      stage.add(exactly('rows sent after that moment in the restored release', tooLate, 0));
      return stage.finish({ writableSeconds: 30 });
    },
  },
  {
    name: 'store-away',
    fault:
      'the first store stands still before its first backup; the second one must get its own, and commits must not wait',
    values: 'values-backup.yaml',
    sharedVolumes: ['repository-2'],
    store: (site) => new Azurite(site, ['postgresql']),
    async run(stage) {
      const { group } = stage;
      await stage.fault(() => stage.store.setAway(true));
      const began = Date.now();
      stage.add(
        exactly('first stores that had a base backup before', (await hasBackups(group, 1)) ? 1 : 0, 0),
      );
      await until(stage, 'a base backup in the second store', 300, () => hasBackups(group, 2));
      stage.add(atMost('base backup in the second store', (Date.now() - began) / 1000, 300, 's'));
      await group.ask(await group.primary(), 'SELECT pg_switch_wal()');
      await stage.wait(30);
      await stage.store.setAway(false);
      await until(stage, 'nothing waits for the archive', 120, async () => {
        const sql = "SELECT count(*) FROM pg_ls_archive_statusdir() WHERE name LIKE '%.ready'";
        return (await number(group, sql)) === 0;
      });
      return stage.finish({ writableSeconds: 3 });
    },
  },
];
