// Runs the scripts of the PostgreSQL chart as a pod would, in a folder of its own, with programs that answer what a test
// says and keep what they were asked. For tests only.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const scripts = resolve('generator/charts/postgresql-ha/files');

const host = (name: string): string => `aiagent-postgresql-${name}.lab.svc.cluster.local`;

// Each keeps a line of what it was asked. psql and pgbackrest answer by the first line of their file whose beginning is
// in the question; "FAIL" is no answer.
const programs: Readonly<Record<string, string>> = {
  psql: `sql=''
while [ $# -gt 0 ]; do
  case $1 in -c) sql=$2; shift ;; esac
  shift
done
[ -n "$sql" ] || sql=$(cat)
sql=$(printf '%s' "$sql" | tr '\\n' ' ')
printf 'psql %s\\n' "$sql" >>"$CALLS"
while IFS='	' read -r pattern answer; do
  case $sql in
  *"$pattern"*)
    [ "$answer" != FAIL ] || exit 2
    printf '%s\\n' "$answer"
    exit 0
    ;;
  esac
done <"$ANSWERS"
exit 2`,
  pg_autoctl: `printf 'pg_autoctl %s\\n' "$*" >>"$CALLS"
case "$*" in
'create postgres'*)
  mkdir -p "$PGDATA" "$XDG_CONFIG_HOME/pg_autoctl$PGDATA"
  echo 17 >"$PGDATA/PG_VERSION"
  [ -e "$PGDATA/postgresql.conf" ] || echo "include 'postgresql-auto-failover.conf'" >"$PGDATA/postgresql.conf"
  printf 'monitor = postgres://\\n[timeout]\\n' >"$XDG_CONFIG_HOME/pg_autoctl$PGDATA/pg_autoctl.cfg"
  ;;
'config get'*) echo 8 ;;
'enable maintenance'*) [ ! -e "$REFUSES" ] || { echo 'no candidate' >&2; exit 1; } ;;
esac`,
  pg_ctl: `printf 'pg_ctl %s\\n' "$1" >>"$CALLS"
if [ "$1" = initdb ]; then
  mkdir -p "$PGDATA"
  echo 17 >"$PGDATA/PG_VERSION"
  touch "$PGDATA/postgresql.conf" "$PGDATA/postgresql.auto.conf"
fi`,
  pg_controldata: 'cat "$CONTROL" 2>/dev/null',
  pgbackrest: `printf 'pgbackrest %s\\n' "$*" >>"$CALLS"
case "$*" in *' info'*) cat "$INFO" ;; esac`,
  getent: 'grep " $4$" "$NAMES" | sed "s/ .*/ STREAM/"',
  flock: 'exit 0',
};

export interface ScriptRun {
  readonly status: number | null;
  readonly output: string;
}

export class PostgresqlScriptPod {
  readonly folder = mkdtempSync(join(tmpdir(), 'postgresql-scripts-'));
  readonly variables: Readonly<Record<string, string>>;

  constructor(node = 'z1', variables: Readonly<Record<string, string>> = {}) {
    for (const name of ['bin', 'config', 'secrets', 'run', 'keys', 'data', 'hosts', 'tls', 'scripts'])
      mkdirSync(join(this.folder, name));
    for (const [name, text] of Object.entries(programs)) {
      writeFileSync(this.path('bin', name), `#!/bin/sh\n${text}\n`);
      chmodSync(this.path('bin', name), 0o755);
    }
    this.write('calls', '');
    this.write('answers', '');
    this.write('names', '');
    this.write('config/postgresql.conf', 'max_connections = 200\n');
    for (const name of ['password', 'replication-password', 'monitor-password'])
      this.write(`secrets/${name}`, 'good-enough');
    this.variables = {
      PATH: `${this.path('bin')}:${process.env.PATH}`,
      HOME: this.folder,
      CALLS: this.path('calls'),
      ANSWERS: this.path('answers'),
      REFUSES: this.path('refuses'),
      CONTROL: this.path('control'),
      INFO: this.path('info'),
      NAMES: this.path('names'),
      CONFIG_DIR: this.path('config'),
      SECRETS_DIR: this.path('secrets'),
      TLS_DIR: this.path('tls'),
      RUN_DIR: this.path('run'),
      KEYS_DIR: this.path('keys'),
      DATA_DIR: this.path('data'),
      SCRIPTS_KEPT: this.path('scripts'),
      HOSTS_FILE: this.path('hosts', 'hosts'),
      PGDATA: this.path('data', 'pgdata'),
      XDG_CONFIG_HOME: this.path('data', 'config'),
      XDG_DATA_HOME: this.path('data', 'state'),
      XDG_RUNTIME_DIR: this.path('run'),
      PGPASSFILE: this.path('keys', 'pgpass'),
      PG_PORT: '5432',
      NODE_NAME: node,
      NODE_HOST: host(node),
      NODE_HOSTS: `${host('z1')} ${host('z2')}`,
      MONITOR_HOST: host('monitor'),
      RESOLVED_HOSTS: `${host('z1')} ${host('z2')} ${host('monitor')}`,
      DATABASE: 'aiagent',
      APPLICATION_USER: 'aiagent',
      TLS_ENABLED: 'false',
      CANDIDATE_PRIORITY: '50',
      REPLICATION_QUORUM: 'true',
      NUMBER_SYNC_STANDBYS: '0',
      HANDOVER_SECONDS: '2',
      NETWORK_PARTITION_SECONDS: '8',
      MAXIMUM_BACKUP_RATE: '400M',
      STANZA: 'main',
      ...variables,
    };
  }

  path(...parts: readonly string[]): string {
    return join(this.folder, ...parts);
  }

  write(name: string, content: string): void {
    mkdirSync(join(this.folder, name, '..'), { recursive: true });
    writeFileSync(join(this.folder, name), content);
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  has(name: string): boolean {
    return existsSync(join(this.folder, name));
  }

  /** What psql answers, by a part of the question. */
  answer(answers: Readonly<Record<string, string>>): void {
    const lines = Object.entries(answers).map(([question, text]) => `${question}\t${text}\n`);
    this.write('answers', lines.join(''));
  }

  /** A volume with a database: what its node was last, and whether pg_autoctl knows it. */
  hold(what: 'writable' | 'replica', { configured = true, timeline = 1 } = {}): void {
    this.write('data/pgdata/PG_VERSION', '17\n');
    this.write('data/pgdata/postgresql.conf', '');
    this.write('data/pgdata/postgresql.auto.conf', '');
    if (what === 'replica') this.write('data/pgdata/standby.signal', '');
    this.write('control', `Latest checkpoint's TimeLineID:       ${timeline}\n`);
    if (configured)
      this.write(
        `data/config/pg_autoctl${this.path('data', 'pgdata')}/pg_autoctl.cfg`,
        'monitor = postgres://x\n[timeout]\n',
      );
  }

  /** The programs that were run, and with what; of psql only what it was asked. */
  get calls(): readonly string[] {
    return this.read('calls').split('\n').filter(Boolean);
  }

  /** Runs a script, and ends it after so many seconds where it does not end by itself. */
  run(script: string, args: readonly string[] = [], seconds = 10): ScriptRun {
    return this.#run([join(scripts, script), ...args], seconds);
  }

  /** Runs words of shell after the given scripts were read in. */
  evaluate(sourced: readonly string[], words: string): ScriptRun {
    const sources = sourced.map((name) => `. "${join(scripts, name)}"`).join('\n');
    return this.#run(['-c', `set -eu\nCOMPONENT=test\nhere=${scripts}\n${sources}\n${words}`], 10);
  }

  #run(words: readonly string[], seconds: number): ScriptRun {
    const { status, stdout, stderr } = spawnSync('timeout', [String(seconds), 'sh', ...words], {
      env: this.variables,
      encoding: 'utf8',
    });
    return { status, output: stdout + stderr };
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
