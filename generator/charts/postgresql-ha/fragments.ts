// The named templates of the chart: names, labels, addresses and images.
import type { V1SecurityContext } from '@kubernetes/client-node';
import { type Expr, fragment, include, joinEach, merge, release, t } from '../../engine/index.ts';
import { imageReference } from '../image-reference.ts';
import { chartVersion } from '../release.ts';
import { containerSecurityContext } from '../security-context.ts';
import { facts, values as v } from './values.ts';

export const name = fragment(
  'postgresql-ha.name',
  'The name of every object: the release and the component.',
  t`${release.name}-${v.component}`,
);

export const selectorLabels = fragment(
  'postgresql-ha.selectorLabels',
  'What selects the nodes of the database; frozen, since a StatefulSet cannot change it.',
  {
    'app.kubernetes.io/name': include(name),
    'app.kubernetes.io/component': 'server',
  },
);

export const monitorSelectorLabels = fragment(
  'postgresql-ha.monitorSelectorLabels',
  'What selects the monitor; frozen, since a StatefulSet cannot change it.',
  {
    'app.kubernetes.io/name': include(name),
    'app.kubernetes.io/component': 'monitor',
  },
);

export const commonLabels = fragment(
  'postgresql-ha.commonLabels',
  'The labels that say where an object comes from.',
  {
    'app.kubernetes.io/instance': release.name,
    'app.kubernetes.io/version': v.image.tag,
    'app.kubernetes.io/part-of': 'aiagent',
    'app.kubernetes.io/managed-by': release.service,
    'helm.sh/chart': `postgresql-ha-${chartVersion}`,
  },
);

/** What the objects and pods of one part carry: the same name, a component of their own. */
const labelsOf = (part: string, component: string, comment: string) =>
  fragment(
    `postgresql-ha.${part}`,
    comment,
    merge(commonLabels, {
      'app.kubernetes.io/name': include(name),
      'app.kubernetes.io/component': component,
    }),
  );

export const labels = labelsOf('labels', 'server', 'The labels of every object that belongs to the nodes.');
export const monitorLabels = labelsOf(
  'monitorLabels',
  'monitor',
  'The labels of every object that belongs to the monitor.',
);
export const addressLabels = labelsOf(
  'addressLabels',
  'address',
  'The labels of the Services of single pods: other than those that metrics are read by.',
);
export const drillLabels = labelsOf(
  'drillLabels',
  'drill',
  'The labels of what restores backups to try them.',
);
export const promotionLabels = labelsOf(
  'promotionLabels',
  'promotion',
  'The labels of what makes the standby of a region its primary.',
);
export const testLabels = labelsOf(
  'testLabels',
  'test',
  'The labels of test pods: no Service and no budget may select them.',
);

/** What follows the name of a Service in its full name. */
export const domain = t`${release.namespace}.svc.${v.global.clusterDomain}`;

/** The full name of the Service of one node, which is also the host name that the monitor knows it by. */
export const hostOf = (node: Expr<string>): Expr<string> => t`${include(name)}-${node}.${domain}`;

export const nodeHosts = fragment(
  'postgresql-ha.nodeHosts',
  'The host name of every node, with a space between them.',
  joinEach(facts.nodes, ' ', (node) => hostOf(node.name)),
);

export const nodePods = fragment(
  'postgresql-ha.nodePods',
  'The pod of every node, with a space between them.',
  joinEach(facts.nodes, ' ', (node) => t`${include(name)}-${node.name}-0`),
);

export const hostList = fragment(
  'postgresql-ha.hostList',
  'The host name of every node, a comma between them.',
  joinEach(facts.nodes, ',', (node) => hostOf(node.name)),
);

export const portList = fragment(
  'postgresql-ha.portList',
  'The port of every node, in the same order.',
  joinEach(facts.nodes, ',', () => t`${facts.port}`),
);

export const hostsWithPorts = fragment(
  'postgresql-ha.hostsWithPorts',
  'The host name and the port of every node.',
  joinEach(facts.nodes, ',', (node) => t`${hostOf(node.name)}:${facts.port}`),
);

export const monitorHost = fragment(
  'postgresql-ha.monitorHost',
  'The host name of the monitor.',
  t`${include(name)}-monitor.${domain}`,
);

const { imageRegistry } = v.global;

export const image = fragment(
  'postgresql-ha.image',
  'The image of PostgreSQL, by digest as soon as one is known.',
  imageReference(v.image, imageRegistry),
);

export const exporterImage = fragment(
  'postgresql-ha.exporterImage',
  'The image of the exporter.',
  imageReference(v.exporter.image, imageRegistry),
);

export const securityContext = fragment<V1SecurityContext>(
  'postgresql-ha.securityContext',
  'Who a container is: nobody in particular, with no rights to gain.',
  containerSecurityContext,
);
