// Hostile passwords, users and directives, read back from the real servers: what is accepted arrives as it was written
// and brings nothing else with it; all else is refused before anything starts. Skipped, visibly, without redis-server.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Users } from '../../../schemas/redis-sentinel/access.ts';
import { Configuration } from '../../../schemas/redis-sentinel/server.ts';
import { hostileText } from '../../support/hostile-text.ts';
import { isAvailable } from '../../support/required.ts';
import { findProgram, freePorts } from '../reference-api/real-stores.ts';
import { ScriptPod } from './run-script.ts';
import { whileServing } from './run-server.ts';

const has = isAvailable('redis-server', findProgram('redis-server') ? undefined : 'it is not installed');
const seed = Number(process.env.CHARTWRIGHT_SEED ?? Math.floor(Math.random() * 2 ** 31));
const cases = Number(process.env.CHARTWRIGHT_CASES ?? 12);
console.info(`hostile texts for Redis: ${cases} each; repeat them with CHARTWRIGHT_SEED=${seed}`);
const runs = { numRuns: cases, seed };

const trouble = [
  '\n',
  '\r',
  '\0',
  '"',
  "'",
  '\\',
  ' ',
  '\t',
  '#',
  '$',
  '`',
  '%',
  '{{',
  'ü',
  '日',
  '😀',
  '\u0085',
  '\u2028',
];
/** Anything, and what configuration files and shells trip over. */
const text = fc.oneof(
  hostileText,
  fc
    .array(fc.oneof(fc.constantFrom(...trouble), fc.string({ maxLength: 8 })), { maxLength: 6 })
    .map((parts) => parts.join('')),
);

describe.runIf(has)('hostile texts', () => {
  let pod: ScriptPod;
  let ports: [redis: string, sentinel: string];
  let plainUsers: string;
  let plainConfiguration: string;
  const password = 'plain-password';

  beforeAll(async () => {
    const free = (await freePorts(2)).map(String);
    ports = [free[0] ?? '', free[1] ?? ''];
    pod = new ScriptPod(['127.0.0.1'], { REDIS_PORT: ports[0], SENTINEL_PORT: ports[1], QUORUM: '1' });
    plainUsers = pod.read('config/users.base.acl');
    plainConfiguration = pod
      .read('config/redis.base.conf')
      .replace(/^port .*$/m, `port ${ports[0]}`)
      .replace(/^bind .*$/m, 'bind 127.0.0.1');
    pod.write('config/redis.base.conf', plainConfiguration);
    const sentinel = pod.read('config/sentinel.base.conf').replace(/^port .*$/m, `port ${ports[1]}`);
    pod.write('config/sentinel.base.conf', sentinel.replace(/^bind .*$/m, 'bind 127.0.0.1'));
    secret('password', password);
  });
  afterAll(() => pod.close());

  function secret(name: string, content: string): void {
    rmSync(pod.path('secrets', name), { force: true });
    pod.write(`secrets/${name}`, content);
  }

  const ask = (port: string, word: string, ...words: readonly string[]): string =>
    execFileSync('redis-cli', ['--no-auth-warning', '--user', 'admin', '-p', port, ...words], {
      env: { PATH: process.env.PATH, REDISCLI_AUTH: word },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  const configured = (): void => {
    const { status, output } = pod.run('configure.sh');
    expect(status, output).toBe(0);
  };

  it('passwords arrive in Redis and in Sentinel as they were written, or are refused', async () => {
    const given = [
      '\\',
      'a\\',
      '\\"',
      'a b',
      ' a ',
      'a\nb',
      'a\0b',
      '#a',
      '$(id)`id`',
      'ü日😀',
      '\u0085\u2028',
      'x'.repeat(512),
    ];
    const one = async (word: string): Promise<void> => {
      secret('password', word);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
      const isGood = word !== '' && !/[\u0000-\u001f\u007f"']/.test(word);
      const { status, output } = pod.run('configure.sh');
      expect([status, output.includes('bad-password')]).toEqual(isGood ? [0, false] : [1, true]);
      if (!isGood) return;
      await whileServing([pod.path('run/redis.assembled.conf')], ports[0], (answers, said) => {
        expect(answers, said).toBe(true);
        expect(ask(ports[0], word, 'CONFIG', 'GET', 'masterauth')).toBe(`masterauth\n${word}\n`);
        expect(ask(ports[0], `${word}x`, 'PING')).toContain('NOAUTH');
      });
      const write =
        'configuration=$SENTINEL_DATA/sentinel.conf\nrm -f "$configuration"\nwrite_sentinel 127.0.0.1';
      expect(pod.evaluate(['lib.sh', 'sentinel-conf.sh'], write).status).toBe(0);
      pod.write('run/sentinel.acl', pod.read('run/sentinel-users.acl'));
      await whileServing(
        [pod.path('data/sentinel/sentinel.conf'), '--sentinel'],
        ports[1],
        (answers, said) => {
          expect(answers, said).toBe(true);
          const answer = ask(ports[1], word, 'SENTINEL', 'CONFIG', 'GET', 'sentinel-pass');
          expect(answer).toBe(`sentinel-pass\n${word}\n`);
        },
      );
    };
    try {
      for (const word of given) await one(word);
      await fc.assert(fc.asyncProperty(text, one), runs);
    } finally {
      secret('password', password);
    }
  }, 240_000);

  it('users bring themselves alone, or are refused', async () => {
    const wellFormed = [
      '~reports:*',
      '+@read',
      '-@dangerous',
      '&news.*',
      '%R~a*',
      'allkeys',
      '+get',
      '+config|get',
    ];
    const rule = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...wellFormed) },
      { weight: 1, arbitrary: fc.constantFrom('nopass', '>x', '<x', '~a b', '+get|set', '#a') },
      {
        weight: 1,
        arbitrary: fc.tuple(fc.constantFrom('', '~', '+', '&'), text).map((parts) => parts.join('')),
      },
    );
    const name = fc.oneof(
      { weight: 3, arbitrary: fc.stringMatching(/^[a-z][-a-z0-9]{0,8}$/) },
      { weight: 1, arbitrary: fc.constantFrom('default', 'admin', 'reports') },
      { weight: 1, arbitrary: text },
    );
    const own = ['admin', 'default', 'exporter', 'replica', 'sentinel'];
    const one = async (user: string, permissions: readonly string[]): Promise<void> => {
      if (!Users.safeParse([{ name: user, permissions, existingSecret: 'x' }]).success) return;
      pod.write(
        'config/users.base.acl',
        `${plainUsers}user ${user} on resetchannels -@all ${permissions.join(' ')}\n`,
      );
      secret(`user-${user}`, 'user-password');
      try {
        configured();
        await whileServing([pod.path('run/redis.assembled.conf')], ports[0], (answers, said) => {
          // A command that this server does not know ends it, with the line: nothing runs with less than was asked.
          if (!answers) return expect(said).toContain(user);
          expect(ask(ports[0], password, 'ACL', 'USERS').trim().split('\n').sort()).toEqual(
            [...own, user].sort(),
          );
          expect(ask(ports[0], password, 'ACL', 'GETUSER', user)).not.toContain('nopass');
        });
      } finally {
        rmSync(pod.path('secrets', `user-${user}`), { force: true });
        pod.write('config/users.base.acl', plainUsers);
      }
    };
    await one('reports', ['~reports:*', '+@read', '&news.*']);
    await fc.assert(fc.asyncProperty(name, fc.array(rule, { minLength: 1, maxLength: 3 }), one), runs);
  }, 240_000);

  it('directives set themselves alone, or are refused', async () => {
    const settings = (): ReadonlyMap<string, string> => {
      const lines = ask(ports[0], password, 'CONFIG', 'GET', '*').split('\n');
      return new Map(
        lines.flatMap((line, place) => (place % 2 === 0 ? [[line, lines[place + 1] ?? '']] : [])),
      );
    };
    pod.write('config/redis.base.conf', plainConfiguration);
    configured();
    const file = pod.path('run/redis.assembled.conf');
    const before = await whileServing([file], ports[0], settings);
    const known = fc.constantFrom(
      'maxmemory-samples',
      'hz',
      'databases',
      'loglevel',
      'notify-keyspace-events',
      'slowlog-max-len',
    );
    const line = fc.oneof(
      text,
      fc
        .tuple(
          known,
          fc.oneof(text, fc.constantFrom('7', 'KEA', 'notice', '10 20', '1\nrequirepass x', '1 # x', '"1"')),
        )
        .map((parts) => parts.join(' ')),
    );
    const one = async (directive: string): Promise<void> => {
      if (!Configuration.safeParse([directive]).success) return;
      pod.write('config/redis.base.conf', `${plainConfiguration}\n${directive}\n`);
      configured();
      await whileServing([file], ports[0], (answers, said) => {
        if (!answers) return expect(said).toContain(`>>> '${directive}'`);
        const changed = [...settings()]
          .filter(([key, value]) => before.get(key) !== value)
          .map(([key]) => key);
        expect(changed.filter((key) => key !== directive.split(' ')[0])).toEqual([]);
      });
    };
    await one('maxmemory-samples 7');
    await one('hz none');
    await fc.assert(fc.asyncProperty(line, one), runs);
    pod.write('config/redis.base.conf', plainConfiguration);
  }, 240_000);
});
