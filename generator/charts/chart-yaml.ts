// The Chart.yaml of each chart, with what Artifact Hub shows.
import { type ChartName, subcharts } from '../../schemas/subcharts.ts';
import type { Json, JsonMap } from '../engine/index.ts';
import { chartVersion, home, kubeVersion } from './release.ts';

interface About {
  readonly name: string;
  readonly description: string;
  readonly keywords: readonly string[];
}

const common = (about: About): JsonMap => ({
  apiVersion: 'v2',
  name: about.name,
  description: about.description,
  type: 'application',
  version: chartVersion,
  appVersion: chartVersion,
  kubeVersion,
  home,
  icon: `${home.replace('github.com', 'raw.githubusercontent.com')}/main/docs/icon.svg`,
  sources: [home],
  keywords: about.keywords as Json,
  maintainers: [{ name: 'chartwright', url: home }],
});

const api: About = {
  name: 'api',
  description:
    'The api of an AI-agent platform: spread over zones, scaled by load, updated without a lost request',
  keywords: ['api', 'high-availability', 'azure'],
};

const postgresqlHa: About = {
  name: 'postgresql-ha',
  description:
    'PostgreSQL on pg_auto_failover over three zones: no acknowledged commit is lost, without an operator',
  keywords: ['postgresql', 'pg-auto-failover', 'pgbackrest', 'high-availability'],
};

const redisSentinel: About = {
  name: 'redis-sentinel',
  description:
    'Redis with Sentinels over three zones: a planned event loses no acknowledged write, a failure few',
  keywords: ['redis', 'sentinel', 'valkey', 'high-availability'],
};

const aiagent: About = {
  name: 'aiagent',
  description: 'A highly available AI-agent platform for Kubernetes on Azure, from typed and proven values',
  keywords: ['ai-agent', 'high-availability', 'zones', 'azure', 'aks'],
};

/** Artifact Hub reads YAML inside these texts. @param images by name. */
function artifactHub(images: Readonly<Record<string, string>>): JsonMap {
  return {
    'artifacthub.io/category': 'ai-machine-learning',
    'artifacthub.io/license': 'Apache-2.0',
    'artifacthub.io/prerelease': 'true',
    'artifacthub.io/links': `- name: Documentation\n  url: ${home}\n- name: Where it departs from its requirements\n  url: ${home}/blob/main/docs/deviations.md\n`,
    'artifacthub.io/images': Object.entries(images)
      .map(([name, image]) => `- name: ${name}\n  image: ${image}\n`)
      .join(''),
    'artifacthub.io/changes':
      '- kind: added\n  description: The charts of the api, of PostgreSQL with pg_auto_failover and of Redis with Sentinels, their values schemas and rules\n',
  };
}

/** The Chart.yaml of each chart inside. */
export const subchartYaml: Readonly<Record<ChartName, JsonMap>> = {
  api: common(api),
  'postgresql-ha': common(postgresqlHa),
  'redis-sentinel': common(redisSentinel),
};

export const umbrellaChartYaml = (images: Readonly<Record<string, string>>): JsonMap => ({
  ...common(aiagent),
  annotations: artifactHub(images),
  // Vendored under charts/: an empty repository keeps `helm dependency build` from fetching anything.
  dependencies: subcharts.map(({ alias, chart, condition }) => ({
    name: chart,
    alias,
    version: chartVersion,
    repository: '',
    condition: condition.join('.'),
  })),
});
