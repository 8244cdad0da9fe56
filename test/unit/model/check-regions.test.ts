// What must hold between regions, which no chart can see.
import { describe, expect, it } from 'vitest';
import { findingsIn, twoRegions } from './regions.ts';

const top = 'global: { secretsRevision: "2" }';
const api = `{ networkPolicy: { enabled: false }, workloadIdentity: { enabled: true, clientId: 11111111-2222-3333-4444-555555555555 }, blob: { enabled: true, endpoint: "https://one.blob.core.windows.net" }, gateway: { enabled: true, address: 10.10.3.250 } }`;
const inSecond = (more: string): string =>
  `{ global: { postgresql: { nodes: [{ name: dr, zone: westus2-1, candidatePriority: 0, replicationQuorum: false }] } }, api: { rollout: { maxUnavailable: 6 }${more} } }`;
const between = (more: string, text = twoRegions({ overrides: inSecond(more), api, top })) =>
  findingsIn(text);

const otherAddress = ', gateway: { address: 10.20.3.250 }';
const otherAccount = ', blob: { endpoint: "https://two.blob.core.windows.net" }';

describe('checkRegions', () => {
  it('is content with an address and an account for each', () => {
    expect(between(otherAddress + otherAccount)).toEqual([]);
  });

  it('finds one address for two load balancers', () => {
    const message =
      'api.gateway.address is the same in eastus and westus2, so only the load balancer whose network holds it comes up.';
    expect(between(otherAccount)).toEqual([`9 REGION-ADDRESS-SHARED api.gateway.address: ${message}`]);
    expect(between(`${otherAccount}, gateway: { address: 10.10.3.250 }`)).toEqual([
      `8 REGION-ADDRESS-SHARED regions[1].overrides.api.gateway.address: ${message}`,
    ]);
  });

  it('finds one account for two regions', () => {
    expect(between(otherAddress)).toEqual([
      '9 REGION-BLOB-SHARED api.blob.endpoint: api.blob.endpoint is the same in eastus and westus2, so the loss of the region that holds the account takes the files from the others too.',
    ]);
  });

  it.each([', gateway: { enabled: false }, blob: { enabled: false }', ', enabled: false'])(
    'says nothing of what a region does not use: %s',
    (more) => expect(between(more)).toEqual([]),
  );

  it('finds a region, a zone and an active region too many', () => {
    const text = twoRegions({ overrides: inSecond(otherAddress + otherAccount), api, top });
    expect(between('', text.replace('zones: [1, 2, 3] }', 'zones: [1, 2, 2] }'))).toEqual(
      expect.arrayContaining(['4 REGION-ZONE-TWICE regions[0].zones: A zone of eastus is listed twice.']),
    );
    expect(between('', text.replace('role: standby', 'role: active'))).toEqual(
      expect.arrayContaining([expect.stringMatching(/REGION-ACTIVE regions: 2 regions are active/)]),
    );
    expect(between('', text.replace('name: westus2', 'name: eastus'))).toEqual(
      expect.arrayContaining(['5 REGION-TWICE regions[1].name: The region eastus is listed already.']),
    );
  });
});
