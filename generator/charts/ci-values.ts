// The values files under ci/: chart-testing installs the chart once with each.
import type { JsonMap } from '../engine/index.ts';

interface CiValues {
  readonly name: string;
  readonly comment: string;
  readonly values: JsonMap;
}

/** One small pod, no zones, no stores, no Secrets: a first try on any cluster. */
const singleNode: JsonMap = {
  global: { availability: 'none', zones: [] },
  api: {
    // An image that was loaded into the cluster needs no registry.
    image: { pullPolicy: 'IfNotPresent' },
    tests: { image: { pullPolicy: 'IfNotPresent' } },
    replicas: 1,
    resources: {
      requests: { cpu: '50m', memory: '64Mi' },
      limits: { cpu: '250m', memory: '256Mi' },
    },
    spread: { enabled: false },
    hpa: { enabled: false },
    pdb: { enabled: false },
    postgresql: { enabled: false },
    redis: { enabled: false },
  },
  postgresql: { enabled: false },
  redis: { enabled: false },
};

export const ciValues: readonly CiValues[] = [
  { name: 'default', comment: 'The defaults: three zones, labelled as global.zones says.', values: {} },
  {
    name: 'single-node',
    comment: 'A first try on any cluster: one small pod, no zones, no stores and so no Secrets.',
    values: singleNode,
  },
];
