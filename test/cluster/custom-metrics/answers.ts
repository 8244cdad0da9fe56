// What an aggregated API server for custom.metrics.k8s.io says: discovery, and one metric of pods.
// Must not know how it is asked, nor where the values come from.

export const group = 'custom.metrics.k8s.io';
export const version = 'v1beta1';
export const metricName = 'http_requests_per_second';
const groupVersion = `${group}/${version}`;

/** What was asked for: the pods of a namespace by a selector, or one by its name. */
export interface MetricQuestion {
  readonly namespace: string;
  /** `*`: all that the selector names. */
  readonly pod: string;
  readonly labelSelector: string;
}

export interface PodValue {
  readonly pod: string;
  readonly perSecond: number;
}

const resources = {
  kind: 'APIResourceList',
  apiVersion: 'v1',
  groupVersion,
  resources: [
    {
      name: `pods/${metricName}`,
      singularName: '',
      namespaced: true,
      kind: 'MetricValueList',
      verbs: ['get'],
    },
  ],
};

const apiGroup = {
  kind: 'APIGroup',
  apiVersion: 'v1',
  name: group,
  versions: [{ groupVersion, version }],
  preferredVersion: { groupVersion, version },
};

/** By path. Without the two of OpenAPI the API server would ask for them for ever. */
const fixed: Readonly<Record<string, unknown>> = {
  '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: [apiGroup] },
  [`/apis/${group}`]: apiGroup,
  [`/apis/${groupVersion}`]: resources,
  '/openapi/v2': { swagger: '2.0', info: { title: group, version }, paths: {} },
  '/openapi/v3': { paths: {} },
};

/** The body for a path that needs no values. */
export const fixedAnswer = (path: string): unknown => fixed[path];

/** The question in a path and its query; undefined where it is another metric or another kind. */
export function readQuestion(path: string, query: URLSearchParams): MetricQuestion | undefined {
  const [, namespace, pod] =
    new RegExp(`^/apis/${groupVersion}/namespaces/([a-z0-9-]+)/pods/([*]|[a-z0-9.-]+)/${metricName}$`).exec(
      path,
    ) ?? [];
  if (namespace === undefined || pod === undefined) return undefined;
  return { namespace, pod, labelSelector: query.get('labelSelector') ?? '' };
}

/** The value of the gauge in the text of Prometheus; undefined when it is not there. */
export function readGauge(text: string): number | undefined {
  const found = new RegExp(`^${metricName} (\\d+(?:[.]\\d+)?)$`, 'm').exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** The values as the autoscaler reads them: quantities in thousandths. */
export const metricValues = (namespace: string, values: readonly PodValue[], timestamp: string) => ({
  kind: 'MetricValueList',
  apiVersion: groupVersion,
  metadata: {},
  items: values.map(({ pod, perSecond }) => ({
    describedObject: { kind: 'Pod', namespace, name: pod, apiVersion: 'v1' },
    metricName,
    timestamp,
    value: `${Math.round(perSecond * 1000)}m`,
    selector: null,
  })),
});

/** A refusal as every API server words it. */
export const status = (code: number, message: string) => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message,
  code,
});
