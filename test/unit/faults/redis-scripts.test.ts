// The scripts of the Redis chart that need no server: what they refuse, what they assemble, and how they judge.

import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isAvailable } from '../../support/required.ts';
import { findProgram } from '../reference-api/real-stores.ts';
import { ScriptPod, scripts } from './run-script.ts';

const three = ['10.96.0.10', '10.96.0.11', '10.96.0.12'];
let pods: ScriptPod[] = [];
const podOf = (...args: ConstructorParameters<typeof ScriptPod>): ScriptPod => {
  const pod = new ScriptPod(...args);
  pods.push(pod);
  return pod;
};
afterEach(() => {
  for (const pod of pods) pod.close();
  pods = [];
});

describe('the passwords', () => {
  it.each([
    ['a line break inside', 'seconds\nlong-enough', 'line break'],
    ['a line break at its end', 'seconds-long-enough\n', 'line break'],
    ['a double quote', 'seconds"long-enough', 'quote'],
    ['a single quote', "seconds'long-enough", 'quote'],
    ['a NUL', 'seconds\0long-enough', 'NUL'],
    ['a tab', 'seconds\tlong-enough', 'control character'],
    ['nothing', '', 'empty'],
  ])('are refused with %s, and not shown', (_, password, reason) => {
    const pod = podOf(three);
    pod.write('secrets/password', 'good-enough');
    pod.write('secrets/replica-password', password);
    const { status, output } = pod.run('configure.sh');
    expect(status).toBe(1);
    expect(output).toContain('bad-password');
    expect(output).toContain('replica-password');
    expect(output).toContain(reason);
    expect(output).not.toContain('seconds');
  });

  it('are refused when they are missing, also for a further user', () => {
    const pod = podOf(three);
    expect(pod.run('configure.sh').output).toContain('the file is missing');
    pod.write('secrets/password', 'good-enough');
    pod.write('config/users.base.acl', 'user default on +@all\nuser reader on +get\n');
    const { status, output } = pod.run('configure.sh');
    expect([status, output.includes('user-reader')]).toEqual([1, true]);
  });

  it('stand nowhere but in files of mode 0400 and in the configuration, of mode 0600', () => {
    const pod = podOf(three);
    const password = 'a\\b $c `d` #e;f|g&h ü';
    pod.write('secrets/password', password);
    const { status, output } = pod.run('configure.sh');
    expect([status, output.includes(password)]).toEqual([0, false]);
    const modeOf = (name: string): string => (statSync(pod.path('run', name)).mode & 0o777).toString(8);
    expect(['secrets/password', 'redis.assembled.conf', 'exporter/passwords.json'].map(modeOf)).toEqual([
      '400',
      '600',
      '400',
    ]);
    expect(pod.read('run/users.acl')).not.toContain(password);
    expect(Object.values(JSON.parse(pod.read('run/exporter/passwords.json')))).toEqual([password, password]);
  });

  it('are accepted by two hashes while they are rotated', () => {
    const pod = podOf(three);
    pod.write('secrets/password', 'the-old-one');
    pod.write('secrets/password-also', 'the-new-one');
    pod.run('configure.sh');
    const line = pod.read('run/users.acl').split('\n')[0] ?? '';
    expect(line.match(/#[0-9a-f]{64}/g)).toHaveLength(2);
    expect(line).toMatch(/^user default on #\w+ #\w+ ~\* /);
  });
});

describe('the addresses', () => {
  const configured = (pod: ScriptPod): string => {
    pod.write('secrets/password', 'good-enough');
    const { status, output } = pod.run('configure.sh');
    expect(status, output).toBe(0);
    return output;
  };
  const remembered = [
    'sentinel monitor mymaster 10.96.0.11 6379 2',
    'sentinel known-replica mymaster 10.96.0.10 6379',
    'sentinel known-sentinel mymaster 10.96.0.12 26379 d4ee3303230f0bc401c64da0ec251cdaf0aaedf5',
    'sentinel current-epoch 7',
    '',
  ].join('\n');

  it('are asked from the DNS once, and announced', () => {
    const pod = podOf(three);
    configured(pod);
    expect(pod.read('data/sentinel/addresses')).toBe('0 10.96.0.10\n1 10.96.0.11\n2 10.96.0.12\n');
    expect(pod.read('run/redis.assembled.conf')).toContain('replica-announce-ip 10.96.0.10\n');
  });

  it('come from the last start when the DNS is dead', () => {
    const pod = podOf(three);
    configured(pod);
    pod.resolve(['', '', '']);
    expect(configured(pod)).toContain('stored-addresses-used');
    expect(pod.read('data/sentinel/addresses')).toContain('2 10.96.0.12\n');
  });

  it('are renewed in what Sentinel remembers, also where they changed places', () => {
    const pod = podOf(three);
    configured(pod);
    pod.write('data/sentinel/sentinel.conf', remembered);
    pod.resolve(['10.96.0.11', '10.96.0.10', '10.96.7.12']);
    expect(configured(pod)).toContain('addresses-changed');
    expect(pod.read('data/sentinel/sentinel.conf')).toBe(
      remembered
        .replace('monitor mymaster 10.96.0.11', 'monitor mymaster 10.96.0.10')
        .replace('known-replica mymaster 10.96.0.10', 'known-replica mymaster 10.96.0.11')
        .replace('10.96.0.12', '10.96.7.12'),
    );
  });

  it('and settings are written anew at each start of Sentinel, what it learnt is kept', () => {
    const pod = podOf(three);
    configured(pod);
    pod.write(
      'data/sentinel/sentinel.conf',
      `${remembered}sentinel down-after-milliseconds mymaster 99\nsentinel myid ${'0'.repeat(40)}\nsentinel config-epoch mymaster 6\n`,
    );
    const write = 'configuration=$SENTINEL_DATA/sentinel.conf\nwrite_sentinel "$(remembered_master)"';
    expect(pod.evaluate(['lib.sh', 'sentinel-conf.sh'], write).status).toBe(0);
    const text = pod.read('data/sentinel/sentinel.conf');
    expect(text).toContain('sentinel monitor mymaster 10.96.0.11 6379 2\n');
    expect(text).toContain('sentinel down-after-milliseconds mymaster 5000\n');
    expect(text).toContain('sentinel config-epoch mymaster 6\n');
    expect(text).toContain('sentinel current-epoch 7\n');
    expect(text).toContain('sentinel known-replica mymaster 10.96.0.10 6379\n');
    expect(text.match(/^sentinel (?:down-after-milliseconds|myid|monitor) /gm)).toHaveLength(3);
    expect(text).not.toContain('0'.repeat(40));
  });
});

describe('the boot', () => {
  const now = '20261125180000000000000';
  const later = '20261125180000000000001';

  /** Judges as the first pod, by what each Sentinel and each Redis of a peer says. */
  function judge(sentinels: readonly string[], redis: readonly string[] = [], disk = now): string {
    const pod = podOf(three);
    pod.write('data/sentinel/addresses', '0 10.96.0.10\n1 10.96.0.11\n2 10.96.0.12\n');
    for (const [ordinal, text] of sentinels.entries())
      pod.write(`run/answers/sentinel-${ordinal}`, text && `${text}\n`);
    for (const [place, text] of redis.entries())
      pod.write(`run/answers/redis-${place + 1}`, text && `${text}\n`);
    const { output } = pod.evaluate(
      ['lib.sh', 'ask.sh', 'decide.sh', 'promotable.sh'],
      `disk=${disk}\nread_answers\necho "$(judge) $(may_be_promoted) $named"`,
    );
    return output.trim();
  }
  const [me, one, two] = three as [string, string, string];
  const known = (epoch: number, address: string, disk = now): string => `known ${epoch} ${address} ${disk}`;
  const virgin = (disk: string): string => `virgin - - ${disk}`;

  it('leads nobody while nobody answers, however long', () => {
    expect(judge(['', '', ''])).toMatch(/^wait /);
    expect(judge([virgin(now), '', ''])).toMatch(/^wait /);
    expect(judge([virgin(now), virgin('empty'), ''])).toMatch(/^wait /);
    expect(judge([known(3, me), '', ''])).toMatch(/^wait /);
    expect(judge([known(3, me), virgin('empty'), ''])).toMatch(/^wait /);
  });

  it('follows whom a majority names at the highest epoch', () => {
    expect(judge([known(3, me), known(4, one), ''])).toMatch(/^follow \w+ 10\.96\.0\.11$/);
    expect(judge([known(9, two), known(10, one), known(9, two)])).toMatch(/^follow \w+ 10\.96\.0\.11$/);
    expect(judge(['', known(3, one), virgin('empty')])).toMatch(/^wait /);
    expect(judge([virgin(now), known(3, one), virgin('empty')])).toMatch(/^follow /);
  });

  it('follows one word when its disk is empty, since nothing can be overwritten', () => {
    expect(judge(['', known(3, one), ''], [], 'empty')).toBe(`follow no ${one}`);
  });

  it('leads again when it is named, has data, and no replica may have more', () => {
    expect(judge([known(3, me), known(3, me), ''], ['data', ''])).toMatch(/^lead /);
    expect(judge([known(3, me), known(3, me), ''], ['ahead', ''])).toMatch(/^yield /);
  });

  it('never leads with an empty disk while a peer holds data or is silent', () => {
    expect(judge([known(3, me), known(3, me), ''], ['data', 'empty'], 'empty')).toMatch(/^refuse /);
    expect(judge([known(3, me), known(3, me), ''], ['empty', ''], 'empty')).toMatch(/^refuse /);
    expect(judge([known(3, me), known(3, me), known(3, me)], ['empty', 'empty'], 'empty')).toMatch(/^lead /);
  });

  it('without any memory lets the newest disk lead, and the first pod where all are empty', () => {
    expect(judge([virgin('empty'), virgin('empty'), virgin('empty')], [], 'empty')).toMatch(/^lead /);
    expect(judge([virgin(now), virgin(later), virgin('empty')])).toMatch(/^wait /);
    expect(judge([virgin(later), virgin(now), virgin('empty')])).toMatch(/^lead /);
    expect(judge([virgin('empty'), virgin(now), virgin('empty')], [], 'empty')).toMatch(/^wait /);
  });

  it('lets a replica be promoted before it is in step only if no other disk is newer', () => {
    const asked = (mine: string, others: string, redis = ['', '']): string =>
      judge([known(3, two, mine), known(3, two, others), virgin('empty')], redis, mine).split(' ')[1] ?? '';
    expect(asked(now, later)).toBe('no');
    expect(asked(later, now)).toBe('yes');
    expect(asked(now, now)).toBe('yes');
    expect(asked(later, now, ['ahead', ''])).toBe('no');
    expect(judge([known(3, two), '', known(3, two)]).split(' ')[1]).toBe('unknown');
    expect(judge([known(3, two, 'empty'), known(3, two), ''], [], 'empty').split(' ')[1]).toBe('no');
  });

  it('counts a disk as empty until a whole copy has come', () => {
    const pod = podOf(three);
    const state = (): string => pod.evaluate(['lib.sh', 'disk.sh'], 'disk_state').output.trim();
    expect(state()).toBe('empty');
    pod.write('data/redis/appendonlydir/appendonly.aof.manifest', 'file x seq 1 type b\n');
    expect(state()).toMatch(/^20\d{21}$/);
    pod.write('data/redis/.never-synced', '');
    expect(state()).toBe('empty');
  });
});

describe('the lines of the log', () => {
  const parsed = (output: string): Record<string, string> => {
    expect(output.trim().split('\n')).toHaveLength(1);
    return JSON.parse(output) as Record<string, string>;
  };

  it('are JSON, whatever an event says', () => {
    const pod = podOf(three);
    const { status, output } = pod.run('notify.sh', '+sdown', 'slave "a\\b"\n\u0007 @ mymaster');
    expect(status).toBe(0);
    expect(parsed(output)).toMatchObject({
      component: 'sentinel',
      event: '+sdown',
      detail: 'slave "a\\b" @ mymaster',
    });
  });

  it('say who leads now', () => {
    const { output } = podOf(three).run('reconfig.sh', 'mymaster', 'leader', 'start', 'a', '1', 'b', '2');
    expect(parsed(output)).toMatchObject({ event: 'master-changed', from: 'a:1', to: 'b:2' });
  });
});

const shellcheck = findProgram('shellcheck');
describe.runIf(isAvailable('shellcheck', shellcheck ? undefined : 'it is not installed'))(
  'shellcheck',
  () => {
    it('finds nothing in any script', () => {
      const files = readdirSync(scripts, { withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith('.sh'))
        .map(({ name }) => join(scripts, name));
      expect(files.length).toBeGreaterThan(10);
      const { status, stdout } = spawnSync(shellcheck ?? '', ['-x', '-P', 'SCRIPTDIR', ...files], {
        encoding: 'utf8',
      });
      expect([status, stdout]).toEqual([0, '']);
    });
  },
);
