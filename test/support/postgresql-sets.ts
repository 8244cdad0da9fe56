// Sets of values that chance seldom finds, since rules hold several of their settings together: three nodes that another
// region follows, a region that follows, a release from a backup, and one node alone.
import type { JsonMap } from '../../generator/engine/index.ts';

const node = (
  name: string,
  zone: string,
  candidatePriority: number,
  replicationQuorum: boolean,
): JsonMap => ({
  name,
  zone,
  candidatePriority,
  replicationQuorum,
});

const threeNodes = [
  node('z1', 'eastus-1', 50, true),
  node('z2', 'eastus-2', 50, true),
  node('z3', 'eastus-3', 10, true),
];
const addresses: readonly JsonMap[] = ['z1', 'z2', 'z3'].map((name, at) => ({
  node: name,
  address: `10.10.3.24${at}`,
}));
const follows: JsonMap = {
  role: 'standby',
  zones: ['westus2-1', 'westus2-2', 'westus2-3'],
  postgresql: { nodes: [node('dr', 'westus2-1', 0, false)] },
};

export const postgresqlSets: readonly JsonMap[] = [
  {
    global: { postgresql: { nodes: threeNodes } },
    durability: 'strict',
    crossRegion: { enabled: true, nodes: [...addresses], clients: ['10.20.0.0/22'] },
    restore: { enabled: true, stanza: 'before', time: '2026-11-30 12:00:00+00' },
    backup: {
      startHour: -1,
      repository: { type: 's3', region: 'eu-west-1', host: 'storage.example.com', encrypted: true },
      secondRepository: { type: 'azure', account: 'backups', host: '' },
    },
    logging: { format: 'csv' },
    spread: 'node',
    roleServices: { enabled: true },
  },
  {
    global: follows,
    standby: { primaries: [...addresses] },
    crossRegion: { enabled: false, clients: ['10.20.0.0/22'] },
    backup: { repository: { type: 'volume' }, secondRepository: { type: 'volume' } },
    logging: { format: 'text' },
    roleServices: { enabled: true },
  },
  {
    global: follows,
    standby: { primaries: [...addresses] },
    backup: { enabled: false },
    restore: { enabled: false },
    exporter: { enabled: false },
    prometheusRule: { enabled: false },
    networkPolicy: { enabled: false },
  },
  {
    global: {
      availability: 'none',
      postgresql: { nodes: [node('z1', 'eastus-1', 50, true)], tls: { enabled: false } },
    },
    spread: 'none',
    monitor: { zone: '', storageClass: '' },
    storage: { storageClass: '' },
    restore: { enabled: true, stanza: 'main', time: '' },
    backup: {
      enabled: false,
      repository: { type: 's3', host: '' },
      secondRepository: { type: 's3', enabled: true },
    },
    standby: { primaries: [...addresses] },
  },
  {
    backup: {
      enabled: true,
      startHour: 2,
      repository: { type: 'azure', account: 'backups', host: '' },
      secondRepository: { enabled: true, type: 's3', region: 'eu-west-1', encrypted: true },
      drill: { enabled: true, storageClass: '' },
    },
    restore: { enabled: false },
  },
  {
    backup: {
      enabled: true,
      repository: { type: 'azure', account: 'backups' },
      secondRepository: { enabled: false },
      drill: { enabled: true, repository: 1, pushUrl: '' },
    },
    restore: { enabled: false },
    networkPolicy: { apiServer: [], clients: [], dnsAddresses: [] },
  },
];
