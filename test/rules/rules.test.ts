// Each rule on its own cases: kept by the good ones, broken by the bad ones, with the exact text; and the
// cases on faulty rules, so that they prove what they seem to.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { codes } from '../../generator/codes.ts';
import {
  and,
  brokenBy,
  type Check,
  compileJudge,
  type Expr,
  eq,
  gt,
  type Judge,
  judgeOf,
  length,
  type Rule,
  t,
  valuesOf,
  when,
} from '../../generator/engine/index.ts';
import { codedRule, type Say } from '../../generator/model/rules/coded-rule.ts';
import { rules, scopeOf } from '../../generator/model/rules/index.ts';
import { values } from '../../generator/model/rules/values.ts';
import { appliesTo, placesOfJudge } from '../../generator/model/scope.ts';
import { UmbrellaValues } from '../../schemas/umbrella.ts';
import { runCompiled } from '../support/compiled.ts';
import { type Case, contextOf, messagesOf, messagesOfRule, readCases, readRules } from './cases.ts';
import { literalFaults, messageFaults } from './message-faults.ts';
import { mutantsOf } from './mutants.ts';

const named = await readRules();
const cases = readCases();
const casesOf = (name: string): readonly Case[] => cases.filter(({ rule }) => rule === name);

/** The first case that tells a faulty rule from the right one. */
const noticedBy = (right: Rule, faulty: Rule, among: readonly Case[]): Case | undefined =>
  among.find(({ context }) => {
    const [wanted, found] = [messagesOfRule(right, context), messagesOfRule(faulty, context, right)];
    return wanted.join('\n') !== found.join('\n');
  });

describe('the list of rules', () => {
  it('holds every file, in the order of the codes', () => {
    const listed = rules.map(({ code }) => code);
    expect(listed).toEqual(named.map(({ rule }) => rule.code).sort());
    expect(new Set(rules)).toEqual(new Set(named.map(({ rule }) => rule)));
  });

  it('holds every code of its groups', () => {
    const wanted = Object.keys(codes).filter((code) =>
      /^(HA|API|AZURE(?!-AUDIT)|POSTGRESQL|REDIS)-/.test(code),
    );
    expect(rules.map(({ code }) => code)).toEqual(wanted);
  });

  it('has cases for every rule, and for nothing else', () => {
    const folders = [...new Set(cases.map(({ rule }) => rule))];
    expect(folders.sort()).toEqual(named.map(({ name }) => name).sort());
  });
});

describe.each(named)('$name', ({ name, rule }) => {
  const own = casesOf(name);

  it('has a good and a bad case', () => {
    expect(own.some(({ isGood }) => isGood)).toBe(true);
    expect(own.some(({ isGood }) => !isGood)).toBe(true);
  });

  it.each(own)('$name', ({ isGood, context, expected }) => {
    expect(messagesOf(context)).toEqual(expected);
    expect(messagesOfRule(rule, context).length > 0).toBe(!isGood);
  });

  it('says the same when it is compiled', () => {
    const compiled = runCompiled<Judge>(compileJudge(rule));
    const judge = judgeOf(rule);
    const facts = ({ code, severity, cure, about, reads }: Judge) => ({ code, severity, cure, about, reads });
    expect(facts(compiled)).toEqual(facts(judge));
    for (const {
      context: { values, release },
    } of cases) {
      expect(compiled.messages(values, release)).toEqual(judge.messages(values, release));
      expect(compiled.hint?.(values, release)).toEqual(judge.hint?.(values, release));
    }
  });

  it('says it well', () => {
    expect(literalFaults(rule)).toEqual([]);
    for (const { context } of own) {
      for (const judge of placesOfJudge(judgeOf(rule))) {
        for (const message of judge.messages(context.values, context.release))
          expect(messageFaults(judge, message)).toEqual([]);
      }
    }
  });

  it('is proven by its cases', () => {
    const unnoticed = mutantsOf(rule).filter((mutant) => noticedBy(rule, mutant.rule, cases) === undefined);
    expect(unnoticed.map(({ fault }) => fault)).toEqual([]);
  });
});

describe('the defaults', () => {
  it('break no rule but those that ask for what cannot be a default', () => {
    const { values: view } = contextOf('azure: { enabled: true }');
    const context = {
      values: { ...view, ...UmbrellaValues.parse({}) },
      release: { name: 'release', namespace: 'default' },
    };
    const broken = rules.filter((rule) => messagesOfRule(rule, context).length > 0);
    expect(broken.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'warning HA-API-IMAGE-DIGEST',
      'warning HA-SESSIONS-EVICTED',
      'warning POSTGRESQL-BACKUP-OFF',
      'warning POSTGRESQL-IMAGE-DIGEST',
      'warning REDIS-IMAGE-DIGEST',
    ]);
  });

  it('with what every case starts from, break none', () => {
    expect(messagesOf(contextOf('{}'))).toEqual([]);
  });
});

describe('the scope of a rule', () => {
  const several = valuesOf(
    z.strictObject({
      global: z.strictObject({ zones: z.array(z.string()) }),
      api: z.strictObject({ replicas: z.int() }),
      postgresql: z.strictObject({ replicas: z.int() }),
    }),
  );
  const scopeOfCheck = (condition: Expr<boolean>) =>
    scopeOf({ ...(rules[0] as Rule), check: when(condition, t`x`) });

  it('is the chart that has all that it reads', () => {
    expect(scopeOfCheck(gt(several.api.replicas, length(several.global.zones)))).toBe('api');
  });

  it('is the umbrella when it reads shared facts alone, or nothing', () => {
    expect(scopeOfCheck(gt(length(several.global.zones), 3))).toBe('umbrella');
    const ofUmbrella = rules.filter((rule) => scopeOf(rule) === 'umbrella').map(({ code }) => code);
    expect(ofUmbrella).toEqual([
      'API-POSTGRESQL-MISSING',
      'API-REDIS-MISSING',
      'HA-API-POOL',
      'HA-POSTGRESQL-NAMES',
      'HA-REDIS-ODD',
      'HA-REDIS-SESSIONS-ODD',
      'HA-RELEASE-NAME',
      'HA-SESSIONS-EVICTED',
      'HA-ZONES-FEW',
      'REDIS-CACHE-TTL',
    ]);
  });

  it('is the umbrella when no chart has', () => {
    expect(scopeOfCheck(gt(several.api.replicas, several.postgresql.replicas))).toBe('umbrella');
  });

  it('is asked under every alias of its chart, with the settings and facts of that', () => {
    const spread = judgeOf(rules.find(({ code }) => code === 'REDIS-ZONES') as Rule);
    const [ofCache, ofSessions, ...more] = placesOfJudge(spread);
    expect(more).toEqual([]);
    expect(ofCache?.about[0]).toEqual(['redis', 'spread']);
    expect(ofSessions?.about).toEqual([
      ['redisSessions', 'spread'],
      ['global', 'redisSessions', 'replicas'],
      ['global', 'zones'],
    ]);
    expect(placesOfJudge(judgeOf(rules.find(({ code }) => code === 'HA-ZONES-FEW') as Rule))).toHaveLength(1);
  });

  it('cannot be a second alias', () => {
    expect(() =>
      scopeOf({ ...(rules[0] as Rule), check: when(values.redisSessions.pdb.enabled, t`x`) }),
    ).toThrow('write the rule against redis, not redisSessions');
  });

  it('says nothing of a chart that is not installed', () => {
    const judges = rules.flatMap((rule) =>
      placesOfJudge(judgeOf(rule)).map((judge) => ({ scope: scopeOf(rule), judge })),
    );
    const applied = (input: object) => {
      const context = UmbrellaValues.parse(input);
      return judges.filter(({ judge }) => appliesTo(judge, context)).map(({ scope }) => scope);
    };
    const count = (scopes: readonly string[], scope: string) => scopes.filter((one) => one === scope).length;
    const all = applied({ global: { redisSessions: { enabled: true } } });
    // Those of Azure say nothing where there is none.
    expect(all).toHaveLength(judges.filter(({ scope }) => scope !== 'azure').length);
    const ofRedis = count(all, 'redis-sentinel');
    expect(count(applied({}), 'redis-sentinel')).toBe(ofRedis / 2);
    expect(count(applied({ redis: { enabled: false } }), 'redis-sentinel')).toBe(0);
    const none = { api: { enabled: false }, postgresql: { enabled: false }, redis: { enabled: false } };
    expect(new Set(applied(none))).toEqual(new Set(['umbrella']));
  });
});

describe('the tests of the rules', () => {
  const { api } = values;
  const planted = (check: (say: Say) => Check) => codedRule('HA-API-DRAIN', { about: [api.replicas], check });
  const always = eq(api.enabled, true);
  const faultsSaid = (check: (say: Say) => Check) => {
    const rule = planted(check);
    return brokenBy(rule, contextOf('{}')).flatMap((message) => messageFaults(judgeOf(rule), message));
  };

  it('see a text that would not survive in a template', () => {
    expect(literalFaults(planted((say) => when(always, say`api.replicas is "few", so … {{`)))).toHaveLength(
      2,
    );
  });

  it('see a message that says too little or too much', () => {
    expect(faultsSaid((say) => when(always, say`api.replicas is 1, so it ends.`))).toEqual([]);
    expect(faultsSaid(() => when(always, t`api.replicas is 1, so it ends.`))).not.toEqual([]);
    expect(faultsSaid((say) => when(always, say`api.replicas is 1.`))).toEqual(['names no consequence']);
    expect(faultsSaid((say) => when(always, say`it is 1, so it ends.`))).toEqual(['names no setting']);
    const twice = 'is not one sentence';
    expect(faultsSaid((say) => when(always, say`api.replicas is 1, so it ends. Mend it.`))).toEqual([twice]);
    expect(faultsSaid((say) => when(always, say`api.replicas is 1, so it ends`))).toEqual([twice]);
  });

  it('see a condition whose limit no case tries', () => {
    const rule = planted((say) => when(and(api.enabled, gt(api.replicas, 400)), say`x`));
    const unnoticed = mutantsOf(rule).filter((mutant) => noticedBy(rule, mutant.rule, cases) === undefined);
    expect(unnoticed.map(({ fault }) => fault)).toEqual(['and without its part 1', 'ge instead of gt']);
  });
});
