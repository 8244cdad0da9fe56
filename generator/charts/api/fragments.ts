// The named templates of the api chart: names, labels, addresses and the image.

import type { Expr } from '../../engine/index.ts';
import {
  fragment,
  include,
  isPresent,
  joinEach,
  joined,
  merge,
  pick,
  release,
  t,
  until,
} from '../../engine/index.ts';
import { imageReference } from '../image-reference.ts';
import { chartVersion } from '../release.ts';
import { values as v } from './values.ts';

export const name = fragment(
  'api.name',
  'The name of every object: the release and the component.',
  t`${release.name}-${v.component}`,
);

export const selectorLabels = fragment(
  'api.selectorLabels',
  'What selects the pods that serve; frozen, since a Deployment cannot change it.',
  {
    'app.kubernetes.io/name': include(name),
    'app.kubernetes.io/component': 'server',
  },
);

export const commonLabels = fragment('api.commonLabels', 'The labels that say where an object comes from.', {
  'app.kubernetes.io/instance': release.name,
  'app.kubernetes.io/version': v.image.tag,
  'app.kubernetes.io/part-of': 'aiagent',
  'app.kubernetes.io/managed-by': release.service,
  'helm.sh/chart': `api-${chartVersion}`,
});

export const labels = fragment(
  'api.labels',
  'The labels of every object that belongs to the pods that serve.',
  merge(commonLabels, { 'app.kubernetes.io/name': include(name), 'app.kubernetes.io/component': 'server' }),
);

export const gatewayLabels = fragment(
  'api.gatewayLabels',
  'The labels of the gateway: other than those that metrics are read by, or they would be read twice.',
  merge(commonLabels, { 'app.kubernetes.io/name': include(name), 'app.kubernetes.io/component': 'gateway' }),
);

export const testLabels = fragment(
  'api.testLabels',
  'The labels of test pods: no Service and no budget may select them.',
  merge(commonLabels, { 'app.kubernetes.io/name': include(name), 'app.kubernetes.io/component': 'test' }),
);

export const image = fragment(
  'api.image',
  'The image of the api, by digest as soon as one is known.',
  imageReference(v.image, v.global.imageRegistry),
);

export const testImage = fragment(
  'api.testImage',
  'The image of the test pods.',
  imageReference(v.tests.image, v.global.imageRegistry),
);

const inNamespace = t`${release.namespace}.svc.${v.global.clusterDomain}`;

export const postgresqlHosts = fragment(
  'api.postgresqlHosts',
  'Every PostgreSQL node: a client tries them in turn and stays with the one that takes writes.',
  pick(
    isPresent(v.postgresql.hosts),
    joined(v.postgresql.hosts, ','),
    joinEach(
      v.global.postgresql.nodes,
      ',',
      (node) => t`${release.name}-postgresql-${node.name}.${inNamespace}:${v.global.postgresql.port}`,
    ),
  ),
);

/** What the certificates of a Redis of the platform are made out to: its Sentinels give addresses. */
const serverNameOf = (component: string): Expr<string> => t`${release.name}-${component}.${inNamespace}`;

export const redisServerName = fragment(
  'api.redisServerName',
  'The name in the certificates of the cache.',
  serverNameOf('redis'),
);

export const sessionServerName = fragment(
  'api.sessionServerName',
  'The name in the certificates of the sessions.',
  serverNameOf('redis-sessions'),
);

interface SentinelGroup {
  readonly replicas: Expr<number>;
  readonly sentinelPort: Expr<number>;
}

/** The address of every Sentinel of a Redis of the platform, one in each of its pods. */
const sentinelsOf = (component: string, { replicas, sentinelPort }: SentinelGroup): Expr<string> =>
  joinEach(
    until(replicas),
    ',',
    (ordinal) => t`${release.name}-${component}-${ordinal}.${inNamespace}:${sentinelPort}`,
  );

export const redisSentinels = fragment(
  'api.redisSentinels',
  'Every Sentinel of the cache: any of them names the master.',
  pick(isPresent(v.redis.sentinels), joined(v.redis.sentinels, ','), sentinelsOf('redis', v.global.redis)),
);

export const sessionSentinels = fragment(
  'api.sessionSentinels',
  'Every Sentinel of the sessions; where they have no Redis of their own, those of the cache.',
  pick(
    v.global.redisSessions.enabled,
    sentinelsOf('redis-sessions', v.global.redisSessions),
    include(redisSentinels),
  ),
);
