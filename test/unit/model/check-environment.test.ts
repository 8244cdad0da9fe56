// What is said of an environment of several regions: once, with the region where not all are meant, in the
// words of the file.
import { describe, expect, it } from 'vitest';
import { findingsIn, hintsIn, twoRegions } from './regions.ts';

// The second region's own: a database there, and updates that replace all.
const sound =
  'postgresql: { nodes: [{ name: dr, zone: westus2-1, candidatePriority: 0, replicationQuorum: false }] }';
const global = 'global: { secretsRevision: "2" }';
const whole = (api: string): string =>
  `{ global: { ${sound} }, api: { rollout: { maxUnavailable: 6 }${api} } }`;

describe('checkEnvironment', () => {
  it('says nothing of what breaks no rule', () => {
    expect(findingsIn(twoRegions({ overrides: whole(''), top: global }))).toEqual([]);
  });

  it('names no region where all break a rule', () => {
    const api = '{ shutdown: { gracePeriodSeconds: 20 } }';
    expect(findingsIn(twoRegions({ overrides: whole(''), api, top: global }))).toEqual([
      expect.stringMatching(/^9 HA-API-GRACE api\.shutdown\.gracePeriodSeconds: api\.shutdown/),
    ]);
  });

  it('names the region where only one does, at its own line or at the line of all', () => {
    const own = whole(', shutdown: { gracePeriodSeconds: 20 }');
    expect(findingsIn(twoRegions({ overrides: own, top: global }))).toEqual([
      expect.stringMatching(/^8 HA-API-GRACE regions\[1\]\.overrides\.\S+: in westus2: api\.shutdown/),
    ]);
    const fewer = whole(', hpa: { minReplicas: 4 }');
    expect(
      findingsIn(twoRegions({ overrides: fewer, api: '{ pdb: { minAvailable: 4 } }', top: global })),
    ).toEqual([
      '9 HA-API-DRAIN api.pdb.minAvailable: in westus2: api.pdb.minAvailable is 4 while api.hpa.minReplicas is 4, so no node with such a pod can ever be drained.',
    ]);
  });

  it('names each where their numbers differ', () => {
    const own = whole(', shutdown: { gracePeriodSeconds: 20 }');
    const api = '{ shutdown: { gracePeriodSeconds: 21 } }';
    const found = findingsIn(twoRegions({ overrides: own, api, top: global }));
    expect(found.map((text) => text.replace(/, less than.*/, ''))).toEqual([
      '9 HA-API-GRACE api.shutdown.gracePeriodSeconds: in eastus: api.shutdown.gracePeriodSeconds is 21',
      '8 HA-API-GRACE regions[1].overrides.api.shutdown.gracePeriodSeconds: in westus2: api.shutdown.gracePeriodSeconds is 20',
    ]);
  });

  it('gives a hint only beside the value that it is meant for', () => {
    const tooMany = twoRegions({ overrides: whole(''), api: '{ pdb: { minAvailable: 6 } }', top: global });
    expect(hintsIn(tooMany)).toEqual(['HA-API-DRAIN api.pdb.minAvailable: at most 5']);
    const tooFew = twoRegions({ overrides: whole(''), api: '{ hpa: { minReplicas: 4 } }', top: global });
    expect(findingsIn(tooFew)).toEqual([
      expect.stringMatching(/^9 HA-API-DRAIN api\.hpa\.minReplicas: api\.pdb\.minAvailable is 4/),
    ]);
    expect(hintsIn(tooFew)).toEqual([]);
  });

  it('speaks of what the file has, not of what the charts get', () => {
    const text = twoRegions({
      overrides: whole(''),
      api: '{ hpa: { cpuUtilization: 50 } }',
      top: global,
    }).replaceAll('[1, 2, 3]', '[1, 2]');
    expect(findingsIn(text)).toEqual([
      '4 HA-ZONES-FEW regions[0].zones: in eastus: regions[].zones has 2 of the 3 zones that availability high needs, so the loss of one can leave no majority for a failover.',
      '7 HA-ZONES-FEW regions[1].zones: in westus2: regions[].zones has 2 of the 3 zones that availability high needs, so the loss of one can leave no majority for a failover.',
    ]);
    const waiting = twoRegions({ overrides: `{ global: { ${sound} } }`, top: global });
    expect(findingsIn(waiting)).toEqual([
      expect.stringMatching(/HA-API-UPDATE-STANDBY .*: in westus2: .* while regions\[\]\.role is standby/),
    ]);
  });

  it('keeps the rules of shared facts where the api is off', () => {
    const off = '{ enabled: false, shutdown: { gracePeriodSeconds: 20 } }';
    const four = 'global: { redis: { replicas: 4 } }';
    expect(findingsIn(twoRegions({ overrides: whole(''), api: off, top: four }))).toEqual([
      expect.stringMatching(/HA-REDIS-ODD global\.redis\.replicas: global\.redis\.replicas is 4/),
    ]);
  });
});
