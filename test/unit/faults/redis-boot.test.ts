// How the scripts of the Redis chart wait: for peers, for the DNS, for the disk, for an answer of the own server. The
// programs that they call are replaced by others that answer as slowly, or as strangely, as it takes.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { renderedChart, ScriptPod } from './run-script.ts';

const three = ['10.96.0.10', '10.96.0.11', '10.96.0.12'];
const disk = '20261125180000000000000';
let pods: ScriptPod[] = [];
function podOf(addresses: readonly string[], variables: Readonly<Record<string, string>> = {}): ScriptPod {
  const pod = new ScriptPod(addresses, variables);
  pods.push(pod);
  return pod;
}
afterEach(() => {
  for (const pod of pods) pod.close();
  pods = [];
});

const addresses = three.map((address, ordinal) => `${ordinal} ${address}\n`).join('');
const refused = "echo 'Could not connect to Redis at a:1: Connection refused'; exit 1";

/** A `redis-cli` that answers by the place that it is sent to, "HOST:PORT"; nobody listens anywhere else. */
function answer(pod: ScriptPod, cases: Readonly<Record<string, string>>): void {
  const lines = Object.entries(cases).map(([place, words]) => `${place}) ${words} ;;`);
  pod.program(
    'redis-cli',
    `all=$*
while [ $# -gt 0 ]; do case $1 in -h) host=$2 ;; -p) port=$2 ;; esac; shift; done
case $host:$port in
${lines.join('\n')}
*) ${refused} ;;
esac`,
  );
}

const says = (name: string, address: string, epoch: number): string =>
  `printf '%s\\n' '${name === 'mymaster' ? address : ''}' name ${name} ip ${address} port 6379 config-epoch ${epoch} admin disk-${disk}`;

describe('a peer', () => {
  /** What is noted of the Sentinel and the Redis of the second pod. */
  function noted(cases: Readonly<Record<string, string>>): readonly string[] {
    const pod = podOf(three);
    pod.write('data/sentinel/addresses', addresses);
    answer(pod, cases);
    const words = 'ask_all\ncat "$ANSWERS/sentinel-1"\necho /\ncat "$ANSWERS/redis-1"\necho /\ngroup_of 1';
    return pod
      .evaluate(['lib.sh', 'ask.sh'], words)
      .output.split('/')
      .map((part) => part.trim());
  }

  it('that is not there is told from one that does not answer in time', () => {
    expect(noted({})).toEqual(['', '', 'mymaster']);
    expect(noted({ '10.96.0.11:*': 'sleep 3' })).toEqual(['silent', 'silent', 'mymaster']);
  });

  it('that has the group under another name knows it all the same', () => {
    expect(noted({ '10.96.0.11:26379': says('mymaster', '10.96.0.12', 7) })).toEqual([
      `known 7 10.96.0.12 ${disk}`,
      '',
      'mymaster',
    ]);
    expect(noted({ '10.96.0.11:26379': says('before', '10.96.0.12', 7) })).toEqual([
      `known 7 10.96.0.12 ${disk}`,
      '',
      'before',
    ]);
  });

  /** How often the first pod asks before it leads, as both others say, while the Redis of the third is in a state. */
  function roundsToLead(third: string, second = ''): number {
    const pod = podOf(three);
    pod.write('data/sentinel/addresses', addresses);
    pod.write('data/redis/appendonlydir/appendonly.aof.manifest', 'file x seq 1 type b\n');
    pod.write('run/redis.assembled.conf', '');
    pod.program('redis-server', 'echo started');
    const named = says('mymaster', '10.96.0.10', 3);
    answer(pod, {
      '127.0.0.1:26379': named,
      '10.96.0.11:26379': `${second} ${named}`,
      '10.96.0.12:6379': `echo >>${pod.path('rounds')}; ${third}`,
    });
    const { output } = pod.run('start-redis.sh');
    expect(output).toContain('"judgement":"lead"');
    expect(output).toContain('started');
    return pod.read('rounds').length;
  }

  it('that is slow is asked again before this one leads, one that is not there is not', () => {
    expect(roundsToLead('sleep 5')).toBeGreaterThan(1);
    expect(roundsToLead(refused)).toBe(1);
  });

  it('that needs more than a second for every answer is heard in the end', () => {
    expect(roundsToLead(refused, 'sleep 1.5;')).toBeGreaterThan(1);
  });
});

describe('the DNS', () => {
  const slow = (longest: string): ScriptPod => {
    const pod = podOf(three, { DNS_SECONDS: '3', DNS_LONGEST_SECONDS: longest });
    pod.write('secrets/password', 'good-enough');
    pod.program('getent', 'sleep 30');
    return pod;
  };
  const secondsOf = (run: () => void): number => {
    const started = performance.now();
    run();
    return (performance.now() - started) / 1000;
  };

  it('is waited for by the clock, however slow each answer is', () => {
    const pod = slow('60');
    pod.write('data/sentinel/addresses', addresses);
    expect(
      secondsOf(() => expect(pod.run('configure.sh').output).toContain('stored-addresses')),
    ).toBeLessThan(15);
  });

  it('is not waited for for ever by a pod that knows no address', () => {
    const pod = slow('2');
    const seconds = secondsOf(() => {
      const { status, output } = pod.run('configure.sh');
      expect([status, output.includes('addresses-unknown')]).toEqual([1, true]);
    });
    expect(seconds).toBeLessThan(15);
  });
});

describe('a disk', () => {
  it('has one server at a time', () => {
    const pod = podOf(three);
    const { output } = pod.evaluate(
      ['lib.sh'],
      'mkdir -p "$REDIS_DATA"\n(flock 8; sleep 1) 8>"$REDIS_DATA/.lock" &\nsleep 0.3\nlock "$REDIS_DATA"\necho mine >&2',
    );
    expect(output).toMatch(/still uses this disk[\s\S]*mine\n$/);
  });

  it('is read by what Redis will read: a snapshot where it does not append, or has not yet', () => {
    const pod = podOf(three);
    const state = (): string => pod.evaluate(['lib.sh', 'disk.sh'], 'disk_state').output.trim();
    pod.write('data/redis/dump.rdb', 'x');
    execFileSync('touch', ['-d', '2020-01-02T00:00:00Z', pod.path('data/redis/dump.rdb')]);
    expect(state()).toMatch(/^20200102/);
    for (const name of ['appendonly.aof.manifest', 'temp-appendonly.aof.incr'])
      pod.write(`data/redis/appendonlydir/${name}`, 'file x seq 1 type b\n');
    execFileSync('touch', [
      '-d',
      '2021-01-02T00:00:00Z',
      pod.path('data/redis/appendonlydir/appendonly.aof.manifest'),
    ]);
    // What a rewrite left behind that was cut short is newer, and not read.
    expect(state()).toMatch(/^20210102/);
    pod.write('config/redis.base.conf', 'appendonly no\n');
    expect(state()).toMatch(/^20200102/);
  });

  const onDisk = (pod: ScriptPod, info: Readonly<Record<string, string | number>>): boolean => {
    const lines = Object.entries(info).map(([key, value]) => `${key}:${value}`);
    answer(pod, {
      '127.0.0.1:6379': `printf '%s\\r\\n' ${lines.join(' ')}; echo "$all" >>${pod.path('asked')}`,
    });
    return pod.evaluate(['lib.sh', 'disk.sh', 'promotable.sh'], 'copy_is_on_disk').status === 0;
  };
  const written = {
    loading: 0,
    aof_enabled: 1,
    aof_rewrite_in_progress: 0,
    aof_rewrite_scheduled: 0,
    aof_last_bgrewrite_status: 'ok',
  };

  it('holds a copy when its files have begun anew', () => {
    const pod = podOf(three);
    pod.write('run/secrets/password', 'good-enough');
    expect(onDisk(pod, written)).toBe(true);
    for (const [key, value] of [
      ['loading', 1],
      ['aof_enabled', 0],
      ['aof_rewrite_in_progress', 1],
      ['aof_rewrite_scheduled', 1],
      ['aof_last_bgrewrite_status', 'err'],
    ] as const)
      expect(onDisk(pod, { ...written, [key]: value }), key).toBe(false);
  });

  it('holds a copy, where Redis does not append, as a snapshot; one that did not come is asked for', () => {
    const pod = podOf(three);
    pod.write('run/secrets/password', 'good-enough');
    pod.write('config/redis.base.conf', 'appendonly no\n');
    pod.write('data/redis/dump.rdb', 'x');
    execFileSync('touch', ['-d', '2020-01-02T00:00:00Z', pod.path('data/redis/dump.rdb')]);
    pod.write('data/redis/.never-synced', '');
    expect(onDisk(pod, { loading: 0 })).toBe(false);
    expect(pod.read('asked')).toContain('BGSAVE');
    execFileSync('touch', ['-d', '2099-01-02T00:00:00Z', pod.path('data/redis/dump.rdb')]);
    expect(onDisk(pod, { loading: 0 })).toBe(true);
  });
});

describe('a signal', () => {
  it.each(['start-redis.sh', 'start-sentinel.sh'])('ends %s at once while it waits', async (script) => {
    const pod = podOf(three);
    pod.write('data/sentinel/addresses', addresses);
    pod.write('run/secrets/password', 'good-enough');
    pod.write('data/redis/dump.rdb', '');
    pod.write('run/disk.acl', 'user disk-empty off\n');
    pod.write('run/sentinel-users.acl', '');
    pod.program('redis-server', 'exec sleep 60');
    const child = pod.start(script);
    const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve([code, signal])));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const started = performance.now();
    child.kill('SIGTERM');
    // A process that has not asked for the signal would end by it here; as the first one of a container it would not.
    expect(await ended).toEqual([0, null]);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('the handover', () => {
  const stop = (redis: string): { readonly status: number | null; readonly output: string } => {
    const pod = podOf(three);
    pod.write('data/sentinel/addresses', addresses);
    pod.write('run/secrets/password', 'good-enough');
    answer(pod, { '127.0.0.1:6379': redis.replaceAll('COUNT', pod.path('count')) });
    return pod.run('stop-redis.sh');
  };

  it('is of a master, also of one that does not answer the first question', () => {
    expect(stop("printf 'role:slave\\r\\n'").status).toBe(0);
    expect(stop(refused).status).toBe(0);
    const late = 'if [ -e COUNT ]; then printf "role:master\\r\\n"; else echo >COUNT; sleep 3; fi';
    expect(stop(late).output).toContain('no replica is in step');
  });

  it('says so when it never answers', () => {
    const { status, output } = stop('sleep 30');
    expect([status, output.includes('Redis does not answer')]).toEqual([1, true]);
  });
});

describe('a copy for the backup', () => {
  it('replaces only copies of this Redis', () => {
    const pod = podOf(three, { KEEP: '2' });
    const { scripts } = renderedChart();
    for (const name of ['backup-copy.sh', 'test-ask.sh']) pod.write(`scripts/${name}`, scripts[name] ?? '');
    pod.write('secrets/password', 'good-enough');
    pod.program('redis-check-rdb', 'exit 0');
    pod.program(
      'redis-cli',
      'case $* in *--rdb*) for file; do :; done; echo x >"$file" ;; *) echo role:master ;; esac',
    );
    const old = (prefix: string, day: number): string => `backup/${prefix}-2020010${day}T000000Z.rdb`;
    const strange = [
      old('aiagent-redis-sessions', 1),
      'backup/aiagent-redis-keep this.rdb',
      'backup/aiagent-redis-.rdb',
    ];
    const own = [1, 2, 3].map((day) => old('aiagent-redis', day));
    for (const file of [...strange, ...own]) pod.write(file, 'x');
    const words = `BACKUP_DIR=${pod.path('backup')} sh ${pod.path('scripts/backup-copy.sh')}`;
    const { status, output } = pod.evaluate(['lib.sh'], words);
    expect(status, output).toBe(0);
    const stays = (file: string): boolean => existsSync(pod.path(file));
    expect(strange.map(stays)).toEqual([true, true, true]);
    // Two copies stay: the new one, and the last of the old ones.
    expect(own.map(stays)).toEqual([false, false, true]);
  });
});
