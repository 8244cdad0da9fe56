// The named templates of the chart: names, labels and images.
import type { V1SecurityContext } from '@kubernetes/client-node';
import { eq, fragment, include, merge, pick, release, t, ternary } from '../../engine/index.ts';
import { imageReference } from '../image-reference.ts';
import { chartVersion } from '../release.ts';
import { containerSecurityContext } from '../security-context.ts';
import { values as v } from './values.ts';

export const name = fragment(
  'redis-sentinel.name',
  'The name of every object: the release and the component.',
  t`${release.name}-${v.component}`,
);

export const selectorLabels = fragment(
  'redis-sentinel.selectorLabels',
  'What selects the pods of Redis; frozen, since a StatefulSet cannot change it.',
  {
    'app.kubernetes.io/name': include(name),
    'app.kubernetes.io/component': 'server',
  },
);

const isValkey = eq(v.flavour, 'valkey');

const version = ternary(isValkey, v.images.valkey.tag, v.images.redis.tag);

export const commonLabels = fragment(
  'redis-sentinel.commonLabels',
  'The labels that say where an object comes from.',
  {
    'app.kubernetes.io/instance': release.name,
    'app.kubernetes.io/version': version,
    'app.kubernetes.io/part-of': 'aiagent',
    'app.kubernetes.io/managed-by': release.service,
    'helm.sh/chart': `redis-sentinel-${chartVersion}`,
  },
);

/** What the objects and pods of one part carry: the same name, a component of their own. */
const labelsOf = (part: string, component: string, comment: string) =>
  fragment(
    `redis-sentinel.${part}`,
    comment,
    merge(commonLabels, {
      'app.kubernetes.io/name': include(name),
      'app.kubernetes.io/component': component,
    }),
  );

export const labels = labelsOf(
  'labels',
  'server',
  'The labels of every object that belongs to the pods of Redis.',
);
export const podServiceLabels = labelsOf(
  'podServiceLabels',
  'address',
  'The labels of the Services of single pods: other than those that metrics are read by.',
);
export const proxyLabels = labelsOf('proxyLabels', 'proxy', 'The labels of the proxies and their objects.');
export const backupLabels = labelsOf('backupLabels', 'backup', 'The labels of what makes copies.');
export const testLabels = labelsOf(
  'testLabels',
  'test',
  'The labels of test pods: no Service and no budget may select them.',
);

const { imageRegistry } = v.global;

export const image = fragment(
  'redis-sentinel.image',
  'The image of Redis and Sentinel, by digest as soon as one is known.',
  pick(
    isValkey,
    imageReference(v.images.valkey, imageRegistry),
    imageReference(v.images.redis, imageRegistry),
  ),
);

export const pullPolicy = fragment(
  'redis-sentinel.pullPolicy',
  'When a node asks the registry for that image.',
  ternary(isValkey, v.images.valkey.pullPolicy, v.images.redis.pullPolicy),
);

export const exporterImage = fragment(
  'redis-sentinel.exporterImage',
  'The image of the exporter.',
  imageReference(v.exporter.image, imageRegistry),
);

export const proxyImage = fragment(
  'redis-sentinel.proxyImage',
  'The image of the proxy.',
  imageReference(v.masterProxy.image, imageRegistry),
);

export const securityContext = fragment<V1SecurityContext>(
  'redis-sentinel.securityContext',
  'Who a container is: nobody in particular, with no rights to gain.',
  containerSecurityContext,
);
