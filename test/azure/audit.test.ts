// The audit: silent about what the environments would make, and loud about each planted fault.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Estate, type Resource, readEstate } from '../../generator/azure/audit/estate.ts';
import { auditEstate, auditRules, propertyRules } from '../../generator/azure/audit/index.ts';
import { auditCodes } from '../../generator/rule-codes/azure-audit.ts';
import { plantAt, planted } from './planted-faults.ts';

const read = (environment: string, highlyAvailable: boolean): Estate =>
  readEstate(
    readFileSync(join(import.meta.dirname, `golden/${environment}.snapshot.json`), 'utf8'),
    highlyAvailable,
  );

const prod = read('prod', true);

/** What a change leaves of production. */
function changed(change: (resources: Resource[]) => void): Estate {
  const resources = structuredClone(prod.resources) as Resource[];
  change(resources);
  return { ...prod, resources };
}

/** What the rules of a code say of a changed prediction, and do not say of the sound one. */
function newly(code: string, estate: Estate): readonly string[] {
  const rules = auditRules.filter((rule) => rule.code === code);
  const say = (of: Estate) => rules.flatMap((rule) => rule.check(of).map(({ message }) => message));
  const before = new Set(say({ ...prod, highlyAvailable: estate.highlyAvailable }));
  return say(estate).filter((message) => !before.has(message));
}

function countsOf(estate: Estate): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { code } of auditEstate(estate)) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

// What staging and the standby region do without, to cost less; warnings all.
const chosen = {
  dev: {},
  staging: { 'AZURE-AUDIT-LOCK-MISSING': 5, 'AZURE-AUDIT-POOL-NODES': 3, 'AZURE-AUDIT-GATEWAY-INSTANCES': 1 },
  prod: { 'AZURE-AUDIT-POOL-NODES': 3 },
};

const faults = Object.entries(planted).flatMap(([code, of]) =>
  Object.entries(of).map(([name, plant]) => [code, name, plant] as const),
);

describe('the audit', () => {
  it.each([
    ['dev', false],
    ['staging', true],
    ['prod', true],
  ] as const)('has nothing against %s but what was chosen', (environment, highlyAvailable) => {
    expect(countsOf(read(environment, highlyAvailable))).toEqual(chosen[environment]);
  });

  it('lets nobody choose an error', () => {
    const codes = Object.values(chosen).flatMap((of) => Object.keys(of)) as (keyof typeof auditCodes)[];
    expect(codes.filter((code) => auditCodes[code].severity === 'error')).toEqual([]);
  });

  it('has a rule for each code, a code for each rule, and a source for each', () => {
    expect([...new Set(auditRules.map(({ code }) => code))].sort()).toEqual(Object.keys(auditCodes).sort());
    expect(auditRules.filter(({ source }) => source === '')).toEqual([]);
  });

  it('plants a fault for each rule that is not about one property', () => {
    const ofProperties = new Set<string>(propertyRules.map(({ code }) => code));
    const others = Object.keys(auditCodes).filter((code) => !ofProperties.has(code));
    expect(Object.keys(planted).sort()).toEqual(others.sort());
  });

  it.each(propertyRules.map((rule) => [rule.code, rule] as const))(
    '%s: sees a wrong property',
    (code, rule) => {
      const bad = changed((resources) => {
        const of = resources.find((one) => one.type === rule.type && (rule.where?.(one) ?? true));
        expect(of, `no ${rule.type} in prod`).toBeDefined();
        plantAt(of as Resource, rule.at, rule.must);
      });
      const [message] = newly(code, bad);
      expect(message).toContain(rule.at);
      expect(message).toMatch(/\.$/);
    },
  );

  it.each(faults)('%s: sees %s', (code, _name, { change, highlyAvailable = true }) => {
    expect(newly(code, { ...changed(change), highlyAvailable })).not.toEqual([]);
  });

  it('asks each resource of a type, not the first alone', () => {
    const bad = changed((resources) => {
      const last = resources.findLast(({ type }) => type === 'Microsoft.KeyVault/vaults') as Resource;
      (last.properties as Record<string, unknown>).enablePurgeProtection = false;
    });
    expect(newly('AZURE-AUDIT-VAULT-PURGE', bad)).toHaveLength(1);
  });
});
